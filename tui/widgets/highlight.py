"""Which characters of an article carry which mark. Pure: it knows nothing of colours or widgets."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tui.model import Actor, Note, Quote, Reading, Span
from tui.notes import colour_of

_BLOCK = 1024
"""Characters in one bucket of a `SpanIndex`."""

ROLE_OF_LABEL = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "people",
}
"""Entity label -> role; any other label is "other"."""


class SpanIndex:
    """Finds the spans that overlap a stretch of text in time that does not grow with the article."""

    def __init__(self, spans: Iterable[tuple[Span, str]]) -> None:
        self._buckets: defaultdict[int, list[tuple[Span, str]]] = defaultdict(list)
        for span, role in spans:
            for block in range(span.start // _BLOCK, max(span.end - 1, span.start) // _BLOCK + 1):
                self._buckets[block].append((span, role))

    def overlapping(self, start: int, end: int) -> Iterator[tuple[Span, str]]:
        """The spans with a character in `start` to `end`, each with its role; one may come twice."""
        for block in range(start // _BLOCK, max(end - 1, start) // _BLOCK + 1):
            for span, role in self._buckets.get(block, ()):
                if span.start < end and start < span.end:
                    yield span, role


@dataclass(frozen=True, slots=True)
class Focus:
    """What the reader has chosen in the panel: everything else steps back."""

    strong: tuple[Span, ...] = ()
    """Underlined: an actor's mentions, the cue of a stance."""
    lit: tuple[Span, ...] = ()
    """Kept at full strength: his quotes, the evidence."""

    @classmethod
    def on_actor(cls, reading: Reading, actor: Actor) -> "Focus":
        """The mentions of `actor`, the sentences that hold them, and his quotes."""
        mentions = tuple(mention.span for mention in actor.mentions)
        quotes = [span for quote in quotes_of(reading, actor.key) for span in quote.spans]
        sentences = reading.analysis.sentences if reading.analysis else ()
        around = [sentence for sentence in sentences if any(sentence.overlaps(mention) for mention in mentions)]
        return cls(mentions, (*quotes, *around))


def _noted(note: Note, reading: Reading) -> str:
    colour = colour_of(note.tags, reading.tags)
    return f"noted-{colour}" if colour else "noted"


def quotes_of(reading: Reading, actor: str) -> list[Quote]:
    """The quotes whose speaker is the actor with this key."""
    return [quote for quote in reading.analysis.quotes if quote.actor == actor] if reading.analysis else []


class Marks:
    """All marks of one reading, ready to be asked row by row."""

    def __init__(self, reading: Reading | None, focus: Focus | None = None, hits: Iterable[Span] = ()) -> None:
        analysis = reading.analysis if reading else None
        entities = analysis.entities if analysis else ()
        quotes = analysis.quotes if analysis else ()
        notes = reading.notes if reading else ()
        self._text = SpanIndex(
            [
                *((entity.span, ROLE_OF_LABEL.get(entity.label, "other")) for entity in entities),
                *((span, "speech") for quote in quotes if quote.kind != "indirect" for span in quote.spans),
                *((note.anchor.span, _noted(note, reading)) for note in notes if note.anchor and reading),
                *((span, "hit") for span in hits),
                *((span, "strong") for span in (focus.strong if focus else ())),
            ]
        )
        self._bars = SpanIndex((span, quote.kind) for quote in quotes for span in quote.spans)
        self._lit = SpanIndex((span, "lit") for span in (*focus.strong, *focus.lit)) if focus else None

    def runs(
        self, start: int, end: int, extra: Iterable[tuple[Span, str]] = ()
    ) -> list[tuple[int, int, frozenset[str]]]:
        """Cuts `start` to `end` into stretches with the same roles; `extra` adds further spans."""
        spans = [*self._text.overlapping(start, end), *extra]
        if self._lit is not None:
            spans.extend(self._lit.overlapping(start, end))
        cuts = {start, end}
        for span, _ in spans:
            cuts.update(cut for cut in span if start < cut < end)
        edges = sorted(cuts)
        found = []
        for left, right in pairwise(edges):
            roles = {role for span, role in spans if span.start <= left and right <= span.end}
            if self._lit is not None and "lit" not in roles:
                roles.add("dim")
            found.append((left, right, frozenset(roles)))
        return found

    def bar(self, start: int, end: int) -> str:
        """The kind of the quote that the row from `start` to `end` shows most plainly, or ""."""
        kinds = {kind for _, kind in self._bars.overlapping(start, end)}
        return next((kind for kind in ("direct", "mixed", "indirect") if kind in kinds), "")

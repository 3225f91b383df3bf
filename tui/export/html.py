"""A reading as one HTML page that needs nothing else: the text with its highlights, notes in the margin, the panel.

Everything from outside is escaped by the template; a note's Markdown is rendered without HTML and images. The page
has no script and says so to the browser (Content-Security-Policy); it follows light and dark, and prints.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count, pairwise
from typing import TYPE_CHECKING, get_args

from tui.export.naming import speaker_of, subject
from tui.model import Analysis, Note, Polarity, Quote, Reading, Span, Stance, Tag, TagColour, UserMark
from tui.notes import colour_of, notes_on
from tui.paragraphs import paragraphs
from tui.ranking import actors_in_order, stances_in_order

if TYPE_CHECKING:
    from jinja2 import Template
    from markdown_it import MarkdownIt
    from markupsafe import Markup

_VERBS: dict[Polarity, str] = {"supports": "supports", "opposes": "opposes", "neutral": "is neutral towards"}


@dataclass(frozen=True)
class _Noted:
    number: int
    body: "Markup"
    tags: tuple[Tag, ...]
    colour: TagColour
    on: str
    """What it is on, where it does not stand there."""
    passage: str
    """Of a note whose passage is gone: the passage."""
    in_text: bool
    """Whether its number stands in the text, too."""


@dataclass(frozen=True)
class _Piece:
    """Characters with the same marks."""

    text: str
    classes: str
    actor: str
    notes: tuple[_Noted, ...]
    """Those whose number stands behind it."""


@dataclass(frozen=True)
class _Paragraph:
    element: str
    pieces: tuple[_Piece, ...]
    notes: tuple[_Noted, ...]


@dataclass(frozen=True)
class _Sentence:
    text: str
    paragraph: int
    """From 1."""


@dataclass(frozen=True)
class _Actor:
    name: str
    kind: str
    mentions: int
    mark: str
    notes: tuple[_Noted, ...]


@dataclass(frozen=True)
class _Stance:
    holder: str
    polarity: Polarity
    verb: str
    target: str
    issue: str
    more: str
    evidence: tuple[_Sentence, ...]
    notes: tuple[_Noted, ...]


@dataclass(frozen=True)
class _Quote:
    speaker: str
    kind: str
    text: str
    paragraph: int


def export_html(reading: Reading) -> str:
    """The page."""
    article, analysis = reading.article, reading.analysis or Analysis("")
    cut = paragraphs(article.text)
    numbers = count(1)

    def noted(notes: Iterable[Note], *, at_home: bool = False) -> tuple[_Noted, ...]:
        return tuple(_noted(note, next(numbers), reading, at_home=at_home) for note in notes)

    actors = [(actor, notes_on(reading, actor)) for actor in actors_in_order(analysis)]
    stances = [(stance, notes_on(reading, stance)) for stance in stances_in_order(analysis)]
    placed = {note.id for _, notes in (*actors, *stances) for note in notes}
    free = [note for note in reading.notes if note.id not in placed]
    in_text = [note for note in free if note.anchor]
    shown = dict(zip(in_text, noted(in_text), strict=True))
    return _template().render(
        article=article,
        titled=bool(cut) and _flat(article.text, cut[0]) == article.title,
        colours=[colour for colour in get_args(TagColour) if colour],
        paragraphs=_paragraphs(cut, reading, shown),
        general=noted(note for note in free if not note.anchor),
        actors=[
            _Actor(a.name, a.kind, len(a.mentions), _mark(a.user), noted(notes, at_home=True)) for a, notes in actors
        ],
        stances=[_stance(stance, analysis, reading, cut, noted(notes, at_home=True)) for stance, notes in stances],
        quotes=[_quote(quote, reading, cut) for quote in analysis.quotes],
        orphans=noted(reading.orphans),
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    source = files("tui.export").joinpath("page.html.jinja").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(source)


@cache
def _markdown() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


def _noted(note: Note, number: int, reading: Reading, *, at_home: bool) -> _Noted:
    """`at_home`: it stands with the actor or the stance that it is on."""
    from markupsafe import Markup

    book = {tag.name: tag for tag in reading.tags}
    is_gone = note in reading.orphans
    return _Noted(
        number,
        Markup(_markdown().render(note.body)),
        tuple(book.get(name, Tag(name)) for name in note.tags),
        colour_of(note.tags, reading.tags),
        subject(note.about) if note.about and not at_home else "",
        " ".join(note.anchor.exact.split()) if note.anchor and is_gone else "",
        note.anchor is not None and not at_home and not is_gone,
    )


def _paragraphs(cut: Sequence[Span], reading: Reading, notes: dict[Note, _Noted]) -> list[_Paragraph]:
    """The paragraphs, each with the notes that end in it or in the white space behind it."""
    found = []
    for number, span in enumerate(cut):
        following = cut[number + 1].start if number + 1 < len(cut) else len(reading.article.text)
        ending = {
            shown: max(span.start + 1, min(note.anchor.span.end, span.end))
            for note, shown in notes.items()
            if note.anchor and (span.start < note.anchor.span.end or number == 0) and note.anchor.span.end <= following
        }
        element = "h1" if number == 0 and _flat(reading.article.text, span) == reading.article.title else "p"
        found.append(_Paragraph(element, tuple(_pieces(span, reading, notes, ending)), tuple(ending)))
    return found


def _pieces(span: Span, reading: Reading, notes: dict[Note, _Noted], ending: dict[_Noted, int]) -> Iterator[_Piece]:
    """The paragraph cut wherever a mark begins or ends; behind its last character stands the number of a note."""
    analysis = reading.analysis or Analysis("")
    entities = [entity for entity in analysis.entities if entity.span.overlaps(span)]
    quotes = [(part, quote.kind) for quote in analysis.quotes for part in quote.spans if part.overlaps(span)]
    noted = [
        (note.anchor.span, shown) for note, shown in notes.items() if note.anchor and note.anchor.span.overlaps(span)
    ]
    marks = [*(entity.span for entity in entities), *(part for part, _ in quotes), *(part for part, _ in noted)]
    inside = (cut for mark in marks for cut in mark if span.start < cut < span.end)
    cuts = sorted({*span, *inside, *ending.values()})
    for start, end in pairwise(cuts):
        here = Span(start, end)
        entity = next((entity for entity in entities if entity.span.overlaps(here)), None)
        above = [shown for part, shown in noted if part.overlaps(here)]
        classes = [entity.label.lower()] if entity else []
        classes += next((["quote", kind] for part, kind in quotes if part.overlaps(here)), [])
        classes += ["noted"] if above else []
        classes += ["overlap"] if len(above) > 1 else []
        classes += next(([f"c-{shown.colour}"] for shown in above if shown.colour), [])
        actor = analysis.actor(entity.actor) if entity else None
        numbers = tuple(shown for shown, place in ending.items() if place == end)
        yield _Piece(reading.article.text[start:end], " ".join(classes), actor.name if actor else "", numbers)


def _stance(
    stance: Stance, analysis: Analysis, reading: Reading, cut: Sequence[Span], notes: tuple[_Noted, ...]
) -> _Stance:
    def name(key: str | None) -> str:
        actor = analysis.actor(key)
        return actor.name if actor else key or ""

    text = reading.article.text
    more = [stance.type] if stance.type != stance.polarity else []
    more += [] if stance.user else [f"{stance.confidence:.0%} sure"]
    more += [f"according to {name(stance.asserted_by)}"] if stance.asserted_by else []
    return _Stance(
        name(stance.holder),
        stance.polarity,
        _VERBS[stance.polarity],
        name(stance.target),
        stance.issue or "",
        ", ".join(more) + _mark(stance.user),
        tuple(_Sentence(_flat(text, span), _number(span, cut)) for span in stance.evidence),
        notes,
    )


def _quote(quote: Quote, reading: Reading, cut: Sequence[Span]) -> _Quote:
    words = " … ".join(_flat(reading.article.text, span) for span in quote.spans)
    speaker = speaker_of(quote.spans[0], reading)
    return _Quote(speaker, quote.kind, words, _number(quote.spans[0], cut))


def _number(span: Span, cut: Sequence[Span]) -> int:
    return next((number for number, paragraph in enumerate(cut, 1) if paragraph.overlaps(span)), 1)


def _mark(mark: UserMark) -> str:
    return f", {mark} by the reader" if mark else ""


def _flat(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())

"""The dataclasses that travel between the rooms: frozen, small, without behaviour of their own.

All offsets are Python `str` indices (characters) into `Article.text`, which is never edited; ends are exclusive.
"""

import hashlib
from dataclasses import dataclass
from typing import Literal, NamedTuple

MentionKind = Literal["name", "nominal", "adj", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
ActorKind = Literal["person", "organisation", "party", "country", "group"]
Polarity = Literal["supports", "opposes", "neutral"]
UserMark = Literal["", "confirmed", "edited", "added"]
"""Whose word an item is: empty for the machine's alone, else what the user did with it."""
Verdict = Literal["confirmed", "rejected", "edited", "merged", "split", "added"]
TagColour = Literal["", "accent", "primary", "secondary", "success", "warning", "error"]
"""A colour of the theme, by its name there; empty: the usual one of a note."""


class Span(NamedTuple):
    """Characters `start` to `end` (exclusive) of an article's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Article:
    """A text to read."""

    id: str
    """Stable for one source: 12 hexadecimal digits."""
    title: str
    text: str
    """Sanitised; newlines are `\\n`. Offsets of everything else point into it."""
    source: str
    """An absolute path, or `stdin:DIGEST`."""
    byline: str = ""
    published: str = ""
    """ISO 8601 date as the source gives it, or empty."""
    added: str = ""
    """ISO 8601 time (UTC) at which the library first saw it, or empty."""

    @property
    def digest(self) -> str:
        """SHA-256 of the text, hexadecimal: what an analysis belongs to."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Entity:
    """A named entity."""

    span: Span
    label: str
    """PERSON, ORG, GPE, LOC, NORP, EVENT; with other models also FAC, LAW, PRODUCT, WORK_OF_ART, DATE."""
    actor: str | None = None
    """Key of the actor that it names."""


@dataclass(frozen=True)
class Mention:
    """A place in the text that refers to an actor."""

    span: Span
    kind: MentionKind


@dataclass(frozen=True)
class Actor:
    """A person, organisation, party, country or group that acts, speaks or is a target, under all its names."""

    key: str
    """Unique within one analysis."""
    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]
    """In the order of the text."""
    user: UserMark = ""


@dataclass(frozen=True)
class Quote:
    """Reported speech: what somebody is said to have said."""

    spans: tuple[Span, ...]
    """The content; more than one when a "he said" interrupts it. Quotation marks belong to it."""
    kind: QuoteKind
    speaker: Span | None = None
    """The words that name the speaker here: possibly a pronoun."""
    cue: Span | None = None
    """The words that report: "said", "according to"."""
    actor: str | None = None
    """Key of the actor who speaks."""
    user: UserMark = ""

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.spans[-1].end

    @property
    def extent(self) -> Span:
        """From the first to the last character of the content, with what interrupts it."""
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Stance:
    """A directed attitude: the holder supports, opposes or neutrally addresses a target actor or an issue."""

    holder: str
    """Key of an actor."""
    target: str | None
    """Key of an actor, or None where the target is an issue only."""
    issue: str | None
    """The words of the issue (an act of the target, or a matter of its own), or None."""
    polarity: Polarity
    type: str
    """What it is in one word or two: "criticises", "calls for"."""
    evidence: tuple[Span, ...]
    """The sentences that show it, in the order of the text."""
    cue: Span | None = None
    """The words that carry it."""
    asserted_by: str | None = None
    """Key of the actor who reports it, where that is not the article itself."""
    confidence: float = 1.0
    """0 to 1."""
    user: UserMark = ""


@dataclass(frozen=True)
class Analysis:
    """What was found in one text: by the machine, and in a `Reading` with the user's corrections laid over it."""

    engine: str
    """Name and version of the analysis, one space between: "news 1.0.0+1". Another engine analyses again."""
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    actors: tuple[Actor, ...] = ()
    quotes: tuple[Quote, ...] = ()
    stances: tuple[Stance, ...] = ()

    def actor(self, key: str | None) -> Actor | None:
        """The actor with this key, or None."""
        return next((actor for actor in self.actors if actor.key == key), None)


@dataclass(frozen=True)
class Anchor:
    """Where a note or a correction sits, robust against a changed text.

    W3C Web Annotation: text quote and text position selectors.
    """

    span: Span
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True)
class ActorSketch:
    """An actor in a form that outlives one analysis: by name, and by one place where the text names it."""

    name: str
    kind: ActorKind
    place: Anchor | None = None
    """One of its mentions, a name if it has one; None once that is no longer in the text."""


@dataclass(frozen=True)
class QuoteSketch:
    """A quote in a form that outlives one analysis."""

    places: tuple[Anchor, ...]
    """The content; at least one."""
    kind: QuoteKind
    actor: ActorSketch | None = None
    """Who speaks."""


@dataclass(frozen=True)
class StanceSketch:
    """A stance in a form that outlives one analysis."""

    holder: ActorSketch
    target: ActorSketch | None
    issue: str | None
    polarity: Polarity
    type: str
    places: tuple[Anchor, ...]
    """The evidence; at least one."""


Sketch = ActorSketch | QuoteSketch | StanceSketch


@dataclass(frozen=True)
class Note:
    """What the reader wrote about a passage, an actor, a stance or a whole article; without a body, a highlight."""

    id: int | None
    """None until it is saved."""
    anchor: Anchor | None
    """The passage; of a note on a stance, its first evidence. None for a note on an actor or on the whole article."""
    body: str
    """Markdown, as typed."""
    tags: tuple[str, ...] = ()
    """In the order in which they were typed; without `#`."""
    created: str = ""
    updated: str = ""
    """ISO 8601 times (UTC), set by the library."""
    about: ActorSketch | StanceSketch | None = None
    """The actor or the stance that it is on, as it was shown when the note was made."""
    uid: str = ""
    """The same in every library that the note was brought to: `urn:uuid:…`, or the id that another program gave it.
    Set by the library where it is empty."""


@dataclass(frozen=True)
class Tag:
    """An entry of the code book."""

    name: str
    """As it was first spelt; two tags whose names differ only in case are one."""
    colour: TagColour = ""
    description: str = ""
    """What it is for, on one line."""
    parent: str | None = None
    """The name of the tag under which it stands."""
    notes: int = 0
    """How many notes of the library carry it."""


@dataclass(frozen=True)
class Draft:
    """A note that was left without saving; offered again when the same passage, actor or stance is annotated."""

    span: Span
    """The passage; without characters (0, 0) for the whole article or an actor."""
    body: str
    tags: tuple[str, ...]
    note_id: int | None
    """The note that was being changed, or None for a new one."""
    about: ActorSketch | StanceSketch | None = None
    """What a new note would be on, as in `Note`."""


@dataclass(frozen=True)
class Correction:
    """What the user said of one actor, quote or stance; or one that he added."""

    id: int | None
    """None until it is saved. Corrections are applied in the order of their ids."""
    verdict: Verdict
    about: Sketch
    """The item as it was shown when he corrected it; for `added`, the new item."""
    replacement: Sketch | None = None
    """`edited`: the item as he wants it. `merged`: the actor that it is part of. `split`: the actor that one mention
    (its place) really is. Of the same class as `about`; None for the other verdicts."""
    created: str = ""
    """ISO 8601 time (UTC), set by the library."""
    uid: str = ""
    """As of a note: the same in every library that the correction was brought to."""


@dataclass(frozen=True)
class Reading:
    """The snapshot that a screen shows."""

    article: Article
    analysis: Analysis | None = None
    """With the corrections that fit."""
    notes: tuple[Note, ...] = ()
    """In reading order."""
    orphans: tuple[Note, ...] = ()
    """Notes whose passage is no longer in the text."""
    drafts: tuple[Draft, ...] = ()
    """What was typed and not saved, in the order of the text."""
    corrections: tuple[Correction, ...] = ()
    """Those that are in `analysis`."""
    lost: tuple[Correction, ...] = ()
    """Those that fit nothing in this text and analysis; empty while there is no analysis."""
    tags: tuple[Tag, ...] = ()
    """Those that its notes carry, as the code book has them; how many notes of the library do is not counted (0)."""


@dataclass(frozen=True)
class Record:
    """Everything that a library holds about one article: what an export takes along and an import brings back."""

    article: Article
    notes: tuple[tuple[Note, str | None], ...] = ()
    """Each with the text that its anchor points into: the article's or an older one; None where that is not known."""
    corrections: tuple[tuple[Correction, str | None], ...] = ()
    """In the order in which they were made, each with the text that its places point into."""
    drafts: tuple[Draft, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    """Of the article's present text, the machine's alone, the oldest first."""
    position: int = 0
    """Where the caret was left."""


HitKind = Literal["article", "note", "quote", "stance", "tag"]


@dataclass(frozen=True)
class Hit:
    """One thing that a search of the library found."""

    kind: HitKind
    article: str
    """The id of the article; empty for a tag."""
    title: str
    """The article's title; of a tag, its name."""
    snippet: str
    """On one line: the words around what was found."""
    marks: tuple[Span, ...] = ()
    """Where in `snippet` the words that were searched stand."""
    who: str = ""
    """Who says it, of a quote; who holds it, of a stance."""
    about: str = ""
    """Polarity, type and target of a stance; the tags of a note; how many notes carry a tag."""
    span: Span | None = None
    """The place in the article's text; None where there is none, or where it is another text's."""
    note: int | None = None
    """The id of a note."""


@dataclass(frozen=True)
class Hits:
    """What a search found, the best first."""

    hits: tuple[Hit, ...]
    more: bool
    """Whether there are more than these."""

"""How an actor, a quote, a stance and a note look in the panel. Pure: model in, `Content` out, never markup."""

from collections import Counter
from collections.abc import Iterable, Sequence

from textual.content import Content

from tui.model import (
    Actor,
    ActorSketch,
    Analysis,
    Article,
    Correction,
    Draft,
    Note,
    Polarity,
    Quote,
    QuoteSketch,
    Reading,
    Sketch,
    Span,
    Stance,
    StanceSketch,
    Tag,
    UserMark,
)
from tui.notes import colour_of

Item = Actor | Quote | Stance | Note | Draft | Correction

SIGNS: dict[Polarity, str] = {"supports": "✓", "opposes": "✗", "neutral": "·"}
COLOURS: dict[Polarity, str] = {"supports": "$text-success", "opposes": "$text-error", "neutral": "$foreground 70%"}
MUTED = "$foreground 55%"
_VERBS = {
    "agrees": "agrees with",
    "allies": "is allied with",
    "disagrees": "disagrees with",
    "protests": "protests against",
    "withdraws": "withdraws from",
}
"""Types whose target needs another word before it."""
_BAR = 7
"""Cells of the longest bar behind an actor's count."""


def excerpt(text: str, length: int = 90) -> str:
    """`text` on one line, cut at a space to at most `length` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: flat.rfind(" ", 0, length)].rstrip(" ,;:") + " …"


def passage(article: Article, spans: Sequence[Span]) -> str:
    """The characters of several spans, with an ellipsis where something lies between."""
    return " … ".join(article.text[span.start : span.end] for span in spans)


def target_name(analysis: Analysis, stance: Stance) -> str:
    """What a stance is directed at, in words."""
    actor = analysis.actor(stance.target)
    return actor.name if actor else stance.issue or ""


def actor_row(analysis: Analysis, actor: Actor, notes: int = 0) -> Content:
    """Name, kind, count and what the actor is for and against; how many `notes` are on him."""
    most = max((len(other.mentions) for other in analysis.actors), default=1)
    bar = "▇" * max(round(_BAR * len(actor.mentions) / most), 1)
    head = Content.assemble(
        Content.styled(actor.name, "bold"),
        Content.styled(f"  {actor.kind} ", MUTED),
        Content.styled(f" {len(actor.mentions)} ", ""),
        Content.styled(bar, "$primary 60%"),
        user_mark(actor.user),
        note_mark(notes),
    )
    held = [stance for stance in analysis.stances if stance.holder == actor.key and stance.polarity != "neutral"]
    counts = Counter((stance.polarity, target_name(analysis, stance)) for stance in held)
    if not counts:
        return head
    parts: list[Content] = []
    for (polarity, name), count in counts.most_common(3):
        parts.append(Content.styled(f"{SIGNS[polarity]} {excerpt(name, 30)}", COLOURS[polarity]))
        parts.append(Content(f" {count}   " if count > 1 else "   "))
    if len(counts) > 3:
        parts.append(Content.styled(f"+{len(counts) - 3}", MUTED))
    return Content.assemble(head, "\n  ", *parts).rstrip()


def quote_row(article: Article, analysis: Analysis, quote: Quote, notes: int = 0) -> Content:
    """Who, how, and the beginning of what."""
    actor = analysis.actor(quote.actor)
    if actor:
        who = actor.name
    elif quote.speaker:
        who = excerpt(article.text[quote.speaker.start : quote.speaker.end], 40)
    else:
        who = "no speaker found"
    return Content.assemble(
        Content.styled(who, "bold" if actor else MUTED),
        Content.styled(f"  {quote.kind}", MUTED),
        user_mark(quote.user),
        note_mark(notes),
        "\n  ",
        Content(excerpt(passage(article, quote.spans), 110)),
    )


def stance_row(article: Article, analysis: Analysis, stance: Stance, notes: int = 0, *, first: bool) -> Content:
    """What the holder does, and to whom; then the words that show it. The `first` of a holder's stances names him."""
    holder = analysis.actor(stance.holder)
    parts = [Content.styled(holder.name if holder else stance.holder, "bold"), Content("\n")] if first else []
    words = f"{SIGNS[stance.polarity]} {polarity_words(stance)} "
    parts += [
        Content.styled(f"  {words}", COLOURS[stance.polarity]),
        Content.styled(excerpt(target_name(analysis, stance), 60), "bold" if stance.target else "italic"),
    ]
    if len(stance.evidence) > 1:
        parts.append(Content.styled(f"  {len(stance.evidence)}×", MUTED))
    parts += [user_mark(stance.user), note_mark(notes)]
    shown = stance.evidence[0]
    parts += [Content("\n    "), Content.styled(excerpt(article.text[shown.start : shown.end], 90), MUTED)]
    return Content.assemble(*parts)


def type_words(stance: Stance) -> str:
    """The type as a verb that the target can follow: "threatens", "is allied with"."""
    if stance.type == "calls-for" and stance.target:
        return "calls on"
    return _VERBS.get(stance.type, stance.type.replace("-", " "))


def polarity_words(stance: Stance) -> str:
    """Polarity and type in words: "opposes: threatens"; the polarity alone where the type says no more."""
    return stance.polarity if stance.type == stance.polarity else f"{stance.polarity}: {type_words(stance)}"


def note_row(reading: Reading, note: Note, *, lost: bool = False) -> Content:
    """The note's first words, its tags, and what it is on."""
    words = excerpt(note.body, 110) or "highlight"
    if note.about:
        subject = excerpt(sketched(note.about), 70)
    elif note.anchor:
        subject = f"“{excerpt(note.anchor.exact, 70)}”"
    else:
        subject = "the whole article"
    return Content.assemble(
        Content.styled("? " if lost else "✎ ", "$text-warning" if lost else "$text-accent"),
        Content(words) if note.body else Content.styled(words, MUTED),
        *tag_list(note.tags, reading.tags),
        "\n  ",
        Content.styled(subject, MUTED),
    )


def draft_row(reading: Reading, draft: Draft) -> Content:
    """A note that was not saved: its first words, its tags, and what it was to be on."""
    subject = "the whole article"
    if draft.about:
        subject = excerpt(sketched(draft.about), 70)
    elif draft.span.end:
        subject = f"“{excerpt(passage(reading.article, (draft.span,)), 70)}”"
    return Content.assemble(
        Content.styled("… ", "$text-warning"),
        Content.styled("draft  ", MUTED),
        Content(excerpt(draft.body, 100)),
        *tag_list(draft.tags, reading.tags),
        "\n  ",
        Content.styled(subject, MUTED),
    )


def stance_words(analysis: Analysis, stance: Stance) -> str:
    """A stance in one line: who, how, whom or what."""
    holder = analysis.actor(stance.holder)
    name = holder.name if holder else stance.holder
    return f"{name} {SIGNS[stance.polarity]} {type_words(stance)} {target_name(analysis, stance)}"


def user_mark(mark: UserMark) -> Content:
    """The mark behind an item that the user confirmed, edited or added; the details say which."""
    return Content.styled(" ◆" if mark else "", "$text-accent")


def note_mark(notes: int) -> Content:
    """The mark behind an item that so many notes are on, as it stands in the margin of the text."""
    return Content.styled(f" ✎{notes if notes > 1 else ''}" if notes else "", "$text-accent")


def tab_of(correction: Correction) -> str:
    """The tab that lists what a correction is about."""
    match correction.about:
        case ActorSketch():
            return "actors"
        case QuoteSketch():
            return "quotes"
        case StanceSketch():
            return "stances"


def lost_row(correction: Correction) -> Content:
    """A correction that fits nothing any more."""
    return Content.assemble(
        Content.styled("? ", "$text-warning"),
        Content(f"{correction.verdict} by you, fits nothing now"),
        "\n  ",
        Content.styled(excerpt(sketched(correction.about), 90), MUTED),
    )


def sketched(sketch: Sketch) -> str:
    """What a correction is about, in one line."""
    match sketch:
        case ActorSketch():
            return f"{sketch.name} ({sketch.kind})"
        case QuoteSketch():
            who = f"{sketch.actor.name}: " if sketch.actor else ""
            return who + " … ".join(place.exact for place in sketch.places)
        case StanceSketch():
            over = [sketch.target.name] if sketch.target else []
            over += [sketch.issue] if sketch.issue else []
            return f"{sketch.holder.name} {SIGNS[sketch.polarity]} {sketch.type} {' over '.join(over)}"


def tag_list(tags: Iterable[str], code_book: Iterable[Tag]) -> list[Content]:
    """Each tag as ` #tag`, in its colour."""
    book = tuple(code_book)
    return [Content.styled(f"  #{tag}", f"$text-{colour_of([tag], book) or 'accent'}") for tag in tags]

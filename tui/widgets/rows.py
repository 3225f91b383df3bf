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
    Note,
    Polarity,
    Quote,
    QuoteSketch,
    Reading,
    Sketch,
    Span,
    Stance,
    StanceSketch,
    UserMark,
)

Item = Actor | Quote | Stance | Note | Correction

SIGNS: dict[Polarity, str] = {"supports": "✓", "opposes": "✗", "neutral": "·"}
COLOURS: dict[Polarity, str] = {"supports": "$text-success", "opposes": "$text-error", "neutral": "$foreground 70%"}
_JUDGED_BY: dict[Polarity, str] = {"supports": "supported by", "opposes": "opposed by"}
_MUTED = "$foreground 55%"
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


def actors_in_order(analysis: Analysis) -> list[Actor]:
    """The actors, the most mentioned first."""
    return sorted(
        analysis.actors,
        key=lambda actor: (-len(actor.mentions), actor.mentions[0].span if actor.mentions else Span(0, 0)),
    )


def stances_in_order(analysis: Analysis) -> list[Stance]:
    """The stances grouped by holder (the most active first), within a holder in the order of the text."""
    held = Counter(stance.holder for stance in analysis.stances)
    return sorted(analysis.stances, key=lambda stance: (-held[stance.holder], stance.holder, stance.evidence[0]))


def actor_row(analysis: Analysis, actor: Actor) -> Content:
    """Name, kind, count and what the actor is for and against."""
    most = max((len(other.mentions) for other in analysis.actors), default=1)
    bar = "▇" * max(round(_BAR * len(actor.mentions) / most), 1)
    head = Content.assemble(
        Content.styled(actor.name, "bold"),
        Content.styled(f"  {actor.kind} ", _MUTED),
        Content.styled(f" {len(actor.mentions)} ", ""),
        Content.styled(bar, "$primary 60%"),
        user_mark(actor.user),
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
        parts.append(Content.styled(f"+{len(counts) - 3}", _MUTED))
    return Content.assemble(head, "\n  ", *parts).rstrip()


def quote_row(article: Article, analysis: Analysis, quote: Quote) -> Content:
    """Who, how, and the beginning of what."""
    actor = analysis.actor(quote.actor)
    if actor:
        who = actor.name
    elif quote.speaker:
        who = excerpt(article.text[quote.speaker.start : quote.speaker.end], 40)
    else:
        who = "no speaker found"
    return Content.assemble(
        Content.styled(who, "bold" if actor else _MUTED),
        Content.styled(f"  {quote.kind}", _MUTED),
        user_mark(quote.user),
        "\n  ",
        Content(excerpt(passage(article, quote.spans), 110)),
    )


def stance_row(article: Article, analysis: Analysis, stance: Stance) -> Content:
    """Holder, what he does, target; then the matter or the words that show it."""
    holder = analysis.actor(stance.holder)
    lines: list[Content | str] = [
        Content.styled(holder.name if holder else stance.holder, "bold"),
        " ",
        Content.styled(f"{SIGNS[stance.polarity]} {stance.type.replace('-', ' ')}", COLOURS[stance.polarity]),
        " ",
        Content.styled(excerpt(target_name(analysis, stance), 60), "bold" if stance.target else "italic"),
    ]
    if len(stance.evidence) > 1:
        lines.append(Content.styled(f"  {len(stance.evidence)}×", _MUTED))
    lines.append(user_mark(stance.user))
    first = stance.evidence[0]
    lines += ["\n  ", Content.styled(excerpt(article.text[first.start : first.end], 90), _MUTED)]
    return Content.assemble(*lines)


def note_row(article: Article, note: Note, *, lost: bool = False) -> Content:
    """The note's first words, its tags, and the passage it sits on."""
    words = excerpt(note.body, 110) or "highlight"
    passage_of = f"“{excerpt(note.anchor.exact, 70)}”" if note.anchor else excerpt(article.title, 70)
    return Content.assemble(
        Content.styled("? " if lost else "✎ ", "$text-warning" if lost else "$text-accent"),
        Content(words) if note.body else Content.styled(words, _MUTED),
        *tag_list(note.tags),
        "\n  ",
        Content.styled(passage_of, _MUTED),
    )


def user_mark(mark: UserMark) -> Content:
    """The mark behind an item that the user confirmed, edited or added; the details say which."""
    return Content.styled(" ◆" if mark else "", "$text-accent")


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
        Content.styled(excerpt(_sketched(correction.about), 90), _MUTED),
    )


def _sketched(sketch: Sketch) -> str:
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


def tag_list(tags: Iterable[str]) -> list[Content]:
    """Each tag as ` #tag`."""
    return [Content.styled(f"  #{tag}", "$text-accent") for tag in tags]


def detail(reading: Reading, item: Item) -> Content:
    """Everything about one item, for the foot of the panel."""
    analysis = reading.analysis or Analysis("")
    match item:
        case Actor():
            return _signed(_actor_detail(analysis, reading.article, item), item.user)
        case Quote():
            return _signed(_quote_detail(analysis, reading.article, item), item.user)
        case Stance():
            return _signed(_stance_detail(analysis, reading.article, item), item.user)
        case Note():
            return Content.assemble(Content(item.body or "(no text)"), "\n", *tag_list(item.tags)).rstrip()
        case Correction():
            return _correction_detail(item)


def _signed(content: Content, mark: UserMark) -> Content:
    return Content.assemble(content, "\n", Content.styled(f"◆ {mark} by you", "$text-accent")) if mark else content


def _correction_detail(correction: Correction) -> Content:
    lines = [f"{correction.verdict} by you: {_sketched(correction.about)}"]
    if correction.replacement:
        lines.append(f"instead: {_sketched(correction.replacement)}")
    lines.append("It fits nothing in this text and analysis. d deletes it.")
    return Content("\n".join(lines))


def _actor_detail(analysis: Analysis, article: Article, actor: Actor) -> Content:
    names = Counter(
        " ".join(article.text[mention.span.start : mention.span.end].split())
        for mention in actor.mentions
        if mention.kind in ("name", "nominal")
    )
    aliases = [name for name, _ in names.most_common(8) if name != actor.name]
    lines: list[Content | str] = [Content.styled(actor.name, "bold"), Content.styled(f"  {actor.kind}", _MUTED)]
    if aliases:
        lines += ["\n", Content.styled("also: ", _MUTED), ", ".join(aliases)]
    others = [stance for stance in analysis.stances if stance.target == actor.key]
    for polarity, words in _JUDGED_BY.items():
        holders = [analysis.actor(stance.holder) for stance in others if stance.polarity == polarity]
        if named := list(dict.fromkeys(holder.name for holder in holders if holder)):
            lines += ["\n", Content.styled(f"{SIGNS[polarity]} {words} ", COLOURS[polarity]), ", ".join(named)]
    return Content.assemble(*lines)


def _quote_detail(analysis: Analysis, article: Article, quote: Quote) -> Content:
    actor = analysis.actor(quote.actor)
    in_text = article.text[quote.speaker.start : quote.speaker.end] if quote.speaker else ""
    cue = article.text[quote.cue.start : quote.cue.end] if quote.cue else ""
    who = actor.name if actor else in_text or "No speaker found"
    said = f"  {quote.kind}" + (f", “{in_text}” in the text" if actor and in_text and in_text != actor.name else "")
    said += f", {cue}" if cue else ""
    return Content.assemble(
        Content.styled(who, "bold"),
        Content.styled(said, _MUTED),
        "\n",
        Content(" ".join(passage(article, quote.spans).split())),
    )


def _stance_detail(analysis: Analysis, article: Article, stance: Stance) -> Content:
    holder, reporter = analysis.actor(stance.holder), analysis.actor(stance.asserted_by)
    lines: list[Content | str] = [
        Content.styled(holder.name if holder else "", "bold"),
        " ",
        Content.styled(f"{SIGNS[stance.polarity]} {stance.type.replace('-', ' ')}", COLOURS[stance.polarity]),
        " ",
        Content.styled(target_name(analysis, stance), "bold"),
    ]
    if stance.target and stance.issue:
        lines += [Content.styled(" over ", _MUTED), Content(stance.issue)]
    sure = "sure" if stance.confidence >= 0.75 else "fairly sure" if stance.confidence >= 0.5 else "unsure"
    lines += ["\n", Content.styled(f"{stance.polarity}, {sure} ({stance.confidence:.0%})", _MUTED)]
    if reporter:
        lines.append(Content.styled(f", as {reporter.name} says", _MUTED))
    for span in stance.evidence:
        sentence = article.text[span.start : span.end]
        content = Content(" ".join(sentence.split()))
        lines += ["\n", Content.styled("│ ", _MUTED)]
        if stance.cue and span.start <= stance.cue.start < span.end:
            before = len(" ".join([*article.text[span.start : stance.cue.start].split(), "."])) - 1
            content = content.stylize("bold", before, before + stance.cue.end - stance.cue.start)
        lines.append(content)
    return Content.assemble(*lines)

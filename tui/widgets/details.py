"""The foot of the panel: everything about one actor, quote, stance, note or lost correction. Pure."""

import re
from collections import Counter
from collections.abc import Sequence

from textual.content import Content

from tui.model import (
    Actor,
    Analysis,
    Article,
    Correction,
    Draft,
    Note,
    Polarity,
    Quote,
    Reading,
    Span,
    Stance,
    UserMark,
)
from tui.notes import notes_on
from tui.widgets.rows import COLOURS, MUTED, SIGNS, Item, passage, sketched, tag_list, target_name, type_words

_JUDGED_BY: dict[Polarity, str] = {"supports": "supported by", "opposes": "opposed by"}


def detail(reading: Reading, item: Item) -> Content:
    """Everything about one item, for the foot of the panel."""
    analysis = reading.analysis or Analysis("")
    match item:
        case Actor():
            return _with_notes(reading, item, _signed(_actor_detail(analysis, reading.article, item), item.user))
        case Quote():
            return _signed(_quote_detail(analysis, reading.article, item), item.user)
        case Stance():
            return _with_notes(reading, item, _signed(_stance_detail(analysis, reading.article, item), item.user))
        case Note():
            return _note_detail(reading, item)
        case Draft():
            return Content.assemble(Content(item.body), "\n", Content.styled("Not saved: a takes it up again.", MUTED))
        case Correction():
            return _correction_detail(item)


def _signed(content: Content, mark: UserMark) -> Content:
    return Content.assemble(content, "\n", Content.styled(f"◆ {mark} by you", "$text-accent")) if mark else content


def _with_notes(reading: Reading, item: Actor | Stance, content: Content) -> Content:
    """`content`, and below it the notes on the item."""
    lines: list[Content | str] = [content]
    for note in notes_on(reading, item):
        lines += ["\n", Content.styled("✎ ", "$text-accent"), Content(note.body), *tag_list(note.tags, reading.tags)]
    return Content.assemble(*lines)


def _note_detail(reading: Reading, note: Note) -> Content:
    lines: list[Content | str] = []
    if note.tags:  # first: a long text is cut below
        lines += [Content.assemble(*tag_list(note.tags, reading.tags))[2:], "\n"]
    lines.append(Content(note.body) if note.body else Content.styled("a highlight", MUTED))
    if note in reading.orphans:
        hint = "Its passage is gone. Select where it belongs, then p puts it there; d deletes it."
        lines += ["\n", Content.styled(hint, "$text-warning")]
    return Content.assemble(*lines)


def _correction_detail(correction: Correction) -> Content:
    lines = [f"{correction.verdict} by you: {sketched(correction.about)}"]
    if correction.replacement:
        lines.append(f"instead: {sketched(correction.replacement)}")
    lines.append("It fits nothing in this text and analysis. d deletes it.")
    return Content("\n".join(lines))


def _actor_detail(analysis: Analysis, article: Article, actor: Actor) -> Content:
    names = Counter(
        " ".join(article.text[mention.span.start : mention.span.end].split())
        for mention in actor.mentions
        if mention.kind in ("name", "nominal")
    )
    aliases = [name for name, _ in names.most_common(8) if name != actor.name]
    lines: list[Content | str] = [Content.styled(actor.name, "bold"), Content.styled(f"  {actor.kind}", MUTED)]
    if aliases:
        lines += ["\n", Content.styled("also: ", MUTED), ", ".join(aliases)]
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
        Content.styled(said, MUTED),
        "\n",
        Content(" ".join(passage(article, quote.spans).split())),
    )


def _stance_detail(analysis: Analysis, article: Article, stance: Stance) -> Content:
    holder, reporter = analysis.actor(stance.holder), analysis.actor(stance.asserted_by)
    lines: list[Content | str] = [
        Content.styled(holder.name if holder else "", "bold"),
        " ",
        Content.styled(f"{SIGNS[stance.polarity]} {type_words(stance)}", COLOURS[stance.polarity]),
        " ",
        Content.styled(target_name(analysis, stance), "bold"),
    ]
    if stance.target and stance.issue:
        lines += [Content.styled(" over ", MUTED), Content(stance.issue)]
    sure = "sure" if stance.confidence >= 0.75 else "fairly sure" if stance.confidence >= 0.5 else "unsure"
    lines += ["\n", Content.styled(f"{stance.polarity}, {sure} ({stance.confidence:.0%})", MUTED)]
    if reporter:
        lines.append(Content.styled(f", as {reporter.name} says", MUTED))
    ends = [actor for actor in (holder, analysis.actor(stance.target)) if actor]
    marks = [(mention.span, "underline") for actor in ends for mention in actor.mentions]
    marks += [(stance.cue, "bold")] if stance.cue else []
    for sentence in stance.evidence:
        lines += ["\n", Content.styled("│ ", MUTED), _marked(article, sentence, marks)]
    return Content.assemble(*lines)


def _marked(article: Article, sentence: Span, marks: Sequence[tuple[Span, str]]) -> Content:
    """A sentence on one line, with what lies in it of `marks` in their styles."""
    content = Content(re.sub(r"\s", " ", article.text[sentence.start : sentence.end]))
    for span, style in marks:
        if sentence.start <= span.start and span.end <= sentence.end:
            content = content.stylize(style, span.start - sentence.start, span.end - sentence.start)
    return content

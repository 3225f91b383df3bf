"""A reading as one Markdown file: notes in reading order under what they are about, then actors and stances.

What the reader confirmed, edited or added is marked so; what he rejected is not in it.
The same reading always gives the same file. Whatever the article, the notes or the analysis contain, the headings,
lists and quotes of the file are those made here.
"""

from collections.abc import Iterable, Iterator

from tui.export.escape import block, inline, tag, yaml_string
from tui.export.naming import speaker_of
from tui.model import Actor, Analysis, Article, Note, Reading, Stance, UserMark

_VERBS = {"supports": "supports", "opposes": "opposes", "neutral": "is neutral towards"}


def export_markdown(reading: Reading) -> str:
    """The reading as CommonMark with a YAML front matter; sections without content are left out."""
    article, analysis = reading.article, reading.analysis
    parts = [_front_matter(reading), f"# {inline(article.title)}"]
    if reading.notes:
        parts += ["## Notes", *_parted(_note(note, reading) for note in reading.notes)]
    if analysis and analysis.actors:
        parts += ["## Actors", "\n".join(map(_actor, analysis.actors))]
    if analysis and analysis.stances:
        parts += ["## Stances", *(_stance(stance, analysis, article) for stance in analysis.stances)]
    if reading.orphans:
        parts += ["## Notes whose passage is gone", *_parted(_note(note, None) for note in reading.orphans)]
    return "\n\n".join(parts) + "\n"


def _front_matter(reading: Reading) -> str:
    article = reading.article
    fields = {
        "title": article.title,
        "source": article.source,
        "byline": article.byline,
        "published": article.published,
        "added": article.added,
    }
    lines = [f"{name}: {yaml_string(value)}" for name, value in fields.items() if value]
    notes = (*reading.notes, *reading.orphans)
    if tags := dict.fromkeys(name for note in notes for name in note.tags):
        lines.append(f"tags: [{', '.join(map(yaml_string, tags))}]")
    return "\n".join(("---", *lines, "---"))


def _parted(notes: Iterable[str]) -> Iterator[str]:
    for number, note in enumerate(notes):
        if number:
            yield "---"
        yield note


def _note(note: Note, reading: Reading | None) -> str:
    parts = []
    if note.anchor:
        passage = note.anchor.exact
        speaker = ""
        if reading:
            passage = reading.article.text[note.anchor.span.start : note.anchor.span.end]
            speaker = speaker_of(note.anchor.span, reading)
        parts.append(_quoted(passage, speaker))
    parts += [block(note.body), " ".join(filter(None, map(tag, note.tags)))]
    return "\n\n".join(filter(None, parts)) or "*An empty note.*"


def _quoted(passage: str, author: str = "") -> str:
    text = block(passage.strip()) + (f"\n\n— {inline(author)}" if author else "")
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _actor(actor: Actor) -> str:
    count = len(actor.mentions)
    mentions = f"{count} {'mention' if count == 1 else 'mentions'}"
    return f"- **{inline(actor.name)}** ({actor.kind}), {mentions}{_by_user(actor.user)}"


def _stance(stance: Stance, analysis: Analysis, article: Article) -> str:
    words = f"**{_name(stance.holder, analysis)}** {_VERBS[stance.polarity]}"
    if stance.target:
        words += f" **{_name(stance.target, analysis)}**"
    if stance.issue:
        words += f"{' on' if stance.target else ''} *{inline(stance.issue)}*"
    sure = "" if stance.user else f", {stance.confidence:.0%} sure"
    words += f" ({inline(stance.type)}{sure})"
    if stance.asserted_by:
        words += f", according to {_name(stance.asserted_by, analysis)}"
    words += _by_user(stance.user)
    quotes = "\n\n".join(_quoted(article.text[span.start : span.end]) for span in stance.evidence)
    indented = "\n".join(f"  {line}".rstrip() for line in quotes.split("\n"))
    return f"- {words}\n\n{indented}".rstrip()


def _by_user(mark: UserMark) -> str:
    return f", *{mark} by the reader*" if mark else ""


def _name(key: str, analysis: Analysis) -> str:
    actor = analysis.actor(key)
    return inline(actor.name if actor else key)

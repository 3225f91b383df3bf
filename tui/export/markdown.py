"""A reading as one Markdown file: notes in reading order under what they are about, then actors and stances.

What the reader confirmed, edited or added is marked so; what he rejected is not in it. A note on an actor or a stance
stands with that one. The same reading always gives the same file. Whatever the article, the notes or the analysis
contain, the headings and rules of the file are those made here.
"""

from collections.abc import Iterable, Iterator

from tui.export.escape import block, inline, tag, yaml_string
from tui.export.naming import speaker_of
from tui.export.note_body import note_body
from tui.model import Actor, ActorSketch, Analysis, Article, Note, Reading, Stance, StanceSketch, UserMark
from tui.notes import notes_on
from tui.ranking import actors_in_order, stances_in_order

_VERBS = {"supports": "supports", "opposes": "opposes", "neutral": "is neutral towards"}


def export_markdown(reading: Reading) -> str:
    """The reading as CommonMark with a YAML front matter; sections without content are left out."""
    return f"{front_matter(reading.article, _tags(reading))}\n\n{export_body(reading)}"


def front_matter(article: Article, tags: Iterable[str] = ()) -> str:
    """What is known of the article, and tags, as YAML between its marks."""
    fields = {
        "title": article.title,
        "source": article.source,
        "byline": article.byline,
        "published": article.published,
        "added": article.added,
    }
    lines = [f"{name}: {yaml_string(value)}" for name, value in fields.items() if value]
    if names := list(tags):
        lines.append(f"tags: [{', '.join(map(yaml_string, names))}]")
    return "\n".join(("---", *lines, "---"))


def export_body(reading: Reading) -> str:
    """What follows the front matter."""
    article, analysis = reading.article, reading.analysis
    actors = [(actor, notes_on(reading, actor)) for actor in actors_in_order(analysis)] if analysis else []
    stances = [(stance, notes_on(reading, stance)) for stance in stances_in_order(analysis)] if analysis else []
    placed = {note.id for _, notes in (*actors, *stances) for note in notes}
    parts = [f"# {inline(article.title)}"]
    if notes := [note for note in reading.notes if note.id not in placed]:
        parts += ["## Notes", *_parted(_note(note, reading) for note in notes)]
    if analysis and actors:
        items = (_with_notes(_actor(actor), notes) for actor, notes in actors)
        parts += ["## Actors", "\n".join(f"{item}\n" if "\n" in item else item for item in items).rstrip()]
    if analysis and stances:
        parts += ["## Stances", *(_with_notes(_stance(one, analysis, article), notes) for one, notes in stances)]
    if reading.orphans:
        parts += ["## Notes whose passage is gone", *_parted(_note(note, None) for note in reading.orphans)]
    return "\n\n".join(parts) + "\n"


def _tags(reading: Reading) -> Iterable[str]:
    return dict.fromkeys(name for note in (*reading.notes, *reading.orphans) for name in note.tags)


def _parted(notes: Iterable[str]) -> Iterator[str]:
    for number, note in enumerate(notes):
        if number:
            yield "---"
        yield note


def _note(note: Note, reading: Reading | None) -> str:
    parts = []
    match note.about:
        case ActorSketch(name=name):
            parts.append(f"On **{inline(name)}**")
        case StanceSketch(holder=holder, type=kind, target=target, issue=issue):
            whom = f" **{inline(target.name)}**" if target else f" *{inline(issue)}*" if issue else ""
            parts.append(f"On **{inline(holder.name)}** {inline(kind)}{whom}")
    if note.anchor:
        passage = note.anchor.exact
        speaker = ""
        if reading:
            passage = reading.article.text[note.anchor.span.start : note.anchor.span.end]
            speaker = speaker_of(note.anchor.span, reading)
        parts.append(_quoted(passage, speaker))
    parts += [_words(note)]
    return "\n\n".join(filter(None, parts)) or "*An empty note.*"


def _words(note: Note) -> str:
    """The text and the tags of a note."""
    return "\n\n".join(filter(None, (note_body(note.body), " ".join(filter(None, map(tag, note.tags))))))


def _quoted(passage: str, author: str = "") -> str:
    text = block(passage.strip()) + (f"\n\n— {inline(author)}" if author else "")
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _with_notes(item: str, notes: Iterable[Note]) -> str:
    """A list item, and within it the notes on what it names."""
    return "\n\n".join((item, *(_indented(words) for note in notes if (words := _words(note)))))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}".rstrip() for line in text.split("\n"))


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
    return f"- {words}\n\n{_indented(quotes)}".rstrip()


def _by_user(mark: UserMark) -> str:
    return f", *{mark} by the reader*" if mark else ""


def _name(key: str, analysis: Analysis) -> str:
    actor = analysis.actor(key)
    return inline(actor.name if actor else key)

"""The keys of the reading screen: one table that the bindings, the footer and the help are made from."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that a key does."""

    id: str
    """Stable, so that a keymap can change the keys."""
    keys: str
    """Textual key names, comma separated; the first is the one that is shown."""
    action: str
    label: str
    """A word or two for the footer; empty: not in the footer."""
    help: str
    """What it does, for the help screen; empty: the line of the key before it says it."""
    shown: str
    """How the keys are written for people."""


GROUPS: dict[str, tuple[Key, ...]] = {
    "Move": (
        Key("line-down", "j,down", "rows(1)", "", "line down, up", "j"),
        Key("line-up", "k,up", "rows(-1)", "", "", "k"),
        Key("left", "left", "characters(-1)", "", "character left, right", "←"),
        Key("right", "right", "characters(1)", "", "", "→"),
        Key("next-word", "w,ctrl+right", "word(1)", "", "next word, previous", "w"),
        Key("previous-word", "W,ctrl+left", "word(-1)", "", "", "W"),
        Key("next-sentence", "right_parenthesis", "sentence(1)", "", "next sentence, previous", ")"),
        Key("previous-sentence", "left_parenthesis", "sentence(-1)", "", "", "("),
        Key("next-paragraph", "right_curly_bracket", "paragraph(1)", "", "next paragraph, previous", "}"),
        Key("previous-paragraph", "left_curly_bracket", "paragraph(-1)", "", "", "{"),
        Key("page-down", "space,pagedown", "pages(1)", "", "page down, up", "space"),
        Key("page-up", "b,pageup", "pages(-1)", "", "", "b"),
        Key("start", "g,home", "start", "", "start of the article, end", "g"),
        Key("end", "G,end", "finish", "", "", "G"),
    ),
    "Who says what": (
        Key("other-pane", "tab", "other_pane", "pane", "text or panel", "tab"),
        Key("actors", "1", "show_tab('actors')", "", "actors, quotes, stances, notes", "1"),
        Key("quotes", "2", "show_tab('quotes')", "", "", "2"),
        Key("stances", "3", "show_tab('stances')", "", "", "3"),
        Key("notes", "4", "show_tab('notes')", "", "", "4"),
        Key("next-item", "right_square_bracket", "item(1)", "", "next item or mention, previous", "]"),
        Key("previous-item", "left_square_bracket", "item(-1)", "", "", "["),
        Key("go", "enter", "go", "", "go to it; on a name: its actor", "enter"),
        Key("matrix", "m", "matrix", "matrix", "the stances as a matrix", "m"),
    ),
    "Annotate": (
        Key("note", "a", "annotate", "note", "note: selection, item, sentence", "a"),
        Key("tag", "t", "tag", "tag", "tags, with completion", "t"),
        Key("highlight", "h", "highlight", "mark", "mark selection or sentence", "h"),
        Key("article-note", "A", "annotate_article", "", "note on the whole article", "A"),
        Key("select", "v", "select", "select", "start or end a selection", "v"),
        Key("delete", "d", "delete", "", "delete note, or lost correction", "d"),
        Key("place", "p", "place", "", "put the chosen note here", "p"),
        Key("undo", "u", "undo", "", "undo, redo; also after a restart", "u"),
        Key("redo", "U,ctrl+r", "redo", "", "", "U"),
        Key("code-book", "T", "code_book", "", "code book: all tags", "T"),
        Key("export", "E", "export", "", "export: Markdown, HTML, CSV, …", "E"),
    ),
    "Correct": (
        Key("confirm", "c", "confirm", "", "actor, quote or stance is right", "c"),
        Key("reject", "x", "reject", "", "it is wrong: take it away", "x"),
        Key("edit", "e", "edit", "edit", "edit, merge, split, new speaker", "e"),
        Key("add", "plus", "add", "", "add one from the selection", "+"),
    ),
    "Find and more": (
        Key("search", "slash", "search", "find", "search; \\ begins a regex", "/"),
        Key("next-hit", "n", "hit(1)", "", "next hit, previous", "n"),
        Key("previous-hit", "N", "hit(-1)", "", "", "N"),
        Key("library", "ctrl+f", "search_library", "", "library: articles, search", "^f"),
        Key("escape", "escape", "escape", "", "end selection, search, choice", "esc"),
        Key("help", "question_mark", "help", "help", "this page", "?"),
        Key("quit", "q", "app.quit", "quit", "quit; your place is kept", "q"),
    ),
}
FOOTER = ("other-pane", "note", "tag", "highlight", "search", "help", "quit", "matrix", "select", "edit")
"""The keys of the footer in its order: a narrow terminal shows the first ones."""

IN_NOTES = (
    ("ctrl+s", "save the note"),
    ("tab", "text or tags; takes a completion"),
    ("ctrl+z ctrl+y", "undo, redo while you type"),
    ("ctrl+e", "go on in $EDITOR"),
    ("esc", "leave; a draft is kept"),
)
IN_STANCES = (
    ("+ -", "only surer ones, more of them"),
    ("enter", "its sentences, one by one"),
)
EVERYWHERE = (("ctrl+p", "all commands, and themes"), ("ctrl+c", "quit"))
"""Keys that others bind, for the help screen."""


def help_lines(keys: Iterable[Key]) -> list[tuple[str, str]]:
    """(keys, what they do) for each line of the help."""
    lines: list[tuple[str, str]] = []
    for key in keys:
        if key.help:
            lines.append((key.shown, key.help))
        else:
            lines[-1] = (f"{lines[-1][0]} {key.shown}", lines[-1][1])
    return lines


def bindings() -> list[Binding]:
    """The table as Textual bindings, those of the footer first and in its order."""
    every = [key for keys in GROUPS.values() for key in keys]
    every.sort(key=lambda key: FOOTER.index(key.id) if key.id in FOOTER else len(FOOTER))
    return [
        Binding(
            key.keys,
            key.action,
            key.label or key.help or key.id,
            show=bool(key.label),
            key_display=key.shown,
            id=f"reading.{key.id}",
        )
        for key in every
    ]

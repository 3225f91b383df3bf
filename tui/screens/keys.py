"""The keys of the reading screen: one table that the bindings, the footer and the help are made from."""

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
    """What it does, for the help screen."""
    shown: str
    """How the keys are written for people."""


GROUPS: dict[str, tuple[Key, ...]] = {
    "Move": (
        Key("line-down", "j,down", "rows(1)", "", "line down", "j ↓"),
        Key("line-up", "k,up", "rows(-1)", "", "line up", "k ↑"),
        Key("left", "left", "characters(-1)", "", "character left", "←"),
        Key("right", "right", "characters(1)", "", "character right", "→"),
        Key("next-word", "w,ctrl+right", "word(1)", "", "next word", "w"),
        Key("previous-word", "W,ctrl+left", "word(-1)", "", "previous word", "W"),
        Key("next-sentence", "right_parenthesis", "sentence(1)", "", "next sentence", ")"),
        Key("previous-sentence", "left_parenthesis", "sentence(-1)", "", "previous sentence", "("),
        Key("next-paragraph", "right_curly_bracket", "paragraph(1)", "", "next paragraph", "}"),
        Key("previous-paragraph", "left_curly_bracket", "paragraph(-1)", "", "previous paragraph", "{"),
        Key("page-down", "space,pagedown", "pages(1)", "", "page down", "space"),
        Key("page-up", "b,pageup", "pages(-1)", "", "page up", "b"),
        Key("start", "g,home", "start", "", "start of the article", "g"),
        Key("end", "G,end", "finish", "", "end of the article", "G"),
    ),
    "Who says what": (
        Key("other-pane", "tab", "other_pane", "pane", "text or panel", "tab"),
        Key("actors", "1", "show_tab('actors')", "", "actors", "1"),
        Key("quotes", "2", "show_tab('quotes')", "", "quotes", "2"),
        Key("stances", "3", "show_tab('stances')", "", "stances", "3"),
        Key("notes", "4", "show_tab('notes')", "", "notes", "4"),
        Key(
            "next-item",
            "right_square_bracket",
            "item(1)",
            "",
            "next item, or next mention",
            "]",
        ),
        Key("previous-item", "left_square_bracket", "item(-1)", "", "previous item", "["),
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
        Key("undo", "u", "undo", "", "undo, also after a restart", "u"),
        Key("redo", "U,ctrl+r", "redo", "", "redo", "U"),
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
        Key("next-hit", "n", "hit(1)", "", "next hit", "n"),
        Key("previous-hit", "N", "hit(-1)", "", "previous hit", "N"),
        Key("library", "ctrl+f", "search_library", "", "search the library", "^f"),
        Key("escape", "escape", "escape", "", "end selection, search, choice", "esc"),
        Key("help", "question_mark", "help", "help", "this page", "?"),
        Key("quit", "q", "app.quit", "quit", "quit; your place is kept", "q"),
    ),
}

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


def bindings() -> list[Binding]:
    """The table as Textual bindings."""
    return [
        Binding(
            key.keys,
            key.action,
            key.label or key.help,
            show=bool(key.label),
            key_display=key.shown,
            id=f"reading.{key.id}",
        )
        for keys in GROUPS.values()
        for key in keys
    ]

"""The code book: every tag with its colour, what it is for, and how many notes carry it; all of it can be changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar, get_args

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tui.errors import ReaderError
from tui.model import Reading, Tag, TagColour
from tui.screens.overlay import Overlay
from tui.screens.page import Page
from tui.session import Session
from tui.tag_names import tag_key, tag_name
from tui.widgets.item_list import ItemList
from tui.widgets.prompt import Prompt
from tui.widgets.tag_tree import in_order, tag_rows
from tui.wording import counted

_KEYS = (
    ("esc", "back"), ("enter", "notes"), ("n", "new"), ("r", "rename"), ("i", "describe"), ("c", "colour"),
    ("p", "put under"), ("m", "merge"), ("d", "delete"), ("u U", "undo, redo"),
)  # fmt: skip
_COLOURS = get_args(TagColour)
_DONE = {
    "new": "it waits for its notes", "name": "renamed", "description": "described", "parent": "put in its place",
    "merge": "merged",
}  # fmt: skip
_EMPTY = "No tags yet. t on a note gives it one; n makes one here."


class CodeBookScreen(Overlay[str | None]):
    """Shows the code book of the session's library; enter closes it with the name of a tag, escape with None.

    `page` runs what the session does and shows what came of it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,T", "dismiss", "back"),
        Binding("n", "ask('new')", "new tag"),
        Binding("r", "ask('name')", "rename"),
        Binding("i", "ask('description')", "what it is for"),
        Binding("c", "colour", "next colour"),
        Binding("p", "ask('parent')", "put under another"),
        Binding("m", "ask('merge')", "merge into another"),
        Binding("d", "delete", "delete"),
        Binding("u", "undo", "undo"),
        Binding("U,ctrl+r", "redo", "redo"),
    ]

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__()
        self._session = session
        self._page = page
        self._tags: list[Tag] = []
        self._sure = ""
        """The merge or deletion that was asked for and waits for a second yes."""
        self._asked = Tag("")
        """The tag that the open prompt is about, whichever one is chosen meanwhile."""

    def compose(self) -> ComposeResult:
        """Title, tags, and the foot, where things are asked."""
        yield Static(id="book-title", markup=False)
        yield ItemList(id="book")
        with Horizontal(id="book-foot"):
            yield Static(self._keys(), id="book-keys", markup=False)

    async def on_mount(self) -> None:
        """Reads the tags."""
        try:
            await self._show("")
        except ReaderError as error:
            self._tell(str(error))

    def _keys(self) -> Content:
        parts = [part for key, words in _KEYS for part in (Content.styled(key, "$text-accent bold"), f" {words}  ")]
        return Content.assemble(*parts)

    @property
    def _tag(self) -> Tag | None:
        """The chosen one."""
        index = self.query_one(ItemList).highlighted
        return self._tags[index] if index is not None and index < len(self._tags) else None

    async def _show(self, chosen: str) -> None:
        """Reads the tags again, and chooses the one with this name."""
        ordered = in_order(await self._page.ask(lambda: self._session.tags))
        self._tags = [tag for tag, _ in ordered]
        book = self.query_one(ItemList)
        place = next((place for place, tag in enumerate(self._tags) if tag.name == chosen), 0)
        with self.prevent(ItemList.OptionHighlighted):  # which would come later and wipe away what was told meanwhile
            book.clear_options()
            book.add_options(tag_rows(ordered))
            book.highlighted = place if self._tags else None
        self._ask_anew()
        count = counted(len(self._tags), "tag") if self._tags else _EMPTY
        self.query_one("#book-title", Static).update(
            Content.assemble(Content.styled("Code book", "bold"), Content.styled(f"   {count}", "$foreground 55%"))
        )
        if not self.query(Prompt):
            book.focus()

    async def _change(self, task: Callable[[], Reading], chosen: str) -> bool:
        """Lets the session change something; whether it could."""
        try:
            self._page.show_reading(await self._page.ask(task))
            await self._show(chosen)
        except ReaderError as error:
            self._tell(str(error))
            return False
        return True

    def _tell(self, words: str) -> None:
        if prompts := self.query(Prompt):
            prompts.first().answer(words)
        else:
            self.query_one("#book-keys", Static).update(Content(words))

    def on_option_list_option_highlighted(self) -> None:
        """Another tag: nothing that was asked about the last one holds."""
        self._ask_anew()

    def _ask_anew(self) -> None:
        self._sure = ""
        self.query_one("#book-keys", Static).update(self._keys())

    def on_option_list_option_selected(self) -> None:
        """Enter: to the notes with this tag."""
        if self._tag:
            self.dismiss(self._tag.name)

    async def action_ask(self, what: str) -> None:
        """Asks for a name, a description, a parent, or the tag to merge with."""
        tag = self._tag
        if tag is None and what != "new":
            return
        old = tag or Tag("")
        self._asked = old
        others = [one.name for one in self._tags if one.name != old.name]
        prompt = {
            "new": lambda: Prompt("new", "New tag: "),
            "name": lambda: Prompt("name", f"Rename #{old.name}: ", old.name),
            "description": lambda: Prompt("description", f"#{old.name} is for: ", old.description),
            "parent": lambda: Prompt("parent", f"Put #{old.name} under: ", old.parent or "", others),
            "merge": lambda: Prompt("merge", f"Merge #{old.name} into: ", "", others),
        }[what]()
        self._sure = ""
        await self.query(Prompt).remove()
        self.add_class("asking")
        await self.query_one("#book-foot").mount(prompt)
        if what in ("name", "merge"):
            prompt.answer(_notes(old))

    async def on_prompt_submitted(self, event: Prompt.Submitted) -> None:
        """Does what was asked for; a merge on the second Enter."""
        tag, typed = self._asked, event.value.strip()
        match event.prompt.purpose:
            case "new":
                if any(tag_key(one.name) == tag_key(typed) for one in self._tags):
                    self._tell("there is one of this name already")
                    return
                done = await self._change(lambda: self._session.save_tag(typed, Tag(typed)), tag_name(typed))
            case "merge":
                into = next((one for one in self._tags if tag_key(one.name) == tag_key(typed)), None)
                if into is None or into == tag:
                    self._tell("there is no other tag of this name")
                    return
                if self._sure != f"merge {into.name}":
                    self._sure = f"merge {into.name}"
                    self._tell(f"enter again: {_notes(tag)} will have #{into.name}")
                    return
                done = await self._change(lambda: self._session.merge_tags(tag.name, into.name), into.name)
            case purpose:
                changed = {
                    "name": replace(tag, name=typed),
                    "description": replace(tag, description=typed),
                    "parent": replace(tag, parent=typed or None),
                }[purpose]
                done = await self._change(lambda: self._session.save_tag(tag.name, changed), tag_name(changed.name))
        if done:
            await self._close_prompt()
            purpose = event.prompt.purpose
            self._tell(f"#{tag_name(typed) if purpose == 'new' else tag.name}: {_DONE[purpose]}")

    async def on_prompt_changed(self) -> None:
        """What is typed anew is asked anew."""
        self._sure = ""

    async def on_prompt_cancelled(self) -> None:
        """Nothing changes."""
        await self._close_prompt()

    async def _close_prompt(self) -> None:
        self.remove_class("asking")
        self.set_focus(self.query_one(ItemList))
        await self.query(Prompt).remove()
        self.query_one("#book-keys", Static).update(self._keys())

    async def action_colour(self) -> None:
        """The next colour of the theme; after the last one the usual one."""
        if tag := self._tag:
            colour = _COLOURS[(_COLOURS.index(tag.colour) + 1) % len(_COLOURS)]
            if await self._change(lambda: self._session.save_tag(tag.name, replace(tag, colour=colour)), tag.name):
                self._tell(f"#{tag.name} has {f'the colour “{colour}”' if colour else 'the usual colour'} now")

    async def action_delete(self) -> None:
        """Deletes the tag on the second `d`."""
        tag = self._tag
        if tag is None:
            return
        if self._sure != f"delete {tag.name}":
            self._sure = f"delete {tag.name}"
            self._tell(f"#{tag.name} goes from {_notes(tag)}, which stay: d again deletes it")
            return
        if await self._change(lambda: self._session.delete_tag(tag.name), ""):
            self._tell(f"#{tag.name} deleted: u brings it back")

    async def action_undo(self) -> None:
        """Takes the last change of the article back, whatever it was."""
        await self._replay(self._session.undo, "undone", "nothing to undo")

    async def action_redo(self) -> None:
        """Makes it again."""
        await self._replay(self._session.redo, "done again", "nothing to do again")

    async def _replay(self, task: Callable[[], tuple[Reading, str]], done: str, nothing: str) -> None:
        chosen, told = self._tag.name if self._tag else "", nothing

        def replay() -> Reading:
            nonlocal told
            reading, words = task()
            told = f"{done}: {words}" if words else nothing
            return reading

        if await self._change(replay, chosen):
            self._tell(told)
            self._page.set_status(told)


def _notes(tag: Tag) -> str:
    return counted(tag.notes, "note")

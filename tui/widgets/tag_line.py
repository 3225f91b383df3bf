"""The line on which tags are typed: it completes from the code book, also a few letters from the middle of a name."""

import re
from collections.abc import Sequence

from textual.content import Content
from textual.fuzzy import FuzzySearch
from textual.suggester import Suggester
from textual.widgets import Input

from tui.folding import fold
from tui.model import Tag
from tui.tag_names import tag_key, tag_names

NO_BREAK = "\u00a0"
_BETWEEN = re.compile(r"[^\S\u00a0]+|,+")
_SHOWN = 6
_LEAST_TYPED = 2
"""Letters from which a tag is found by letters that do not begin it."""


def parse_tags(typed: str) -> tuple[str, ...]:
    """`#one two, three` -> one, two, three; each once, in the order typed. A no-break space stands within a tag."""
    return tag_names(word.replace(NO_BREAK, " ") for word in _BETWEEN.split(typed))


def typed_tags(tags: Sequence[str]) -> str:
    """The line that `parse_tags` reads as `tags`."""
    return "".join(f"{' '.join(tag.split()).replace(' ', NO_BREAK)} " for tag in tags)


def completions(typed: str, known: Sequence[Tag]) -> list[Tag]:
    """The tags that the last word of the line may mean, the likeliest first: those that begin with it, in the order of
    `known`, then those that hold its letters in their order. Those that stand in the line already are left out."""
    head, word = _last_word(typed)
    wanted = fold(word.lstrip("#").replace(NO_BREAK, " "))
    if not wanted:
        return []
    taken = {tag_key(tag) for tag in parse_tags(head)}
    free = [tag for tag in known if tag_key(tag.name) not in taken]
    starting = [tag for tag in free if fold(tag.name).startswith(wanted)]
    if len(wanted) < _LEAST_TYPED:
        return starting
    search = FuzzySearch()
    scored = [(search.match(wanted, fold(tag.name))[0], tag) for tag in free if tag not in starting]
    return starting + [tag for score, tag in sorted(scored, key=lambda pair: -pair[0]) if score > 0]


def choices(typed: str, known: Sequence[Tag]) -> Content:
    """What the line below the tags shows: the completions, the first of which tab takes; or that the tag is new."""
    word = _last_word(typed)[1].lstrip("#").replace(NO_BREAK, " ")
    if not word:
        return Content("")
    muted = "$foreground 55%"
    found = completions(typed, known)
    exact = any(tag_key(tag.name) == tag_key(word) for tag in known)
    parts = [] if exact else [Content.styled("new tag  " if not found else "new, or tab: ", muted)]
    for number, tag in enumerate(found[:_SHOWN]):
        name = Content.styled(f"#{tag.name}", f"$text-{tag.colour or 'accent'}{' bold' if number == 0 else ''}")
        parts += [name, Content.styled(f" {tag.notes}  " if tag.notes else "  ", muted)]
    return Content.assemble(*parts)


def _last_word(typed: str) -> tuple[str, str]:
    head, _, word = typed.replace(",", " ").rpartition(" ")
    return head, word


class TagSuggester(Suggester):
    """Shows the rest of the likeliest tag behind the cursor, when the last word begins it."""

    def __init__(self, known: Sequence[Tag]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line with its last word completed, or None."""
        word = _last_word(value)[1].lstrip("#").replace(NO_BREAK, " ")
        for tag in completions(value, self._known):
            if tag.name.casefold().startswith(word.casefold()) and len(tag.name) > len(word):
                return f"{value}{tag.name[len(word) :].replace(' ', NO_BREAK)}"
        return None


class TagInput(Input):
    """The line of tags."""

    def __init__(self, tags: Sequence[str], known: Sequence[Tag], *, id: str) -> None:
        super().__init__(
            typed_tags(tags),
            id=id,
            placeholder="tags, with spaces between",
            suggester=TagSuggester(known),
            select_on_focus=False,
            compact=True,
        )
        self._known = known

    def take_completion(self) -> bool:
        """Puts the likeliest tag in the place of the last word; whether there was one to take."""
        if not self.cursor_at_end:
            return False
        head, word = _last_word(self.value)
        found = completions(self.value, self._known)
        if not found or found[0].name == word.lstrip("#").replace(NO_BREAK, " "):
            return False
        self.value = f"{head} {typed_tags([found[0].name])}".lstrip()
        self.cursor_position = len(self.value)
        return True

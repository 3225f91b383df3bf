"""What a user types to search the library, taken apart. Any string is a query; none is an error.

Words must all be found, the last one (of three letters or more) also as the beginning of a word; words in quotation
marks stand together. `name:value` narrows the search down, where `name` is one of `FILTERS`; a value with spaces stands
in quotation marks. A date is a year, a month or a day: `2024`, `2024-05`, `2024-05-17`.
"""

import re
from dataclasses import dataclass

FILTERS = ("tag", "actor", "speaker", "stance", "source", "before", "after")
_LONGEST = 1000
"""Characters that are read."""
_MOST_WORDS = 24
_SHORTEST_OPEN = 3
"""Characters; a shorter word is meant as it is: nobody who types `EU` wants every word in eu-."""
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_PART = re.compile(r'(?:(?P<name>[a-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>\S+))', re.IGNORECASE)


@dataclass(frozen=True)
class Query:
    """A search of the library."""

    phrases: tuple[str, ...] = ()
    """Each of one word, or of several that stand together; every one has a letter or a digit."""
    open: bool = False
    """Whether the last phrase may be the beginning of a longer word."""
    filters: tuple[tuple[str, str], ...] = ()
    """Names from `FILTERS`, each with a value that is not empty."""

    def values(self, name: str) -> tuple[str, ...]:
        """The values of one filter."""
        return tuple(value for filter, value in self.filters if filter == name)

    @property
    def not_dates(self) -> tuple[str, ...]:
        """The values of `before:` and `after:` that are no dates: nothing can be found with them."""
        return tuple(value for name in ("before", "after") for value in self.values(name) if not _DATE.fullmatch(value))


def parse(typed: str) -> Query:
    """The query that a user typed."""
    phrases: list[str] = []
    filters: list[tuple[str, str]] = []
    is_open = False
    for part in _PART.finditer(typed[:_LONGEST]):
        name = (part["name"] or "").lower()
        value = part["plain"] if part["quoted"] is None else part["quoted"]
        value = "".join(
            " " if character < " " or "\ud800" <= character <= "\udfff" else character for character in value
        )
        if name in FILTERS:
            if value.strip(' "'):
                filters.append((name, value.strip(' "')))
            continue
        word = (f"{part['name']}:" if part["name"] else "") + value
        if any(character.isalnum() for character in word) and len(phrases) < _MOST_WORDS:
            phrases.append(word.replace('"', " "))
            is_open = part["quoted"] is None and word[-1].isalnum() and len(word) >= _SHORTEST_OPEN
    return Query(tuple(phrases), is_open and bool(phrases), tuple(filters))

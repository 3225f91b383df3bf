"""Regular expressions that a user types: every hit in a text, or a sentence on what is wrong. Pure."""

import re
from math import prod

from tui.errors import PatternError
from tui.model import Span

_COUNT = re.compile(r"\{(\d{0,9}),?(\d{0,9})\d*\}")
_MOST_TIMES = 100_000
"""What the counts of an expression (`{3}`, `{1,20}`) multiply to: it is unrolled before anything is searched."""
_LONGEST = 0.25
"""Seconds; some expressions would take longer than anybody lives."""


def find_pattern(text: str, pattern: str) -> tuple[Span, ...]:
    """Every place where the regular expression `pattern` (syntax of the library `regex`, without case) matches at
    least one character of `text`. Raises PatternError."""
    import regex

    if prod(max(map(int, filter(None, count)), default=1) for count in _COUNT.findall(pattern)) > _MOST_TIMES:
        raise PatternError("this repeats too often: ask for less")
    try:
        matches = regex.finditer(pattern, text, regex.IGNORECASE | regex.MULTILINE, timeout=_LONGEST)
        return tuple(Span(*match.span()) for match in matches if match.end() > match.start())
    except TimeoutError:
        raise PatternError("this takes too long: say it more simply") from None
    except (regex.error, ValueError, OverflowError, RecursionError, MemoryError) as error:
        raise PatternError(f"no regular expression yet: {str(error).partition(' at position')[0]}") from None

"""Regular expressions that a user types: every hit in a text, or a sentence on what is wrong. Pure."""

from tui.errors import PatternError
from tui.model import Span

_LONGEST = 0.25
"""Seconds; some expressions would take longer than anybody lives."""


def find_pattern(text: str, pattern: str) -> tuple[Span, ...]:
    """Every place where the regular expression `pattern` (syntax of the library `regex`, without case) matches at
    least one character of `text`. Raises PatternError."""
    import regex

    try:
        matches = regex.finditer(pattern, text, regex.IGNORECASE | regex.MULTILINE, timeout=_LONGEST)
        return tuple(Span(*match.span()) for match in matches if match.end() > match.start())
    except TimeoutError:
        raise PatternError("this takes too long: say it more simply") from None
    except (regex.error, OverflowError, RecursionError, MemoryError) as error:
        raise PatternError(f"no regular expression yet: {str(error).partition(' at position')[0]}") from None

"""The one gate through which text from outside passes: nothing after it can move the cursor, set the clipboard or
turn lines around, because a terminal obeys control characters wherever they are printed.

Each unsafe character becomes U+FFFD, one for one, so that offsets hold.
"""

import re

REPLACEMENT = "\ufffd"

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 without tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # all of Unicode's Bidi_Control
    "\ud800-\udfff"  # lone surrogates: no file and no database can store them
    "]"
)
_LINE_BREAKS = re.compile(r"[\t\n\u2028\u2029 ]+")


def normalise_newlines(text: str) -> str:
    """`text` with `\\r\\n` and `\\r` as `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sanitise(text: str) -> str:
    """`text` of the same length, with each unsafe control character replaced; newlines must be normalised before."""
    return _UNSAFE.sub(REPLACEMENT, text)


def sanitise_line(text: str) -> str:
    """`text` safe and on one line, for titles, tags and file names: white space runs become one space, ends trimmed."""
    return _LINE_BREAKS.sub(" ", sanitise(normalise_newlines(text))).strip()

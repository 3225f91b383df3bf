"""Bytes of unknown encoding to text."""

import codecs
import re

from tui.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_BINARY_SHARE = 0.1
"""A text has next to no control characters; of random bytes about a seventh are."""
_WESTERN = "cp1252"
"""What English text that is not UTF-8 is written in, where nothing speaks for another guess."""
_PROBE = 1 << 18
"""Bytes that the guess looks at: more make it slower, not better."""


def decode(data: bytes, name: str) -> str:
    """The text in `data`: by its byte order mark, else as UTF-8, else as charset_normalizer guesses.

    `name` is what an error calls the source. Raises SourceError when the bytes are no text.
    """
    text = _decoded(data)
    if text is None or _looks_binary(text):
        raise SourceError(f"{name} is not a text: reader opens plain text.")
    return text


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\x00" in data:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _guessed(data)


def _damaged_utf8(data: bytes) -> str | None:
    """`data` as UTF-8 when most of what is not ASCII in it is valid: a cut or damaged file, no other encoding."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    return text if good > bad else None


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    first = _NOT_ASCII.search(data)
    start = max(0, first.start() - _PROBE // 2) if first else 0
    guesses = from_bytes(data[start : start + _PROBE])
    if not guesses:
        return None
    guess = min(guesses, key=lambda each: (each.chaos, -each.coherence, _WESTERN not in each.could_be_from_charset))
    return data.decode(_WESTERN if _WESTERN in guess.could_be_from_charset else guess.encoding, "replace")


def _looks_binary(text: str) -> bool:
    probe = text[:_PROBE]
    return len(_CONTROL.findall(probe)) > _BINARY_SHARE * len(probe)

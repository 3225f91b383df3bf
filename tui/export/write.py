"""Writes an export so that no crash leaves half a file and nothing that exists is lost unasked."""

import os
import re
import stat
import sys
import unicodedata
from pathlib import Path

from tui.errors import ExportError, ExportExistsError

_LONGEST = 200
"""Bytes of UTF-8; file systems allow 255, of which the suffix of a temporary file takes some."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def export_name(title: str, suffix: str = ".md") -> str:
    """A file name, ending in `suffix`, for an article with this title: valid on every system and never a path."""
    visible = "".join(" " if unicodedata.category(character)[0] == "C" else character for character in title)
    name = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", visible)).strip(" .-")
    name = name.encode()[:_LONGEST].decode("utf-8", "ignore").rstrip(" .-")
    if not name:
        name = "article"
    return ("_" if _RESERVED.match(name) else "") + name + suffix


def write_export(content: str | bytes, target: Path, *, force: bool = False) -> Path:
    """Writes `content` (text as UTF-8) to `target`, which must not exist unless `force`; returns `target`.

    A link at `target` is replaced, never followed; what replaces a file has its permissions. Raises
    ExportExistsError or ExportError.
    """
    if not target.name or (target.exists() and not target.is_file()):
        raise ExportError(f"{target} is no file that can be written: name one.")
    draft = target.with_name(f".{os.getpid()}.{target.name[:50]}.part")
    try:
        try:
            _write(draft, content)
            if force and target.is_file() and not target.is_symlink():
                draft.chmod(stat.S_IMODE(target.stat().st_mode))
            _rename(draft, target, force=force)
        finally:
            draft.unlink(missing_ok=True)
    except FileExistsError:
        raise ExportExistsError(
            f"{target} exists already: choose another name, or say that it may be replaced."
        ) from None
    except OSError as error:
        raise ExportError(f"{target} cannot be written ({error.strerror}): choose another place.") from error
    return target


def _write(path: Path, content: str | bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())


def _rename(draft: Path, target: Path, *, force: bool) -> None:
    if force:
        draft.replace(target)
    elif sys.platform == "win32":
        draft.rename(target)  # there it refuses to replace a file
    else:
        _rename_to_new(draft, target)


def _rename_to_new(draft: Path, target: Path) -> None:
    """`rename` that refuses to replace a file: a second name, then the first goes."""
    try:
        os.link(draft, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        draft.replace(target)

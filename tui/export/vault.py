"""A folder of Markdown files, one for each article, as Obsidian and its like keep them: written, and updated in place.

Between two marked lines stands what this program writes; everything before and after them is the reader's and stays
byte for byte, and so do the file's name and its place in the folder. A file is known by the article's id in the mark:

    <!-- reader:begin 0123456789ab -->
    …
    <!-- reader:end -->
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tui.errors import ExportError, ExportExistsError
from tui.export.markdown import export_body, front_matter
from tui.export.write import export_name, write_export
from tui.model import Reading

_BEGIN = re.compile(rb"^<!-- reader:begin ([0-9a-f]{12}) -->[ \t]*\r?$", re.MULTILINE)
"""A line of its own: a title in the front matter may say anything."""
_END = b"<!-- reader:end -->"


@dataclass(frozen=True)
class Updated:
    """What became of a vault: the files that are new, that were changed, and that were right already."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


def update_vault(folder: Path, readings: Iterable[Reading]) -> Updated:
    """Writes a file for each reading, or what is marked in the file that is there. Makes the folder.

    Raises ExportError, also for a file whose marks are broken; the files before that one are written then.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        known = _files(folder)
    except OSError as error:
        raise ExportError(f"{folder} cannot be used as a vault ({error.strerror}): choose another folder.") from error
    new = changed = unchanged = 0
    for reading in readings:
        path = known.get(reading.article.id)
        if path is None:
            _write_new(folder, reading)
            new += 1
        elif _update(path, reading):
            changed += 1
        else:
            unchanged += 1
    return Updated(new, changed, unchanged)


def _files(folder: Path) -> dict[str, Path]:
    """The file of each article in the folder and the folders below it; links and hidden ones are left alone."""
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.[mM][dD]")):
        inside = path.relative_to(folder).parts
        if path.is_symlink() or any(part.startswith(".") for part in inside) or not path.is_file():
            continue
        for begin in _BEGIN.finditer(path.read_bytes()):
            key = begin[1].decode()
            if key in found:
                raise ExportError(f"{found[key]} and {path} have notes on the same article: take one of them away.")
            found[key] = path
    return found


def _marked(reading: Reading) -> str:
    return f"<!-- reader:begin {reading.article.id} -->\n\n{export_body(reading)}\n{_END.decode()}"


def _write_new(folder: Path, reading: Reading) -> None:
    text = f"{front_matter(reading.article)}\n\n{_marked(reading)}\n"
    target = folder / export_name(reading.article.title)
    try:
        write_export(text, target)
    except ExportExistsError:
        write_export(text, target.with_stem(f"{target.stem} ({reading.article.id})"))


def _update(path: Path, reading: Reading) -> bool:
    """Puts the reading between the marks of a file; whether that changed it."""
    try:
        old = path.read_bytes()
    except OSError as error:
        raise ExportError(f"{path} cannot be read ({error.strerror}): check its permissions.") from error
    begins = {begin.start(): begin[1].decode() for begin in _BEGIN.finditer(old)}
    start = next((place for place, key in begins.items() if key == reading.article.id), -1)
    end = old.find(_END, start)
    if start < 0 or end < 0 or any(start < begin < end for begin in begins):
        raise ExportError(f"{path}: the line {_END.decode()} is missing, so that nobody knows what is yours: add it.")
    block = _marked(reading).encode("utf-8", "replace")
    if b"\r\n" in old[start:end]:
        block = block.replace(b"\n", b"\r\n")
    made = old[:start] + block + old[end + len(_END) :]
    if made == old:
        return False
    write_export(made, path, force=True)
    return True

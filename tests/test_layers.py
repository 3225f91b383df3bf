"""Who may import whom: each file or folder directly under `tui` is a room, and imports only go down this table."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "tui"

FOUNDATION = {"model", "errors", "files", "public_json"}
PURE = {
    "alignment",
    "anchors",
    "corrections",
    "folding",
    "formats",
    "labels",
    "notes",
    "paragraphs",
    "patterns",
    "query",
    "ranking",
    "tag_names",
    "wording",
    "sanitise",
}
MIDDLE = {"analysis", "exchange", "sources", "store", "export"}
MAY_IMPORT: dict[str, set[str]] = {
    "__main__": {"cli"},
    "cli": {"app", "commands", "session", *MIDDLE, *PURE, *FOUNDATION},
    "commands": {"session", *MIDDLE, *PURE, *FOUNDATION},
    "app": {"screens", "themes", "session", *MIDDLE, *PURE, *FOUNDATION},
    "screens": {"widgets", "session", *MIDDLE, *PURE, *FOUNDATION},
    "widgets": {"folding", "model", "notes", "paragraphs", "ranking", "tag_names"},
    "session": {*MIDDLE, *PURE, *FOUNDATION},
    **{room: {*PURE, *FOUNDATION} for room in MIDDLE},
    "anchors": {"alignment", "model"},
    "alignment": set(),
    "corrections": {"anchors", "model"},
    "notes": {"model"},
    "paragraphs": {"model"},
    "patterns": {"errors", "model"},
    "query": set(),
    "ranking": {"model"},
    "tag_names": {"sanitise"},
    "wording": set(),
    "sanitise": set(),
    "folding": {"model"},
    "formats": set(),
    "labels": {"model", "sanitise"},
    "themes": set(),
    "model": set(),
    "errors": set(),
    "files": {"errors"},
    "public_json": {"model"},
}
ONLY_IN = {
    "spacy": {"analysis"},
    "thinc": {"analysis"},
    "numpy": {"analysis"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "charset_normalizer": {"sources"},
    "textual": {"app", "screens", "widgets", "themes"},
    "rich": {"app", "commands", "screens", "widgets", "themes"},
    "click": {"cli"},
    "platformdirs": {"files"},
    "networkx": {"export"},
    "jinja2": {"export"},
    "markupsafe": {"export"},
    "markdown_it": {"export"},
    "pydantic": {"exchange"},
    "regex": {"patterns"},
}


def rooms() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        first = path.relative_to(PACKAGE).parts[0]
        found.setdefault(first.removesuffix(".py"), []).append(path)
    return found


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """(dotted name, line) of everything that a file imports anywhere in it; `from a import b` is `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


ROOMS = rooms()


@pytest.mark.parametrize("room", sorted(ROOMS.keys() - {"__init__"}))
def test_a_room_imports_only_from_below(room: str) -> None:
    assert room in MAY_IMPORT, f"give {room} a line in the table"
    wrong = []
    for path in ROOMS[room]:
        for name, line in imports(path):
            top, *rest = name.split(".")
            place = f"{path.relative_to(PACKAGE)}:{line} imports {name}"
            if top == "tui":
                other = rest[0] if rest else ""
                if other in ROOMS and other != room and other not in MAY_IMPORT[room]:
                    wrong.append(place)
            elif top in ONLY_IN and room not in ONLY_IN[top]:
                wrong.append(place)
    assert not wrong


def test_the_table_has_no_circle() -> None:
    left = {room: set(below) for room, below in MAY_IMPORT.items()}
    while left:
        lowest = {room for room, below in left.items() if not below & left.keys()}
        assert lowest, f"a circle among {sorted(left)}"
        left = {room: below for room, below in left.items() if room not in lowest}


HEAVY = (
    "spacy", "sqlite_utils", "numpy", "thinc", "charset_normalizer", "networkx", "jinja2", "markdown_it", "pydantic",
    "regex",
)  # fmt: skip


def loaded_by(statement: str, names: tuple[str, ...] = HEAVY) -> list[str]:
    code = f"{statement}\nimport sys; print(*[name for name in {names!r} if name in sys.modules])"
    child = subprocess.run(
        [sys.executable, "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=False
    )
    assert child.returncode == 0, child.stderr
    return child.stdout.split()


@pytest.mark.parametrize("module", ["tui.app", "tui.cli", "tui.session"])
def test_the_start_loads_nothing_heavy(module: str) -> None:
    assert loaded_by(f"import {module}") == []


def test_the_command_line_and_the_session_know_no_textual() -> None:
    assert loaded_by("import tui.cli, tui.session", ("textual",)) == []


def test_the_checks_above_would_see_it() -> None:
    assert "sqlite_utils" in loaded_by("import sqlite_utils")

"""A file is written whole or not at all, where it was asked for, and over nothing unasked."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.errors import ReaderError
from tui.export import export_name, write_export
from tui.export import write as write_module


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Talks resume", "Talks resume.md"),
        ("What next? A “plan”: yes/no", "What next A “plan” yes no.md"),
        ("../../x", "x.md"),
        ("/etc/x", "etc x.md"),
        ("CON", "_CON.md"),
        ("com1.old", "_com1.old.md"),
        ("console", "console.md"),
        (".", "article.md"),
        ("", "article.md"),
        ("a\nb", "a b.md"),
        ("\x1b[31mred\x00", "[31mred.md"),
        ("-rf", "rf.md"),
        ("ends with dots...", "ends with dots.md"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert export_name(title) == name


@settings(deadline=None)
@given(st.text(max_size=400))
def test_every_name_is_one_safe_component(title: str) -> None:
    name = export_name(title)
    assert Path(name).name == name
    assert len(name.encode()) <= 204
    assert name.isprintable()
    assert not name.startswith((".", "-", " "))
    assert not set(name) & set('\\/:*?"<>|\n')


def test_writes_a_file(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    assert write_export("ä\n", target) == target
    assert target.read_bytes() == "ä\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_refuses_to_overwrite(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(ReaderError, match="exists already"):
        write_export("new", target)
    assert target.read_text(encoding="utf-8") == "old"
    write_export("new", target, force=True)
    assert target.read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
@pytest.mark.parametrize("dangling", [True, False])
def test_never_follows_a_link(tmp_path: Path, dangling: bool) -> None:
    other = tmp_path / "other"
    if not dangling:
        other.write_text("precious", encoding="utf-8")
    target = tmp_path / "a.md"
    target.symlink_to(other)
    with pytest.raises(ReaderError, match="exists already"):
        write_export("new", target)
    write_export("new", target, force=True)
    assert not target.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    assert other.exists() is not dangling
    assert dangling or other.read_text(encoding="utf-8") == "precious"


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.md"
    target.write_text("old", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write_module.os, "fsync", full)
    with pytest.raises(ReaderError, match="No space left"):
        write_export("new", target, force=True)
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.skipif(os.name == "nt", reason="Windows renames")
def test_works_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(write_module.os, "link", unsupported)
    target = tmp_path / "a.md"
    write_export("new", target)
    with pytest.raises(ReaderError, match="exists already"):
        write_export("newer", target)
    assert target.read_text(encoding="utf-8") == "new"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="No such file"):
        write_export("x", tmp_path / "none" / "a.md")

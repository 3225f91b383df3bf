"""A vault: one file for each article, updated in place, and never a byte of the reader's own lost."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.test_markdown import ARTICLE, NOTES, READING
from tui.errors import ExportError
from tui.export.vault import Updated, update_vault

OTHER = replace(READING, article=replace(ARTICLE, id="1" * 12))
CHANGED = replace(READING, notes=(*NOTES, replace(NOTES[0], id=9, body="A new thought.")))
BEGIN = f"<!-- reader:begin {ARTICLE.id} -->"
END = "<!-- reader:end -->"


def only_file(folder: Path) -> Path:
    (path,) = folder.rglob("*.md")
    return path


def test_a_new_file_has_the_source_in_its_front_matter_and_the_notes_between_the_marks(tmp_path: Path) -> None:
    assert update_vault(tmp_path / "politics", [READING]) == Updated(new=1)
    path = only_file(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert path.name == "Talks resume.md"
    assert text.startswith('---\ntitle: "Talks resume"\nsource: "/news/talks.txt"\n')
    assert text.index(BEGIN) < text.index("Compare May.") < text.index(END)


def test_the_second_time_nothing_is_written(tmp_path: Path) -> None:
    update_vault(tmp_path, [READING])
    before = only_file(tmp_path).stat()
    assert update_vault(tmp_path, [READING]) == Updated(unchanged=1)
    assert only_file(tmp_path).stat() == before


def test_what_the_reader_wrote_around_it_stays_and_so_do_name_and_folder(tmp_path: Path) -> None:
    update_vault(tmp_path, [READING])
    moved = tmp_path / "Ideas" / "Borders.md"
    moved.parent.mkdir()
    only_file(tmp_path).rename(moved)
    text = moved.read_text(encoding="utf-8")
    mine = f"---\naliases: [border]\n---\nMine, before.\n{text[text.index(BEGIN) :]}\nMine, after. %%x%%"
    moved.write_text(mine, encoding="utf-8")
    assert update_vault(tmp_path, [CHANGED]) == Updated(changed=1)
    now = only_file(tmp_path).read_text(encoding="utf-8")
    assert only_file(tmp_path) == moved
    assert "A new thought." in now
    assert now.split(BEGIN)[0] == mine.split(BEGIN)[0]
    assert now.split(END)[1] == mine.split(END)[1]


@settings(max_examples=60, deadline=None)
@given(before=st.binary(max_size=60), after=st.binary(max_size=60), windows=st.booleans())
def test_any_bytes_around_the_marks_stay(before: bytes, after: bytes, windows: bool) -> None:
    with TemporaryDirectory() as folder:
        update_vault(Path(folder), [READING])
        path = only_file(Path(folder))
        text = path.read_bytes()
        block = text[text.index(BEGIN.encode()) :].rstrip()
        path.write_bytes(before + (block.replace(b"\n", b"\r\n") if windows else block) + after)
        update_vault(Path(folder), [CHANGED])
        now = path.read_bytes()
        assert now.startswith(before + BEGIN.encode())
        assert now.endswith(END.encode() + after)
        assert (b"\r\n\r\n" in now[len(before) : len(now) - len(after)]) == windows


def test_two_articles_of_one_title_are_two_files(tmp_path: Path) -> None:
    update_vault(tmp_path, [READING, OTHER])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Talks resume (111111111111).md", "Talks resume.md"]
    assert update_vault(tmp_path, [OTHER, READING]) == Updated(unchanged=2)


def test_a_file_of_the_same_name_that_is_none_of_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Talks resume.md").write_text("My own file.", encoding="utf-8")
    update_vault(tmp_path, [READING])
    assert (tmp_path / "Talks resume.md").read_text(encoding="utf-8") == "My own file."
    assert (tmp_path / f"Talks resume ({ARTICLE.id}).md").exists()


def test_a_file_whose_end_mark_is_gone_is_not_touched(tmp_path: Path) -> None:
    update_vault(tmp_path, [READING])
    path = only_file(tmp_path)
    broken = path.read_text(encoding="utf-8").replace(END, "Mine.")
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ExportError, match="is missing"):
        update_vault(tmp_path, [CHANGED])
    assert path.read_text(encoding="utf-8") == broken


def test_two_files_on_one_article_are_told(tmp_path: Path) -> None:
    update_vault(tmp_path, [READING])
    (tmp_path / "copy.md").write_bytes(only_file(tmp_path).read_bytes())
    with pytest.raises(ExportError, match=r"copy\.md have notes on the same article"):
        update_vault(tmp_path, [READING])


def test_links_and_hidden_folders_are_left_alone(tmp_path: Path) -> None:
    vault, elsewhere = tmp_path / "vault", tmp_path / "elsewhere"
    update_vault(elsewhere, [READING])
    vault.mkdir()
    (vault / "link.md").symlink_to(only_file(elsewhere))
    (vault / ".trash").mkdir()
    (vault / ".trash" / "old.md").write_bytes(only_file(elsewhere).read_bytes())
    assert update_vault(vault, [CHANGED]) == Updated(new=1)
    assert "A new thought." not in only_file(elsewhere).read_text(encoding="utf-8")


def test_a_title_that_looks_like_our_mark_is_none(tmp_path: Path) -> None:
    evil = replace(ARTICLE, title="<!-- reader:begin 0123456789ab --> x <!-- reader:end -->")
    for _ in range(2):
        updated = update_vault(tmp_path, [replace(READING, article=evil)])
    assert updated.unchanged == 1


def test_a_title_never_leaves_the_folder(tmp_path: Path) -> None:
    hostile = replace(READING, article=replace(ARTICLE, title="../../etc/passwd\x00/..\\x"))
    update_vault(tmp_path / "vault", [hostile])
    assert [path.parent for path in tmp_path.rglob("*.md")] == [tmp_path / "vault"]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "vault").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="cannot be used as a vault"):
        update_vault(tmp_path / "vault", [READING])

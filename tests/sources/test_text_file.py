"""Files become articles, whatever their encoding; what is no text is refused in one sentence."""

import hashlib
import os
import random
from pathlib import Path

import pytest

from tui import files
from tui.errors import SourceError
from tui.sources import open_source, read_file, read_sample, text_file

PROSE = "Über “Zürich”: café, naïve — the Señor’s plan.\n\nThe minister said it would cost €5 million.\n"


def article_of(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    return read_file(path).text


def test_a_file_as_an_article(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    path.write_text("\n  Talks resume \n\nMore.\n", encoding="utf-8")
    article = read_file(path)
    assert article.title == "Talks resume"
    assert article.text == "\n  Talks resume \n\nMore.\n"
    assert article.source == str(path)
    assert article.id == hashlib.sha256(str(path).encode()).hexdigest()[:12]
    assert (article.byline, article.published, article.added) == ("", "", "")


def test_the_path_makes_the_id_not_the_way_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert (
        open_source("a.txt") == open_source("./../" + tmp_path.name + "/a.txt") == open_source(str(tmp_path / "a.txt"))
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert article_of(tmp_path, PROSE.encode(encoding)) == PROSE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_with_its_mark(tmp_path: Path, encoding: str) -> None:
    assert article_of(tmp_path, ("\ufeff" + PROSE).encode(encoding)) == PROSE


def test_other_alphabets_are_guessed(tmp_path: Path) -> None:
    russian = "Президент заявил, что переговоры возобновятся. Министр иностранных дел его поддержал.\n" * 3
    assert article_of(tmp_path, russian.encode("cp1251")) == russian


def test_damaged_utf_8_is_still_utf_8(tmp_path: Path) -> None:
    assert article_of(tmp_path, PROSE.encode()[:-1] + b"\xe2\x80") == PROSE[:-1] + "�"


def test_newlines_and_controls(tmp_path: Path) -> None:
    assert article_of(tmp_path, b"Title\r\n\r\nred \x1b[31m text\rend") == "Title\n\nred �[31m text\nend"


def test_a_title_is_safe_and_short(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\t \n\x1b]0;" + "word " * 100 + "\nbody", encoding="utf-8")
    title = read_file(path).title
    assert title.startswith("�]0;word word")
    assert len(title) <= 200


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n \xc2\xa0", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7\x00\x01", "is not a text"),
        (random.Random(1).randbytes(5000), "is not a text"),
        (bytes(range(1, 9)) * 50, "is not a text"),
        (b"a" * 101, "larger than"),
    ],
)
def test_refusals(tmp_path: Path, data: bytes, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if sentence == "larger than":
        monkeypatch.setattr(text_file, "SIZE_LIMIT", 100)
    with pytest.raises(SourceError, match=sentence) as caught:
        article_of(tmp_path, data)
    assert str(caught.value).startswith("a.txt ")
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"There is no file .*none\.txt"):
        read_file(tmp_path / "none.txt")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        read_file(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="POSIX devices")
def test_a_device() -> None:
    with pytest.raises(SourceError, match="is a device"):
        read_file(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SourceError, match="may not be read"):
        read_file(path)


def test_permission_errors_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match="may not be read"):
        read_file(path)


@pytest.mark.parametrize("path", ["nul\x00.txt", "~nobody-of-that-name/x.txt", "\x1b[2J.txt", "x" * 300])
def test_odd_paths_are_errors_in_one_safe_sentence(path: str) -> None:
    with pytest.raises(SourceError) as caught:
        open_source(path)
    assert str(caught.value).isprintable()


@pytest.mark.skipif(os.name == "nt", reason="POSIX names are bytes")
def test_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (tmp_path / name).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("the file system wants UTF-8")
    article = read_file(tmp_path / name)
    article.source.encode("utf-8")
    assert len(article.id) == 12


def test_the_sample_is_the_same_article_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = read_sample()
    copy = tmp_path / files.sample().name
    copy.write_bytes(files.sample().read_bytes())
    monkeypatch.setattr(files, "sample", lambda: copy)
    assert read_sample() == here == open_source(here.source)
    assert here.source.startswith("sample:")


@pytest.mark.parametrize(
    ("argument", "sentence"), [("stdin:0123456789ab", "piped in"), ("https://example.org/a", "no web addresses yet")]
)
def test_what_cannot_be_opened(argument: str, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        open_source(argument)

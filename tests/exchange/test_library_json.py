"""Everything out of a library and back in: nothing is lost, nothing comes twice, nothing comes in by halves."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.conftest import KEY, OTHER, bring, fill, written
from tests.store.conftest import article_named
from tui.anchors import make_anchor
from tui.errors import ExchangeError, LibraryError
from tui.model import Note, Span, Tag
from tui.session.following import follow
from tui.store import Library
from tui.store.records import Taken


def test_what_leaves_a_library_comes_back_in_another(full: Library, empty: Library) -> None:
    text = written(full)
    taken = bring(empty, text)
    assert taken == Taken(articles=2, notes=6, corrections=2, tags=3)
    assert written(empty) == text
    assert empty.drafts(KEY)[0].note_id == empty.notes(KEY)[0].id, "a draft still knows the note that it changes"
    assert [tag.name for tag in empty.tags() if tag.parent] == ["harbour"]


def test_what_came_in_is_found_by_a_search(full: Library, empty: Library) -> None:
    bring(empty, written(full))
    assert {hit.kind for hit in empty.search("harbour").hits} >= {"article", "tag", "quote"}
    assert [hit.kind for hit in empty.search("weak").hits] == ["note"]
    assert [hit.who for hit in empty.search("speaker:lind pay").hits] == ["Karl Lind"]


def test_importing_twice_changes_nothing(full: Library, empty: Library) -> None:
    text = written(full)
    bring(empty, text)
    assert bring(empty, text) == Taken(articles_there=2, notes_there=6, corrections_there=2)
    assert bring(full, text) == Taken(articles_there=2, notes_there=6, corrections_there=2)
    assert written(empty) == written(full) == text


def test_what_the_reader_has_changed_since_stays(full: Library, empty: Library) -> None:
    text = written(full)
    bring(empty, text)
    first = empty.notes(KEY)[0]
    empty.save_note(KEY, Note(first.id, first.anchor, "changed", first.tags, first.created, first.updated))
    empty.save_tag(KEY, "harbour", Tag("harbour", "error", "mine"))
    bring(empty, text)
    assert empty.notes(KEY)[0].body == "changed"
    assert [(tag.colour, tag.description) for tag in empty.tags() if tag.name == "harbour"] == [("error", "mine")]


def test_notes_on_another_text_find_their_place_when_the_article_is_opened(full: Library, empty: Library) -> None:
    empty.keep_article(article_named(KEY, f"Updated.\n\n{full.article(KEY).text}", "Harbour vote"))  # type: ignore[union-attr]
    bring(empty, written(full))
    assert len(empty.stale_notes(KEY)) == 4
    assert all(text for _, text in empty.stale_notes(KEY)), "each comes with the text that it was made on"


def test_importing_again_after_the_article_changed_changes_nothing(full: Library, empty: Library) -> None:
    changed = article_named(KEY, f"New on top.\n\n{full.record(KEY).article.text}", "Harbour vote")
    empty.keep_article(changed)
    text = written(full)
    assert bring(empty, text).corrections == 2
    follow(empty, changed)
    assert empty.stale_corrections(KEY) == ()
    again = bring(empty, text)
    assert (again.notes, again.corrections, again.corrections_there) == (0, 0, 2)


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
labels = st.lists(st.sampled_from(["nato", "Türkei", "a b", "x"]), max_size=3)


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(st.text("ab c.\n“é😀", min_size=1, max_size=40), min_size=1, max_size=3),
    notes=st.lists(st.tuples(words, labels, st.integers(0, 40), st.integers(0, 40)), max_size=6),
    title=words,
)
def test_any_library_comes_back_as_it_was(
    texts: list[str], notes: list[tuple[str, list[str], int, int]], title: str
) -> None:
    with (
        TemporaryDirectory() as folder,
        Library.open(Path(folder) / "one.sqlite") as one,
        Library.open(Path(folder) / "two.sqlite") as two,
    ):
        for number, text in enumerate(texts):
            one.keep_article(article_named(KEY, text, " ".join(title.split())))
            for body, tags, start, end in notes[number::2]:
                span = Span(*sorted((start % (len(text) + 1), end % (len(text) + 1))))
                anchor = make_anchor(text, span) if span.start < span.end else None
                one.save_note(KEY, Note(None, anchor, body, tuple(tags)))
        text = written(one)
        bring(two, text)
        assert written(two) == text


# What is no such file


def at(*path: str | int, value: Any) -> Callable[[Any], None]:
    def change(file: Any) -> None:
        for part in path[:-1]:
            file = file[part]
        file[path[-1]] = value

    return change


ANCHOR = {"exact": "x", "prefix": "", "suffix": ""}
NOTE = ("articles", 0, "notes", 2)
WRONG = [
    (at("schema", value="reader-library/9"), "schema"),
    (at("texts", value=[]), "texts"),
    (at("articles", 0, "article", "text", value="0" * 64), "articles[0].article.text: the text 000000000000"),
    (at("articles", 0, "article", "id", value="../../etc"), "articles[0].article.id"),
    (at(*NOTE, "anchor", value={"span": [0, 9999], "exact": "x", "prefix": "", "suffix": ""}), "lies outside the text"),
    (at(*NOTE, "anchor", value={"span": [5, 2], "exact": "x", "prefix": "", "suffix": ""}), "is no passage"),
    (at(*NOTE, "anchor", value={"span": [0, 3], "exact": "Hat", "prefix": "", "suffix": ""}), "not the words"),
    (at(*NOTE, "body", value=7), "articles[0].notes[2].body"),
    (at(*NOTE, "uid", value=""), "notes[2].uid"),
    (at(*NOTE, "uid", value="17"), "notes[2].uid"),
    (lambda file: file["articles"][0]["notes"][2].update(text=None, anchor={**ANCHOR, "span": [0, 2**70]}), "passage"),
    (at("articles", 0, "analyses", 0, "stances", 0, "confidence", value=1e300), "between 0 and 1"),
    (at(*NOTE, "created", value="0999-12-31T23:59:59Z"), "is no time"),
    (at(*NOTE, "updated", value="yesterday"), "'yesterday' is no time"),
    (at(*NOTE, "tags", value="harbour"), "notes[2].tags"),
    (at("articles", 0, "corrections", 0, "about", "places", value=[]), "corrections[0]"),
    (at("articles", 0, "drafts", 0, "span", value=[0, 99999]), "drafts[0].span"),
    (at("articles", 0, "analyses", 0, "stances", 0, "holder", value="nobody"), "no actor 'nobody'"),
    (at("articles", 0, "analyses", 0, "quotes", 0, "spans", value=[]), "nowhere in the text"),
    (at("tags", 0, "colour", value="mauve"), "tags[0].colour"),
    (lambda file: file["articles"].append(file["articles"][0]), "two of them have the id"),
    (lambda file: file["articles"][1]["notes"].append(file["articles"][0]["notes"][0]), "notes: two of them"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "place"), WRONG, ids=[place for _, place in WRONG])
def test_a_wrong_file_is_refused_with_the_place_and_nothing_comes_in(
    full: Library, empty: Library, change: Callable[[Any], object], place: str
) -> None:
    file = json.loads(written(full))
    file["articles"].sort(key=lambda one: one["article"]["id"] == OTHER)
    change(file)
    with pytest.raises(ExchangeError) as refusal:
        bring(empty, json.dumps(file))
    assert place in str(refusal.value)
    assert empty.articles() == ()
    assert empty.tags() == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1, column 1"),
        ('{"schema": "reader-library/1",', "line 1"),
        ("[" * 100_000, "nested"),
        ('{"schema": NaN}', "number"),
        ('{"schema": 1e999}', "number"),
        ("7", "The whole"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(empty: Library, text: str, told: str) -> None:
    with pytest.raises(ExchangeError, match=f"(?i){told}"):
        bring(empty, text)


def test_when_the_library_fails_in_the_middle_nothing_has_come_in(
    full: Library, empty: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise LibraryError("The disk is full.")

    monkeypatch.setattr("tui.store.records.corrections.insert", fail)
    with pytest.raises(LibraryError):
        bring(empty, written(full))
    assert empty.articles() == ()


def test_hostile_text_is_made_harmless(empty: Library, full: Library) -> None:
    file = json.loads(written(full))
    file["articles"][0]["article"]["title"] = "\x1b]0;owned\x07 vote\nsecond line\ud800"
    file["articles"][0]["notes"][0]["body"] = "\x1b[2J"
    bring(empty, json.dumps(file))
    told = "".join((empty.articles()[-1].title, *(note.body for note in empty.notes(KEY))))
    assert "\x1b" not in told
    assert "\n" not in empty.articles()[-1].title


def mutated(value: Any, chance: random.Random) -> Any:
    """`value` with something in it removed, doubled, or replaced."""
    odd = [None, -1, 10**30, "", "x", [], {}, True, 1.5, "\ud800"]
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        if chance.random() < 0.05:
            return {name: item for name, item in value.items() if name != key}
        return {**value, key: mutated(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        place = chance.randrange(len(value))
        if chance.random() < 0.1:
            return [*value, value[place]]
        return [*value[:place], mutated(value[place], chance), *value[place + 1 :]]
    return chance.choice(odd)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Library.open(tmp_path_factory.mktemp("full") / "full.sqlite") as library:
        fill(library)
        return json.loads(written(library))


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_any_damage_is_refused_or_comes_in_whole(file: Any, seed: int) -> None:
    text = json.dumps(mutated(file, random.Random(seed)))
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "library.sqlite") as library:
        try:
            bring(library, text)
        except ExchangeError:
            assert library.articles() == ()
            return
        again = written(library)
        assert not bring(library, again).notes
        assert written(library) == again

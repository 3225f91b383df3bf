"""The code book in the library: names, colours, parents, merging and deleting, and what happens to the notes."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.store.conftest import TEXT, anchor_at, article_named
from tui.errors import LibraryError
from tui.model import Note, Tag
from tui.store import Library

KEY = "0123456789ab"


@pytest.fixture(autouse=True)
def noted(library: Library) -> None:
    library.keep_article(article_named(KEY))
    for tags in (("nato", "war"), ("NATO",), ("war",), ("peace",)):
        library.save_note(KEY, Note(None, anchor_at(TEXT, "plan"), "", tags))


def book(library: Library) -> dict[str, Tag]:
    return {tag.name: tag for tag in library.tags()}


def carried(library: Library) -> list[tuple[str, ...]]:
    return [note.tags for note in library.notes(KEY)]


def test_the_code_book_counts_and_begins_with_the_most_used(library: Library) -> None:
    assert [(tag.name, tag.notes) for tag in library.tags()] == [("nato", 2), ("war", 2), ("peace", 1)]


def test_a_tag_has_a_colour_a_description_and_a_parent(library: Library) -> None:
    library.save_tag(KEY, "nato", Tag("NATO", "primary", "the alliance", "organisations"))
    assert book(library)["NATO"] == Tag("NATO", "primary", "the alliance", "organisations", 2)
    assert carried(library) == [("NATO", "war"), ("NATO",), ("war",), ("peace",)]
    assert book(library)["organisations"].notes == 0


def test_no_tag_takes_the_name_of_another_or_stands_under_itself(library: Library) -> None:
    library.save_tag(KEY, "war", Tag("war", parent="nato"))
    for name, tag in (("war", Tag("NATO")), ("nato", Tag("nato", parent="WAR")), ("war", Tag("war", parent="war"))):
        before = library.tags()
        with pytest.raises(LibraryError):
            library.save_tag(KEY, name, tag)
        assert library.tags() == before
    with pytest.raises(LibraryError, match="needs a name"):
        library.save_tag(KEY, "war", Tag("  "))


def test_a_merge_gives_every_note_the_other_tag_once(library: Library) -> None:
    library.save_tag(KEY, "war", Tag("war", "error", "shots"))
    library.merge_tags(KEY, "WAR", "nato")
    assert carried(library) == [("nato",), ("nato",), ("nato",), ("peace",)]
    assert book(library)["nato"] == Tag("nato", "error", "shots", None, 3)
    library.undo(KEY)
    assert carried(library)[0] == ("nato", "war")
    assert book(library)["war"].description == "shots"


@pytest.mark.parametrize("names", [("war", "nato"), ("nato", "war")])
def test_a_merge_with_what_stands_above_or_below_leaves_no_circle(library: Library, names: tuple[str, str]) -> None:
    library.save_tag(KEY, "nato", Tag("nato", parent="all"))
    library.save_tag(KEY, "war", Tag("war", parent="nato"))
    library.save_tag(KEY, "peace", Tag("peace", parent="war"))
    library.merge_tags(KEY, *names)
    tags = book(library)
    assert tags[names[1]].parent == "all"
    assert tags["peace"].parent == names[1]


def test_a_deleted_tag_leaves_its_notes_and_frees_what_stood_under_it(library: Library) -> None:
    library.save_tag(KEY, "war", Tag("war", parent="nato"))
    library.delete_tag(KEY, "nato")
    assert carried(library) == [("war",), (), ("war",), ("peace",)]
    assert book(library)["war"].parent is None
    with pytest.raises(LibraryError, match="no tag"):
        library.delete_tag(KEY, "nato")


def test_a_tag_that_was_only_typed_goes_with_its_last_note(library: Library) -> None:
    library.save_tag(KEY, "waiting", Tag("waiting"))
    library.delete_note(KEY, library.notes(KEY)[3].id or 0)
    assert set(book(library)) == {"nato", "war", "waiting"}, "one made in the code book waits for its notes"


names = st.sampled_from(["nato", "war", "peace", "a", "b"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["save", "merge", "delete"]), names, names), max_size=8))
@example([("save", "war", "peace"), ("save", "peace", "nato"), ("merge", "nato", "war")])
def test_whatever_is_done_the_tree_stays_a_tree(changes: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "l.sqlite") as library:
        library.keep_article(article_named(KEY))
        library.save_note(KEY, Note(None, None, "x", ("nato", "war", "peace")))
        for what, one, other in changes:
            try:
                if what == "save":
                    library.save_tag(KEY, one, Tag(one, parent=other))
                elif what == "merge":
                    library.merge_tags(KEY, one, other)
                else:
                    library.delete_tag(KEY, one)
            except LibraryError:
                continue
            tags = book(library)
            for tag in tags.values():
                line = [tag.name]
                while parent := tags[line[-1]].parent:
                    assert parent in tags
                    assert parent not in line, "no circle"
                    line.append(parent)
            assert set(library.notes(KEY)[0].tags) <= tags.keys()

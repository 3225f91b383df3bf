"""Tags as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model import Tag
from tui.tag_names import tag_names
from tui.widgets.tag_line import TagSuggester, choices, completions, parse_tags, typed_tags


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        ("one", ("one",)),
        ("#one two,three , #two", ("one", "two", "three")),
        ("  #  ,, ", ()),
        ("Ärger 漢字", ("Ärger", "漢字")),
    ],
)
def test_tags_are_parted_by_spaces_and_commas(typed: str, tags: tuple[str, ...]) -> None:
    assert parse_tags(typed) == tags


@given(st.lists(st.text(max_size=8), max_size=4))
def test_whatever_a_tag_is_called_the_line_reads_it_back(typed: list[str]) -> None:
    names = tag_names(typed)
    assert parse_tags(typed_tags(names)) == names


def test_what_no_tag_can_hold_is_left_out_of_its_name() -> None:
    assert tag_names(["U.S., Iran", "#C#", 'say "hi"', "a\u00a0b\tc", "# ,", "NATO", "nato"]) == (
        "U.S. Iran", "C#", "say hi", "a b c", "NATO",
    )  # fmt: skip


KNOWN = (Tag("rhetoric", notes=9), Tag("war", notes=4), Tag("war crimes", notes=2), Tag("Türkei"), Tag("NATO"))


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("rh", "rhetoric"),
        ("#rh", "#rhetoric"),
        ("NATO rh", "NATO rhetoric"),
        ("NATO,rh", "NATO,rhetoric"),
        ("RH", "RHetoric"),
        ("rhetoric", None),
        ("war ", None),
        ("x", None),
        ("war c", None),
        ("war\u00a0c", "war\u00a0crimes"),
    ],
)
async def test_the_rest_of_a_known_tag_stands_behind_the_cursor(typed: str, completed: str | None) -> None:
    assert await TagSuggester(KNOWN).get_suggestion(typed) == completed


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("w", ["war", "war crimes"]),
        ("war w", ["war crimes"]),
        ("crimes", ["war crimes"]),
        ("rtr", ["rhetoric"]),
        ("turk", ["Türkei"]),
        ("#nt", ["NATO"]),
        ("h", []),
        ("", []),
        ("war ", []),
        ("zz", []),
    ],
)
def test_a_few_letters_find_a_tag(typed: str, names: list[str]) -> None:
    assert [tag.name for tag in completions(typed, KNOWN)] == names


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        ("wa", "new, or tab: #war 4  #war crimes 2"),
        ("war", "#war 4  #war crimes 2"),
        ("peace", "new tag"),
        ("one peace", "new tag"),
    ],
)
def test_the_line_below_says_what_a_word_may_become(typed: str, shown: str) -> None:
    assert choices(typed, KNOWN).plain.strip() == shown


@given(st.lists(st.text(st.characters(categories=("L", "N"), include_characters=" "), min_size=1).filter(str.strip)))
def test_the_line_reads_back(tags: list[str]) -> None:
    clean = list(dict.fromkeys(" ".join(tag.split()) for tag in tags))
    assert list(parse_tags(typed_tags(clean))) == clean

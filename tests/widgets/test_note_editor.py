"""Tags as they are typed."""

import pytest

from tui.widgets.note_editor import TagSuggester, parse_tags


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


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("rh", "rhetoric"),
        ("#rh", "#rhetoric"),
        ("war rh", "war rhetoric"),
        ("RH", "RHetoric"),
        ("rhetoric", None),
        ("war ", None),
        ("x", None),
    ],
)
async def test_the_last_word_is_completed_from_known_tags(typed: str, completed: str | None) -> None:
    assert await TagSuggester(["rhetoric", "war"]).get_suggestion(typed) == completed

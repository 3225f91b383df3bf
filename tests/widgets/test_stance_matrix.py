"""The stance matrix as a pure function of an analysis."""

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TEXT, analysis_of
from tui.model import Actor, Analysis, Mention, Span, Stance
from tui.widgets.certainty import sure_enough
from tui.widgets.stance_matrix import Matrix, build, leaning, sign

A, B, C = (Actor(key, key.upper(), "person", (Mention(Span(0, 1), "name"),)) for key in "abc")


def stance(
    holder: str, target: str | None, polarity: str, issue: str = "", shown: int = 1, sure: float = 0.9
) -> Stance:
    evidence = tuple(Span(place, place + 1) for place in range(shown))
    return Stance(holder, target, issue or None, polarity, "criticises", evidence, confidence=sure)  # type: ignore[arg-type]


def matrix_of(*stances: Stance, least: float = 0.0) -> Matrix:
    return build(sure_enough(Analysis("", actors=(A, B, C), stances=stances), least))


def test_rows_are_holders_and_columns_targets_actors_before_issues() -> None:
    matrix = build(analysis_of(TEXT))
    assert [holder.name for holder in matrix.holders] == ["Karl Lind", "Sudland", "Ada Brown"]
    assert [(target.name, target.is_issue) for target in matrix.targets] == [
        ("Norland", False),
        ("the plan", True),
        ("the new harbour", True),
    ]
    assert {place: sign(stances) for place, stances in matrix.cells.items()} == {
        (0, 1): "✗1",
        (1, 0): "✗1",
        (2, 2): "✓1",
    }


def test_the_weightiest_come_first() -> None:
    matrix = matrix_of(stance("a", "b", "opposes"), stance("b", "c", "opposes", shown=3))
    assert [holder.key for holder in matrix.holders] == ["b", "a"]
    assert [target.name for target in matrix.targets] == ["C", "B"]


def test_a_cell_counts_sentences_and_shows_both_sides() -> None:
    both = (stance("a", "b", "supports"), stance("a", "b", "opposes", shown=2), stance("a", "b", "neutral", shown=9))
    assert sign(both) == "✓1✗2"
    assert leaning(both) == "opposes"
    assert leaning(both[:1]) == "supports"
    assert sign(both[2:]) == "·"
    assert leaning(both[2:]) == "neutral"
    assert sign(()) == ""


def test_an_issue_is_one_column_however_it_is_written() -> None:
    matrix = matrix_of(stance("a", None, "supports", "the Plan"), stance("b", None, "opposes", "the  plan"))
    assert [target.name for target in matrix.targets] == ["the Plan"]


def test_weak_stances_and_unknown_actors_are_left_out() -> None:
    shown = (stance("a", "b", "supports", sure=0.4), stance("a", "x", "supports"), stance("x", "b", "opposes"))
    assert not matrix_of(*shown, least=0.5).cells
    assert list(matrix_of(*shown).cells) == [(0, 0)]


@given(
    st.lists(
        st.builds(
            stance,
            st.sampled_from("abcx"),
            st.sampled_from(["a", "b", "c", "x", None]),
            st.sampled_from(["supports", "opposes", "neutral"]),
            st.sampled_from(["", "peace", "war"]),
            st.integers(1, 4),
            st.floats(0, 1),
        )
    ),
    st.floats(0, 1),
)
def test_every_stance_that_is_sure_enough_stands_in_one_cell(stances: list[Stance], least: float) -> None:
    matrix = matrix_of(*stances, least=least)
    shown = [one for cell in matrix.cells.values() for one in cell]
    known = {"a", "b", "c"}
    expected = [
        one
        for one in stances
        if one.confidence >= least
        and one.holder in known
        and (one.target in known or (one.target is None and one.issue))
    ]
    assert sorted(map(repr, shown)) == sorted(map(repr, expected))
    for (row, column), cell in matrix.cells.items():
        assert {one.holder for one in cell} == {matrix.holders[row].key}
        assert len({one.target for one in cell}) == 1
        assert column < len(matrix.targets)

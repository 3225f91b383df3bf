"""Every label that an analysis can carry is drawn, whatever model gave it."""

import re

import pytest

from tui.files import shipped
from tui.model import Analysis, Article, Entity, Reading, Span
from tui.widgets.highlight import ROLE_OF_LABEL, Marks
from tui.widgets.row_painter import ROLES


def test_each_role_has_a_style() -> None:
    stylesheet = shipped("styles.tcss").read_text(encoding="utf-8")
    assert {*ROLE_OF_LABEL.values(), "other"} <= set(ROLES)
    assert [role for role in ROLES if not re.search(rf"\.article--{role}[ ,]", stylesheet)] == []


@pytest.mark.parametrize(
    ("label", "role"), [("PERSON", "person"), ("FAC", "place"), ("LAW", "other"), ("DATE", "other"), ("[b]", "other")]
)
def test_a_name_is_drawn_in_its_role(label: str, role: str) -> None:
    analysis = Analysis("hand 1", entities=(Entity(Span(0, 5), label),))
    marks = Marks(Reading(Article("0", "", "Brown left.", ""), analysis))
    assert marks.runs(0, 11) == [(0, 5, frozenset([role])), (5, 11, frozenset())]

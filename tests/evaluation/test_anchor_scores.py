"""Notes keep their places under the edits of newsrooms; the figures of the issue hold on the project's own articles."""

import json
from pathlib import Path

from click.testing import CliRunner

from tests.evaluation.anchors import Case, main, own_cases, read_cases, score
from tui.model import Span


def test_on_our_own_articles_nearly_all_are_right_and_none_is_misplaced() -> None:
    total = score(own_cases())["all"]
    assert total.right.asked > 300
    assert (total.right.value or 0) >= 0.97
    assert (total.misplaced.value or 0) <= 0.005


def test_the_scorer_tells_right_from_wrong(tmp_path: Path) -> None:
    text = "One sentence stands here and it is quite long. Another sentence stands there, also of some length."
    there = Case("x", text, text, Span(0, 46), Span(0, 46))
    elsewhere = Case("x", text, text, Span(0, 46), Span(47, 90))
    gone = Case("x", text, text, Span(0, 46), None)
    lost = Case("x", text, "Nothing of the kind.", Span(0, 46), Span(0, 5))
    made = score([there, elsewhere, gone, lost])["all"]
    assert (made.right.right, made.misplaced.right, made.lost.right) == (1, 2, 1)
    row = {"old_text": text, "new_text": text, "start": 0, "end": 46, "expect": None}
    (tmp_path / "cases.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert read_cases(tmp_path / "cases.jsonl")[0].expected is None
    assert "misplaced" in CliRunner().invoke(main, [str(tmp_path / "cases.jsonl")]).output

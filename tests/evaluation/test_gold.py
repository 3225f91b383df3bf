"""The gold files: what is in the project's own, and one plain sentence for a file that is none."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.evaluation import gold
from tests.evaluation.quotation import kind_of, quoted_characters
from tui.errors import ReaderError
from tui.sources.text_file import read_sample


def records() -> list[dict[str, str]]:
    return [json.loads(line) for line in gold.OWN.read_text(encoding="utf-8").splitlines()]


def test_the_sample_in_the_gold_is_the_one_that_ships() -> None:
    assert records()[0]["text"] == read_sample().text


def test_every_text_names_its_origin_and_licence() -> None:
    for record in records():
        assert {"title", "origin", "licence"} <= record.keys()
        assert record["licence"] == "CC BY 2.5" or record["origin"].startswith("seeds/")


def test_names_are_whole_words() -> None:
    for one in gold.read_entities(gold.OWN):
        for span in (*(span for span, _ in one.entities), *one.ignored):
            name = re.escape(one.text[span.start : span.end])
            assert re.compile(rf"\b{name}\b").match(one.text, span.start), name


def test_names_do_not_overlap() -> None:
    for one in gold.read_entities(gold.OWN):
        spans = sorted((*(span for span, _ in one.entities), *one.ignored))
        assert not any(span.overlaps(following) for span, following in pairwise(spans))


def test_the_kind_of_a_quote_follows_from_its_quotation_marks() -> None:
    for one in gold.read_quotes(gold.OWN):
        inside = quoted_characters(one.text)
        for quote in one.quotes:
            assert quote.kind == kind_of(one.text, quote.content, inside)


def test_evidence_is_whole_sentences_and_names_known_actors() -> None:
    for one in gold.read_stances(gold.OWN):
        keys = {actor.key for actor in one.actors}
        for stance in one.stances:
            assert set(stance.evidence) <= set(one.sentences)
            assert {stance.holder, *stance.other_holders, *stance.other_targets} <= keys
            assert stance.target in {*keys, None}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "is empty"),
        ("no JSON", "line 1: it is no JSON"),
        ('{"id": "a", "text": "b", "quotes": []}\n[1]', "line 2: it is no JSON object"),
        ('{"text": "b", "quotes": []}', "line 1: it has no 'id'"),
        ('{"id": "a", "text": null}', "line 1: it has no 'text'"),
        ('{"id": "a", "text": "b"}', "line 1: it has no 'quotes'"),
        ('{"id": "a", "text": "b", "quotes": [{"content": [[0, 9]]}]}', "no place in the text"),
        ('{"id": "a", "text": "b", "quotes": [7]}', "does not have the form"),
    ],
)
def test_a_file_that_is_no_gold_is_refused_in_one_sentence(tmp_path: Path, content: str, expected: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReaderError) as error:
        gold.read_quotes(file)
    assert expected in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="cannot be read"):
        gold.read_texts(tmp_path / "none.jsonl")
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReaderError, match="no UTF-8"):
        gold.read_texts(tmp_path / "bytes.jsonl")

"""`python -m tests.evaluation`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from spacy.language import Language

from tests.evaluation import __main__ as command
from tests.evaluation import gold, predict, report
from tests.evaluation.measures import Measure
from tui.analysis import pipeline
from tui.model import Analysis


@pytest.fixture
def own_analyses(nlp: Language, analyses: dict[str, Analysis], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load", lambda: nlp)
    monkeypatch.setattr(command, "analyse_all", lambda _, texts: {text: analyses[text] for text in texts})


@pytest.mark.usefixtures("own_analyses")
def test_without_options_it_scores_all_layers_of_the_own_gold() -> None:
    printed = CliRunner().invoke(command.evaluate, [])
    assert printed.exit_code == 0
    for layer in ("entities", "quotes", "actors", "stances"):
        assert f"{layer} in articles.jsonl" in printed.output
    assert "actors given" in printed.output


@pytest.mark.usefixtures("own_analyses")
def test_one_layer_from_two_views_of_the_same_texts(tmp_path: Path) -> None:
    strict = tmp_path / "strict.jsonl"
    with strict.open("w", encoding="utf-8") as file:
        for line in gold.OWN.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            for quote in record["quotes"]:
                quote.pop("optional", None)
            print(json.dumps(record), file=file)
    printed = CliRunner().invoke(command.evaluate, ["--json", "--quotes", str(gold.OWN), "--quotes", str(strict)])
    lenient, all_of_them = json.loads(printed.stdout)
    assert lenient["layer"] == all_of_them["layer"] == "quotes"
    assert all_of_them["scores"]["content"]["gold"] > lenient["scores"]["content"]["gold"]
    assert lenient["scores"]["content"]["recall"] > all_of_them["scores"]["content"]["recall"]


def test_one_sentence_and_exit_code_2(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["evaluation", "--stances", "no-such-file.jsonl"])
    with pytest.raises(SystemExit) as end:
        command.main()
    assert end.value.code == 2
    assert capsys.readouterr().err == "no-such-file.jsonl cannot be read: No such file or directory.\n"


def test_what_predict_writes_is_gold_on_which_the_same_analysis_is_right(
    analyses: dict[str, Analysis], tmp_path: Path
) -> None:
    file = tmp_path / "quotes.jsonl"
    lines = [
        json.dumps({"id": identifier, "text": text, **predict.quotes(analyses[text])})
        for identifier, text in gold.read_texts(gold.OWN)
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    section = report.quote_section(file.name, [(one, analyses[one.text]) for one in gold.read_quotes(file)])
    assert {row.value.f1 for row in section.rows if isinstance(row.value, Measure)} == {1}


def test_predict_says_in_one_sentence_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert predict.main(["quotes", "no-such-file.jsonl"]) == 2
    assert capsys.readouterr().err == "no-such-file.jsonl cannot be read: No such file or directory.\n"

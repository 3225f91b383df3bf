"""The whole analysis, and the worker process that does it for the app."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tui.analysis import pipeline
from tui.analysis.client import AnalysisClient
from tui.analysis.document import analyse, rules
from tui.analysis.worker import serve
from tui.errors import AnalysisError
from tui.model import Analysis

TEXT = """Harbour vote splits the coalition

Prime Minister Ada Brown rejected the plan on Monday. “We will not pay for this harbour,” Brown said.
"""


def test_an_article_is_analysed(nlp: Language) -> None:
    analysis = analyse(nlp, TEXT)
    assert analysis.engine == pipeline.engine()
    assert [TEXT[slice(*span)].split()[0] for span in analysis.sentences][:2] == ["Harbour", "Prime"]
    assert "Ada Brown" in {TEXT[slice(*entity.span)] for entity in analysis.entities if entity.label == "PERSON"}
    [quote] = [quote for quote in analysis.quotes if quote.kind == "direct"]
    assert TEXT[quote.start : quote.end] == "“We will not pay for this harbour,”"
    speaker = analysis.actor(quote.actor)
    assert speaker is not None
    assert speaker.name == "Ada Brown"


def test_the_components_stand_in_an_order_that_gives_each_what_it_needs(nlp: Language) -> None:
    whole = spacy.blank("en")
    for name in ("tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"):
        whole.add_pipe(name)
    for name in rules(nlp.vocab).pipe_names:
        whole.add_pipe(name)
    analysed: dict[str, Any] = whole.analyze_pipes(pretty=False)
    assert rules(nlp.vocab).pipe_names == list(pipeline.COMPONENTS)
    assert [problem for name in pipeline.COMPONENTS for problem in analysed["problems"][name]] == []


@given(st.text(st.characters(codec=None), max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_is_analysed(nlp: Language, text: str) -> None:
    analysis = analyse(nlp, text)
    spans = [*analysis.sentences, *(entity.span for entity in analysis.entities)]
    spans += [span for quote in analysis.quotes for span in quote.spans]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(text[slice(*span)] == text[slice(*span)].strip() for span in analysis.sentences)


def test_the_worker_answers_each_line(nlp: Language) -> None:
    written: list[dict[str, Any]] = []
    lines = [json.dumps({"id": 1, "text": TEXT}).encode(), b"no json", b'{"id": 3}', b"", b'{"id": 4, "text": ""}']
    serve(nlp, lines, written.append)
    assert written[-4]["analysis"]["schema"] == "reader-analysis/1"
    assert [answer["id"] for answer in written if "error" in answer] == [None, 3]
    assert written[-1]["analysis"]["quotes"] == []
    progress = [answer["progress"] for answer in written if answer.get("id") == 1 and "progress" in answer]
    assert progress
    assert all(done <= total == len(TEXT) for done, total in progress)


def test_the_client_imports_no_spacy() -> None:
    code = "import sys, tui.analysis.client; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_one_client_analyses_several_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    heard: list[tuple[int, int]] = []
    async with AnalysisClient() as client:
        first: Analysis = await client.analyse(TEXT, lambda done, total: heard.append((done, total)))
        again = await client.analyse(TEXT)
        assert first == again
        assert first.quotes
        assert heard[-1][1] == len(TEXT)

        task = asyncio.create_task(client.analyse(TEXT * 400))
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await client.analyse("It rained.") == Analysis(first.engine, sentences=((0, 10),))  # type: ignore[arg-type]


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 5])
async def test_cancelling_twice_is_silent(steps: int) -> None:
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    task = asyncio.create_task(AnalysisClient().analyse(TEXT * 10_000))
    await asyncio.sleep(0.1)
    task.cancel()
    for _ in range(steps):
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(0.1)
    assert complaints == []


def test_an_analysis_does_not_load_the_command_line_of_spacy() -> None:
    code = (
        "import sys; from tui.analysis.document import analyse; from tui.analysis.pipeline import load; "
        "analyse(load(), 'It rained.'); sys.exit('typer' in sys.modules or 'weasel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a shell script as interpreter")
async def test_a_worker_that_dies_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "python"
    script.write_text("#!/bin/sh\nread line\nexit 3\n", encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    async with AnalysisClient() as client:
        with pytest.raises(AnalysisError, match=r"exit code 3\)\.$"):
            await client.analyse(TEXT)


async def test_a_missing_model_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "READER_MODEL", "no_such_pipeline")
    async with AnalysisClient() as client:
        with pytest.raises(AnalysisError, match="READER_MODEL"):
            await client.analyse(TEXT)


def test_two_runs_find_the_same() -> None:
    """Nothing may hang on the order of a set, which differs from run to run."""
    sample = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
    found = {
        subprocess.run(
            [sys.executable, "-m", "tui", "analyze", str(sample)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1

"""The analysis of the project's own gold, made once."""

import pytest
from spacy.language import Language

from tests.evaluation import gold
from tests.evaluation.__main__ import analyse_all
from tui.model import Analysis


@pytest.fixture(scope="session")
def analyses(nlp: Language) -> dict[str, Analysis]:
    """{text: its analysis} of the five articles."""
    return analyse_all(nlp, (text for _, text in gold.read_texts(gold.OWN)))

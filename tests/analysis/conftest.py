"""The language model, loaded once."""

import pytest
from spacy.language import Language

from tui.analysis import pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    return pipeline.load()

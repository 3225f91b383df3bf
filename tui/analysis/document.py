"""The whole analysis of one text: the language model, then the document-level components, then an `Analysis`.

Nothing here imports spaCy before `pipeline.load` has made that import cheap.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.analysis import pipeline
from tui.model import Analysis

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.vocab import Vocab

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
"""They are no characters, and spaCy cannot store them."""


def analyse(nlp: "Language", text: str, progress: Callable[[int, int], None] | None = None) -> Analysis:
    """Reads `text` with the model `nlp` and with the rules.

    `progress(done, total)` is told the characters that the model has read so far.
    """
    from tui.analysis.convert import to_analysis

    doc = pipeline.parse(nlp, _LONE_SURROGATES.sub("\ufffd", text), progress)
    return to_analysis(rules(nlp.vocab)(doc), pipeline.engine())


@lru_cache(maxsize=1)
def rules(vocab: "Vocab") -> "Language":
    """The document-level components as a spaCy pipeline over Docs of this vocabulary."""
    import spacy

    import tui.analysis.actors
    import tui.analysis.entities
    import tui.analysis.quotes
    import tui.analysis.stances  # noqa: F401  (these imports register the components)

    language = spacy.blank("en", vocab=vocab)
    for name in pipeline.COMPONENTS:
        language.add_pipe(name)
    return language

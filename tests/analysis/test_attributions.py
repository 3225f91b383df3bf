"""How candidates are judged, and where their contents may end."""

import pytest
from spacy.language import Language

from tui.analysis import attribution, content_ends, pipeline
from tui.analysis.candidates import candidates
from tui.analysis.layout import Layout


def judged(nlp: Language, text: str, cue: str) -> float:
    """The best score of the candidates of the word `cue`."""
    layout = Layout.of(pipeline.parse(nlp, text))
    groups = [group for group in candidates(layout, everything=True) if group[0].cue.text == cue]
    return max(attribution.score(layout, candidate) for candidate in groups[0])


@pytest.mark.parametrize(
    ("likely", "unlikely", "cue"),
    [
        ("Brown said that the harbour will close.", "We left if Brown said that the harbour will close.", "said"),
        ("Brown promised to open the harbour.", "The boat promised to open the harbour.", "promised"),
    ],
)
def test_the_words_around_a_cue_change_its_odds(nlp: Language, likely: str, unlikely: str, cue: str) -> None:
    assert judged(nlp, likely, cue) > judged(nlp, unlikely, cue)


def test_a_verb_of_saying_beats_a_verb_of_doing(nlp: Language) -> None:
    assert judged(nlp, "Brown denied the claims of the workers.", "denied") > judged(
        nlp, "Brown painted the boats of the workers.", "painted"
    )


def test_every_end_lies_behind_the_head_of_the_content_and_within_the_sentence(nlp: Language) -> None:
    layout = Layout.of(pipeline.parse(nlp, "Brown said that the harbour, which is old, will close, and Lind left. So?"))
    for group in candidates(layout, everything=True):
        for candidate in group:
            if candidate.content is not None and not candidate.contents:
                _, last = layout.bounds(candidate.cue)
                assert all(candidate.content.i < end <= last for end in content_ends.ends(layout, candidate))

"""The regex baseline is a fair one: it finds the plain cases."""

import pytest

from tests.benchmarks import regex_quotes


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue"),
    [
        ("“It is safe,” Ada Brown said.", ["“It is safe,”"], "Ada Brown", "said"),
        ('"It is safe," said Brown.', ['"It is safe,"'], "Brown", "said"),
        ("“It is safe,” she told reporters. “And new.”", ["“It is safe,”", "“And new.”"], "she", "told"),
        ("Ada Brown later added: “It is safe.”", ["“It is safe.”"], "Ada Brown", "added"),
        ("“It is safe,” according to Ada Brown.", ["“It is safe,”"], "Ada Brown", "according to"),
    ],
)
def test_it_finds(text: str, content: list[str], speaker: str, cue: str) -> None:
    (found,) = regex_quotes.find(text)
    assert [text[slice(*span)] for span in found.spans] == content
    assert found.speaker is not None
    assert found.cue is not None
    assert text[slice(*found.speaker)] == speaker
    assert text[slice(*found.cue)] == cue


@pytest.mark.parametrize("text", ["A “safe” harbour.", "Brown said it was safe.", "“It is safe”", ""])
def test_it_does_not_find(text: str) -> None:
    assert regex_quotes.find(text) == []

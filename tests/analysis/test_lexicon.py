"""The word lists hold what the rules expect of them."""

from typing import get_args

from tui.analysis.gazetteer import rows
from tui.analysis.lexicon import WordClass, cues, judgements
from tui.analysis.phrases import groups, roles
from tui.model import Polarity


def test_every_cue_is_well_formed_and_listed_once() -> None:
    listed = [tuple(row) for row in rows("stance_cues.tsv")]
    assert len(listed) == len(set(listed)) > 300
    for row in listed:
        assert len(row) == 5, row
        assert row[1] in get_args(WordClass)
        assert row[2] in get_args(Polarity)
        assert row[0] == row[0].strip()
        assert all(row)


def test_a_cue_has_one_polarity_for_one_target() -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for cue, word_class, polarity, _, arguments in rows("stance_cues.tsv"):
        for argument in arguments.split(","):
            assert seen.setdefault((cue, word_class, argument), polarity) == polarity, (cue, argument)


def test_longer_cues_come_first() -> None:
    lengths = [len(cue.lemmas) for cue in cues()["call"]]
    assert lengths == sorted(lengths, reverse=True)


def test_judgements_say_what_a_speaker_thinks() -> None:
    assert judgements()["unacceptable", "adjective"] == "opposes"
    assert judgements()["hero", "noun"] == "supports"
    assert set(judgements().values()) == {"supports", "opposes"}


def test_roles_and_groups_are_nouns_in_lower_case() -> None:
    for word in roles() | set(groups()):
        assert word == word.lower() == word.strip()
        assert word

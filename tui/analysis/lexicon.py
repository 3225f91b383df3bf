"""The words that carry a stance, read from `data/stance_cues.tsv`, and words of judgement, from `data/judgements.tsv`.

The types follow the event ontology PLOVER and its forerunner CAMEO (Open Event Data Alliance), from whose verb
dictionary many cues come; "supports", "opposes" and "neutral" are their cooperation, conflict and consultation.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Token

from tui.analysis.gazetteer import rows, words
from tui.analysis.inflection import lemma_table
from tui.model import Polarity

WordClass = Literal["verb", "noun", "adjective", "preposition"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that carries a stance, and where its target stands."""

    lemmas: tuple[str, ...]
    word_class: WordClass
    polarity: Polarity
    type: str
    arguments: tuple[str, ...]
    """Any of "obj" (direct object), "comp" (infinitive or clause), "addr" (object asked to do something), "poss"
    (whose ally it is) and prepositions."""


@lru_cache(maxsize=1)
def cues() -> dict[str, tuple[Cue, ...]]:
    """First lemma -> cues, the longest first."""
    found: dict[str, list[Cue]] = {}
    for text, word_class, polarity, type_, arguments in rows("stance_cues.tsv"):
        lemmas = tuple(text.split(" "))
        targets = tuple(arguments.split(","))
        cue = Cue(lemmas, word_class, polarity, type_, targets)  # type: ignore[arg-type]  # closed columns
        found.setdefault(lemmas[0], []).append(cue)
    return {
        first: tuple(sorted(listed, key=lambda cue: (-len(cue.lemmas), cue.arguments != ("addr",))))
        for first, listed in found.items()
    }


@lru_cache(maxsize=1)
def judgements() -> dict[tuple[str, str], Polarity]:
    """(lemma, word class) -> what a speaker thinks of whom he says it: ("unacceptable", "adjective") -> "opposes"."""
    return {(word, word_class): polarity for word, word_class, polarity in rows("judgements.tsv")}  # type: ignore[misc]


@lru_cache(maxsize=1)
def _verb_forms() -> dict[str, str]:
    known = {cue.lemmas[0] for listed in cues().values() for cue in listed if cue.word_class == "verb"}
    known |= {word.split(" ")[0] for word, word_class in judgements() if word_class == "verb"}
    return lemma_table(known | {row[0] for row in rows("verbs.txt")})


def lemma(token: Token) -> str:
    """The base form of `token`, lower case; of the verbs that the rules know by spelling rule, of others as tagged."""
    if token.tag_.startswith("VB") and (known := _verb_forms().get(token.lower_)):
        return known
    return token.lemma_.lower()


FLIPPED: dict[Polarity, Polarity] = {"supports": "opposes", "opposes": "supports", "neutral": "opposes"}
"""What a refusal makes of a stance: refusing to meet somebody opposes him."""

HALTING = words(
    "stop halt end cease withdraw resign quit drop lift abandon refrain leave suspend cancel reverse revoke scrap "
    "retract repeal step release free disband shelve desist"
)
"""Verbs that ask for an act to end: whoever asks it opposes the act."""

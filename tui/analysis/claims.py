"""Finds the places where a cue of the lexicon ties a holder to a target."""

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from tui.analysis.arguments import Arguments, Endpoint
from tui.analysis.claim import UNSURE_TARGET, Claim, Finding
from tui.analysis.lexicon import Cue, WordClass, cues, lemma
from tui.analysis.noun_claims import NounReader
from tui.analysis.polarity import hypothetical
from tui.analysis.verb_claims import VerbReader
from tui.model import Polarity

_CLASSES = {"VERB": ("verb",), "NOUN": ("noun",), "ADJ": ("adjective",), "PROPN": ("noun",)}


class ClaimFinder:
    """Reads one article."""

    def __init__(self, doc: Doc, arguments: Arguments) -> None:
        self.doc = doc
        self.arguments = arguments
        nouns = NounReader(arguments)
        self.readers: dict[WordClass, Callable[[Token, Cue, int], Iterator[Finding]]] = {
            "verb": VerbReader(arguments).read,
            "noun": nouns.noun,
            "adjective": nouns.adjective,
            "preposition": nouns.preposition,
        }

    def find(self) -> Iterator[Claim]:
        """All claims in the order of their cues."""
        listed = cues()
        taken = -1
        for token in self.doc:
            if token.i <= taken:
                continue
            base = lemma(token)
            candidates = listed.get(base, ())
            if token.lower_ != base:
                candidates += listed.get(token.lower_, ())
            for cue in candidates:
                end = self._match(token, cue)
                if not end:
                    continue
                claims = list(self._claims(token, cue, end))
                yield from claims
                if claims or len(cue.lemmas) > 1:
                    taken = max(taken, end - 1)
                    break

    def _match(self, token: Token, cue: Cue) -> int:
        """The token after the cue when it stands at `token`, else 0."""
        if cue.word_class == "preposition":
            words = [part.lower_ for part in self.doc[token.i : token.i + len(cue.lemmas)]]
            return token.i + len(cue.lemmas) if words == list(cue.lemmas) else 0
        fits = cue.word_class in _CLASSES.get(token.pos_, ())
        fits |= cue.word_class == "verb" and token.tag_.startswith("VB")
        fits |= cue.word_class == "adjective" and token.tag_ == "VBN"
        if not fits:
            return 0
        for offset, wanted in enumerate(cue.lemmas[1:], 1):
            if token.i + offset >= len(self.doc):
                return 0
            part = self.doc[token.i + offset]
            if wanted not in (lemma(part), part.lower_):
                return 0
        return token.i + len(cue.lemmas)

    def _claims(self, token: Token, cue: Cue, end: int) -> Iterator[Claim]:
        if hypothetical(token):
            return
        for holder, endpoint, polarity, type_, confidence in self.readers[cue.word_class](token, cue, end):
            if endpoint.actor == holder or not self._sensible(holder, endpoint, polarity, type_):
                continue
            yield Claim(
                holder,
                endpoint,
                polarity,
                type_,
                (token.i, end),
                confidence if endpoint.sure else confidence * UNSURE_TARGET,
            )

    def _sensible(self, holder: str, endpoint: Endpoint, polarity: Polarity, type_: str) -> bool:
        """Deeds and talks need somebody at the other end; a place takes no part in either, a newspaper only listens."""
        if endpoint.actor is None:
            return polarity != "neutral" and type_ not in ("attacks", "withdraws", "allies", "aids", "accuses")
        if polarity == "neutral" and endpoint.actor in self.arguments.media:
            return False
        return not (self.arguments.is_place(holder) or self.arguments.is_place(endpoint.actor))

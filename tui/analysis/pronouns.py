"""Whom "he", "she", "they", "I" and "we" stand for.

Third person: the most recent actor of the right kind, subjects before others, within the last sentences (Lappin and
Leass's salience in its simplest form). First person: the speaker of the quote around it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from tui.analysis.aliases import Cluster
from tui.analysis.gazetteer import words
from tui.analysis.quotation_marks import quotations
from tui.model import Quote

_MALE = words("he him his himself")
_FEMALE = words("she her hers herself")
_PLURAL = words("they them their themselves")
_THING = words("it its itself")
_FIRST = words("i me my mine myself we us our ours ourselves")
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
_READ = frozenset(("nsubj", "nsubj:pass", "obj", "iobj"))
"""Only who acts or is acted upon matters to a stance."""
_ASIDE = frozenset(("nmod:poss", "nmod", "obl", "obj", "conj", "appos"))
_NAMING = frozenset(("flat", "compound", "appos", "nmod:desc"))
_IMPERSONAL = words("seem appear happen turn matter take follow remain become boil depend disgust rain")
_SENTENCES_BACK = 3
_PARTICIPLE = re.compile(r"\s*(?:Saying|Adding|Arguing|Stating|Declaring|Warning)\b[^.!?]{0,20}[,:]\s*")
_PAUSE = 4
"""Characters between two quotes of one speaker, where nothing but a paragraph's end lies between them."""
_CANDIDATES = 40
"""Mentions looked at for one pronoun."""
_PARAGRAPHS_BACK = 4
"""Paragraphs, quoted ones not counted, within which "he said" goes on with whoever spoke before."""


def resolve(doc: Doc, found: list[Cluster], quotes: Sequence[Quote], speakers: Sequence[Cluster | None]) -> None:
    """Adds pronoun mentions to the clusters. `speakers` holds the speaker of each quote, where it is known already."""
    Resolver(doc, found, quotes, speakers).run()


class Resolver:
    """Resolves the pronouns of one article from left to right."""

    def __init__(
        self, doc: Doc, found: list[Cluster], quotes: Sequence[Quote], speakers: Sequence[Cluster | None]
    ) -> None:
        self.doc = doc
        self.quotes = quotes
        self.speakers = list(speakers)
        entries = sorted(
            ((reference.start, reference.end, cluster) for cluster in found for reference in cluster.references),
            key=lambda entry: entry[0],
        )
        self.entries = entries
        self.starts = [entry[0] for entry in entries]
        self.offsets = [doc[start].idx for start in self.starts]
        self.text = doc.text
        self.sentence_of: list[int] = []
        for number, sentence in enumerate(doc.sents):
            self.sentence_of.extend([number] * len(sentence))
        spans = [
            (span.start, span.end, i)
            for i, quote in enumerate(quotes)
            if quote.kind != "indirect"
            for span in quote.spans
        ]
        self.quoted = sorted(spans)
        self.quote_starts = [span[0] for span in self.quoted]
        self.said = sorted(span for quote in quotes for span in quote.spans)
        self.said_starts = [span.start for span in self.said]
        self.marked = quotations(self.text)
        self.marked_starts = [span.start for span in self.marked]
        self.speaking: dict[int, list[int]] = {}
        for i, quote in enumerate(quotes):
            if quote.speaker is not None:
                self.speaking.setdefault(quote.speaker.start, []).append(i)
        self.spoken: list[tuple[int, Cluster]] = []
        """First tokens of the speakers so far, and who they are."""
        self.paragraph_of = self._paragraphs()
        self.resolved: dict[int, Cluster] = {}

    def _paragraphs(self) -> list[int]:
        """For each token the number of its paragraph; one that begins with a quotation counts with that before it."""
        numbers = []
        number = 0
        for token in self.doc:
            numbers.append(number)
            if token.is_space and "\n" in token.text and self._quote_at(token.idx + len(token)) is None:
                number += 1
        return numbers

    def run(self) -> None:
        """Resolves the third person, then the speakers, then the first and the second person."""
        for token in self.doc:
            speaks = token.idx in self.speaking
            if self._is_third_person(token):
                cluster = self._speaker(token) if speaks else self._antecedent(token)
                if cluster is not None:
                    self._note(token, cluster)
            if speaks:
                self._note_speaker(token)
        for i, quote in enumerate(self.quotes):
            if self.speakers[i] is None and quote.speaker is None and quote.kind != "indirect":
                self.speakers[i] = self._implied_speaker(i)
        self._speech_act_persons()

    def _is_third_person(self, token: Token) -> bool:
        word = token.lower_
        if token.dep_ not in _READ or (word == "it" and not _acts(token)):
            return False
        return word in _MALE or word in _FEMALE or word in _PLURAL or word in _THING

    def _note_speaker(self, token: Token) -> None:
        """Gives the quotes whose speaker begins at `token` their actor, and remembers who spoke."""
        for i in self.speaking[token.idx]:
            cluster = self.speakers[i] = self.speakers[i] or self.resolved.get(token.i)
            if cluster is not None:
                self.spoken.append((token.i, cluster))

    def _speaker(self, token: Token) -> Cluster | None:
        """Whom a pronoun means that speaks: the person who spoke before, unless somebody else has acted since."""
        word = token.lower_
        if word not in _MALE and word not in _FEMALE:
            return self._antecedent(token)
        position = bisect_right(self.starts, token.i) - 1
        earliest = self.paragraph_of[token.i] - _PARAGRAPHS_BACK
        spoke = next(
            ((i, cluster) for i, cluster in reversed(self.spoken[-_CANDIDATES:]) if _agrees(word, cluster)), None
        )
        if spoke is not None and self.paragraph_of[spoke[0]] < earliest:
            spoke = None
        for start, end, cluster in reversed(self.entries[max(0, position + 1 - _CANDIDATES) : position + 1]):
            if self.paragraph_of[start] < earliest or (spoke is not None and start <= spoke[0]):
                break
            if end > token.i or not _agrees(word, cluster) or self._is_said(self.doc[start].idx):
                continue
            if self._acts(start, end) or self.sentence_of[start] == self.sentence_of[token.i]:
                return cluster
        return spoke[1] if spoke is not None else self._antecedent(token)

    def _acts(self, start: int, end: int) -> bool:
        """Whether the mention is, or is part of, the subject of a clause: "Prime Minister Ada Brown"."""
        root = self.doc[start:end].root
        while root.dep_ in _NAMING and root.head.i != root.i:
            root = root.head
        return root.dep_ in _SUBJECTS

    def _is_said(self, offset: int) -> bool:
        """Whether the character stands in a quote or in quotation marks."""
        for starts, spans in ((self.said_starts, self.said), (self.marked_starts, self.marked)):
            position = bisect_right(starts, offset) - 1
            if position >= 0 and spans[position].end > offset:
                return True
        return False

    def _speech_act_persons(self) -> None:
        """In a quote, "I" and "we" are its speaker; "you" is whom the speaker calls by name."""
        addressed: Cluster | None = None
        for token in self.doc:
            word = token.lower_
            if token.dep_ not in _READ or token.text == "US" or (word not in _FIRST and word != "you"):
                continue
            inside = self._quote_at(token.idx)
            speaker = self.speakers[inside] if inside is not None else None
            if speaker is None:
                continue
            if word != "you":
                self._note(token, speaker)
                continue
            addressed = self._called(token) or addressed
            if addressed is not None and addressed is not speaker:
                self._note(token, addressed)

    def _implied_speaker(self, i: int) -> Cluster | None:
        """Who speaks a quote that names nobody: whoever acted last before "Saying,", or spoke just before."""
        quote = self.quotes[i]
        before = self.text[max(0, quote.start - 40) : quote.start].rsplit("\n", 1)[-1]
        if _PARTICIPLE.fullmatch(before):
            position = bisect_left(self.offsets, quote.start)
            for start, end, cluster in self.entries[max(0, position - 12) : position][::-1]:
                if cluster.kind == "person" and self.doc[start:end].root.dep_ not in _ASIDE:
                    return cluster
        if i and self.quotes[i - 1].kind != "indirect" and quote.start - self.quotes[i - 1].end < _PAUSE:
            return self.speakers[i - 1]
        return None

    def _called(self, token: Token) -> Cluster | None:
        """The person called by name just before: "Mr. Biden, you ..."."""
        position = bisect_right(self.starts, token.i) - 1
        if position >= 0:
            _, end, cluster = self.entries[position]
            if cluster.kind == "person" and end + 1 == token.i and self.doc[end].text == ",":
                return cluster
        return None

    def _note(self, token: Token, cluster: Cluster) -> None:
        cluster.add(token.i, token.i + 1, "pronoun")
        self.resolved[token.i] = cluster

    def _quote_at(self, offset: int) -> int | None:
        position = bisect_right(self.quote_starts, offset) - 1
        if position >= 0 and self.quoted[position][1] > offset:
            return self.quoted[position][2]
        return None

    def _antecedent(self, token: Token) -> Cluster | None:
        word = token.lower_
        sentence = self.sentence_of[token.i]
        inside = self._quote_at(token.idx)
        best: Cluster | None = None
        highest = 0.0
        position = bisect_right(self.starts, token.i) - 1
        for step in range(min(position + 1, _CANDIDATES)):
            start, end, cluster = self.entries[position - step]
            back = sentence - self.sentence_of[start]
            if back > _SENTENCES_BACK:
                break
            if end > token.i or not _agrees(word, cluster):
                continue
            if (
                inside is not None
                and self._quote_at(self.doc[start].idx) != inside
                and cluster is self.speakers[inside]
            ):
                continue
            score = self._salience(token, start, end, back)
            if score > highest:
                best, highest = cluster, score
        previous = self._previous(token, word, sentence)
        if previous is not None and previous[1] >= highest:
            return previous[0]
        return best

    def _previous(self, token: Token, word: str, sentence: int) -> tuple[Cluster, float] | None:
        """The actor of an earlier pronoun of the same kind in this sentence or the one before."""
        for i in range(token.i - 1, max(-1, token.i - 60), -1):
            cluster = self.resolved.get(i)
            if cluster is None or not _same_kind(word, self.doc[i].lower_):
                continue
            back = sentence - self.sentence_of[i]
            if back > 1:
                return None
            return cluster, self._salience(token, i, i + 1, back)
        return None

    def _salience(self, token: Token, start: int, end: int, back: int) -> float:
        span = self.doc[start:end]
        root = span.root
        score = (100.0, 70.0, 40.0, 15.0)[back]
        if root.dep_ in _SUBJECTS:
            score += 50
        elif root.dep_ == "nmod:poss":
            score += 10
        elif root.dep_ in ("obj", "iobj"):
            score += 20
        if back == 0 and root.head == token.head and token.dep_ in ("obj", "iobj") and root.dep_ in _SUBJECTS:
            return 0.0
        if back == 0 and token.dep_ in _SUBJECTS and root.head == token.head:
            return 0.0
        score -= min(20.0, (token.i - end) / 3)
        return score


def _acts(it: Token) -> bool:
    """Whether "it" does something; "it is time to", "it was said that" and "it seems" stand for nobody."""
    verb = it.head
    if it.dep_ != "nsubj" or verb.pos_ != "VERB" or verb.lemma_.lower() in _IMPERSONAL:
        return False
    return not any(child.dep_ in ("csubj", "expl") for child in verb.children)


def _agrees(word: str, cluster: Cluster) -> bool:
    if word in _MALE:
        return cluster.kind == "person" and cluster.gender != "f"
    if word in _FEMALE:
        return cluster.kind == "person" and cluster.gender != "m"
    if word in _PLURAL:
        return cluster.kind in ("group", "party", "organisation") and not cluster.place
    return cluster.kind in ("country", "organisation", "party") and not cluster.place


def _same_kind(word: str, other: str) -> bool:
    return any(word in kind and other in kind for kind in (_MALE, _FEMALE, _PLURAL, _THING))

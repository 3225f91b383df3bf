"""Trees in the CLEAR style, as spaCy's own English models give them, made into Universal Dependencies.

The rules of this program read Universal Dependencies. In the CLEAR style a preposition heads its object, "be" heads
its predicate, the second of three conjuncts heads the third, and labels have other names. Here heads move and labels
change; no word leaves its sentence, and a tree without crossing arcs stays one. Tags decide, never parts of speech.

Sources: the labels of the CLEAR style (Choi & Palmer 2012, "Guidelines for the CLEAR Style Constituent to Dependency
Conversion"), Universal Dependencies, version 2 (de Marneffe, Manning, Nivre & Zeman 2021), and the head moves between
the two (Schuster & Manning 2016, "Enhanced English Universal Dependencies").

Left as they are, because no rule asks: names, whose last word is the head (`compound`, not `flat`), the place of
punctuation, and fixed expressions ("because of" is two `case` words).
"""

from collections.abc import Iterable

import numpy
from spacy.language import Language
from spacy.tokens import Doc

UNIVERSAL = {
    "acomp": "xcomp",  # behind "be" it becomes the head
    "agent": "obl:agent",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "obj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "obl",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
"""CLEAR label -> label of Universal Dependencies; labels that both have are left out."""

_UNDER_NOUNS = {"prep": "nmod", "pobj": "nmod", "pcomp": "acl", "npadvmod": "nmod:unmarked"}
"""What else these become when they depend on a noun."""
_PREPOSITIONS = frozenset(["prep", "agent", "dative"])
_ADVERBIAL = _PREPOSITIONS | {"advmod", "npadvmod", "prt", "mark", "quantmod"}
"""Labels of a preposition that say no more of its object than that a preposition joins it."""
_NOMINAL = ("NN", "PRP", "WP", "WDT", "CD", "DT", "PDT", "EX", "$")
"""How the Penn tags of nouns and what stands for them begin."""
_BE = frozenset(["be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m", "ai"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_OTHER_PREDICATES = frozenset(["expl", "ccomp", "xcomp", "csubj"])
"""What "be" has when a phrase with a preposition beside it is no predicate: "the aim in Paris is to win"."""


def is_clear_style(labels: Iterable[str]) -> bool:
    """Whether a parser with these labels gives trees in the CLEAR style."""
    return "pobj" in labels


@Language.component("reader_clear_style", requires=["token.dep", "token.tag"], assigns=["token.dep", "token.head"])
def reader_clear_style(doc: Doc) -> Doc:
    """Rewrites heads and labels of `doc`, which stand in the CLEAR style; sentences stay as they are."""
    if not len(doc):
        return doc
    tree = _Tree(doc)
    tree.raise_objects_of_prepositions()
    tree.name_what_prepositions_join()
    tree.raise_predicates()
    tree.lower_subjects_of_complements()
    tree.join_conjuncts_to_the_first()
    tree.rename()
    steps = numpy.array([head - token for token, head in enumerate(tree.heads)], dtype="int64").astype("uint64")
    labels = numpy.array([doc.vocab.strings.add(label) for label in tree.labels], dtype="uint64")
    # from_array also sets the sentences anew, one for each root
    doc.from_array(["HEAD", "DEP"], numpy.stack([steps, labels], axis=1))  # type: ignore[arg-type]  # wants thinc's type
    return doc


class _Tree:
    """The trees of one Doc while they change."""

    def __init__(self, doc: Doc) -> None:
        self.tags = [token.tag_ for token in doc]
        self.words = [token.lower_ for token in doc]
        self.heads = [token.head.i for token in doc]
        self.labels = [token.dep_ for token in doc]
        self.below: list[set[int]] = [set() for _ in doc]
        for token in doc:
            if token.head.i != token.i:
                self.below[token.head.i].add(token.i)

    def labelled(self, head: int, *labels: str) -> list[int]:
        """The children of `head` with one of these labels, from left to right."""
        return sorted(child for child in self.below[head] if self.labels[child] in labels)

    def attach(self, child: int, head: int) -> None:
        """Makes `child` depend on `head`."""
        self.below[self.heads[child]].discard(child)
        self.heads[child] = head
        if child != head:
            self.below[head].add(child)

    def swap(self, child: int, head: int, label: str) -> None:
        """Puts `child` in the place of its head, with all that depends on that; the head becomes its `label`."""
        above = self.heads[head]
        for other in list(self.below[head]):
            if other != child:
                self.attach(other, child)
        self.attach(child, child if above == head else above)
        self.attach(head, child)
        self.labels[head] = label

    def is_nominal(self, token: int) -> bool:
        return self.tags[token].startswith(_NOMINAL)

    def is_verb(self, token: int) -> bool:
        return self.tags[token].startswith(("VB", "MD"))

    def raise_objects_of_prepositions(self) -> None:
        """ "in Paris": "Paris" becomes the head and "in" its `case`; before a clause ("of lying") a `mark`.

        The inner of two prepositions comes first: "from inside the house".
        """
        raised: set[int] = set()
        for word in reversed(range(len(self.words))):
            label = self.labels[word]
            if label not in _PREPOSITIONS and self.tags[word] not in ("IN", "TO"):
                continue
            objects = self.labelled(word, "pobj") or self.labelled(word, "pcomp")
            if not objects and label in _PREPOSITIONS:
                objects = [child for child in self.labelled(word, "prep") if child in raised and child > word]
            if not objects:
                continue
            joined = objects[0]
            clause = self.labels[joined] == "pcomp" and (
                self.is_verb(joined) or bool(self.labelled(joined, *_SUBJECTS, "attr", "acomp"))
            )
            self.swap(joined, word, "mark" if clause else "case")
            if label == "agent" and not clause:
                self.labels[joined] = "agent"
            elif label == "pcomp":
                self.labels[joined] = "pcomp" if clause else "pobj"
            elif label in _ADVERBIAL:
                self.labels[joined] = "pcomp" if clause else "prep"
            else:
                self.labels[joined] = label
            raised.add(joined)

    def name_what_prepositions_join(self) -> None:
        """Tells `obl` from `nmod` and `advcl` from `acl` by the tag of the head, while "be" still is one."""
        for token, label in enumerate(self.labels):
            if label in _UNDER_NOUNS:
                nominal = self.is_nominal(self.heads[token]) and self.heads[token] != token
                self.labels[token] = _UNDER_NOUNS[label] if nominal else UNIVERSAL[label]
            elif label == "dative" and self.labelled(self.heads[token], "dobj", "ccomp"):
                self.labels[token] = "iobj"

    def raise_predicates(self) -> None:
        """ "was a mistake": "mistake" becomes the head and "was" its `cop`; "there is a way": "way" is the subject."""
        for word, label in enumerate(self.labels):
            if self.words[word] not in _BE or not self.is_verb(word) or label in ("aux", "auxpass", "cop"):
                continue
            predicates = self.labelled(word, "attr", "acomp")
            if predicates and any(self.words[child] == "there" for child in self.labelled(word, "expl")):
                self.labels[predicates[0]] = "nsubj"
                continue
            if not predicates and not self.labelled(word, *_OTHER_PREDICATES):
                predicates = [
                    child for child in self.labelled(word, "obl") if child > word and self.labelled(child, "case")
                ]
            if predicates:
                behind = [child for child in predicates if child > word]
                predicate = (behind or predicates)[0]
                self.swap(predicate, word, "cop")
                self.labels[predicate] = label

    def lower_subjects_of_complements(self) -> None:
        """ "expects [them to leave]", "calls [him a liar]": the subject becomes the object of the verb in front."""
        for clause, label in enumerate(self.labels):
            verb = self.heads[clause]
            if label not in ("ccomp", "oprd") or self.labelled(verb, "dobj", "obj"):
                continue
            subjects = [child for child in self.labelled(clause, *_SUBJECTS) if verb < child < clause]
            if not subjects or min(self.below[clause]) != subjects[0] or not self._is_open(clause):
                continue
            self.attach(subjects[0], verb)
            self.labels[subjects[0]], self.labels[clause] = "obj", "oprd"

    def _is_open(self, clause: int) -> bool:
        """Whether `clause` is an infinitive with "to", or no verb and without "be"."""
        if any(self.tags[child] == "TO" for child in self.labelled(clause, "aux")):
            return True
        bare = not self.is_verb(clause) or self.tags[clause] == "VBN"
        return bare and not self.labelled(clause, "cop", "aux", "auxpass", "mark")

    def join_conjuncts_to_the_first(self) -> None:
        """ "A, B and C": "B" and "C" depend on "A", and "and" on what follows it."""
        for word, label in enumerate(self.labels):
            if label == "cc":
                self._join_to_the_next(word)
        for word, label in enumerate(self.labels):
            before = self.heads[word]
            first = self.heads[before]
            if not (label == self.labels[before] == "conj" and first < before < word):
                continue
            behind = [child for child in self.below[before] if child >= word]
            if all(self.labels[child] in ("conj", "cc", "punct") for child in behind):  # else arcs would cross
                for child in behind:
                    self.attach(child, first)

    def _join_to_the_next(self, word: int) -> None:
        head = self.heads[word]
        between: list[int] = []
        for child in sorted(child for child in self.below[head] if child > word > head):
            if self.labels[child] == "conj":
                for part in (word, *between):
                    self.attach(part, child)
                return
            if self.labels[child] not in ("punct", "cc"):
                return
            between.append(child)

    def rename(self) -> None:
        """Gives every label its universal name."""
        for token, label in enumerate(self.labels):
            if label == "aux" and self.tags[token] == "TO":
                self.labels[token] = "mark"
            else:
                self.labels[token] = UNIVERSAL.get(label, label)

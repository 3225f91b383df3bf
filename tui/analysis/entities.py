"""Names, made consistent over a whole article: the NER reads a sentence, these rules read all of them."""

from collections import Counter, defaultdict

from spacy.language import Language
from spacy.tokens import Doc, Span

from tui.analysis import gazetteer, known_names, name_edges, name_patterns
from tui.analysis.name_edges import Name
from tui.analysis.name_hints import hints

_DAYS = gazetteer.words(
    "Anzac Armistice Army Bastille Boxing Christmas Columbus Constitution Earth Election Flag Freedom Inauguration "
    "Independence Judgement Judgment Labor Labour Liberation Martyrs May Memorial National New Patriots Remembrance "
    "Republic Thanksgiving Unity Valentine Veterans Victory Women World"
)
"""First words of days: nobody is called "Independence Day"."""


def find(doc: Doc) -> list[Name]:
    """The entities of `doc`: what the NER found (`doc.ents`), corrected and completed; in order, none overlapping."""
    names = [name for entity in doc.ents for name in name_edges.bounded(doc, entity.start, entity.end, entity.label_)]
    known = list(known_names.matches(doc))
    names = [name for name in names if not _is_no_name(doc, *name)]
    patterns = [(start, end, "ORG") for start, end in name_patterns.organisations(doc)]
    patterns += name_patterns.places(doc)
    titled = [(start, end, "PERSON") for start, end in name_patterns.titled(doc)]
    names = _overlaid(doc, names, patterns, titled, known)
    names = _consistent(doc, names, {(start, end) for start, end, _ in known})
    return name_edges.with_articles(doc, names)


@Language.component("reader_entities", requires=["doc.ents", "token.pos"], assigns=["doc.ents"])
def reader_entities(doc: Doc) -> Doc:
    """Rewrites `doc.ents`."""
    doc.ents = [Span(doc, start, end, label) for start, end, label in find(doc)]
    return doc


def _is_no_name(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether the NER took a common acronym such as "CEO", a lone "the Agency" or a day of the year for a name."""
    if doc[end - 1].text == "Day" and doc[start].text in _DAYS:
        return True
    if end - start > 1 or label not in ("ORG", "PERSON", "GPE", "LOC"):
        return False
    text = doc[start].text
    owned = start > 0 and (doc[start - 1].tag_ == "POS" or known_names.labels().get(doc[start - 1].text))
    lone = text in name_patterns.HEADS and text not in known_names.labels() and not owned
    return lone or text in known_names.common_acronyms()


class _Layers:
    """Names over tokens; what is placed later takes the place of all that it touches."""

    def __init__(self, doc: Doc) -> None:
        self._held: list[Name | None] = [None] * len(doc)

    def place(self, name: Name) -> None:
        for other in self.around(name[0], name[1]):
            self._held[other[0] : other[1]] = [None] * (other[1] - other[0])
        self._held[name[0] : name[1]] = [name] * (name[1] - name[0])

    def around(self, start: int, end: int) -> set[Name]:
        """The names that share a token with `start` to `end`."""
        return {name for name in self._held[start:end] if name is not None}

    def names(self) -> list[Name]:
        return [
            name
            for index, name in enumerate(self._held)
            if name is not None and (index == 0 or self._held[index - 1] != name)
        ]


def _overlaid(doc: Doc, names: list[Name], patterns: list[Name], titled: list[Name], known: list[Name]) -> list[Name]:
    """Puts the layers of evidence over each other: the NER, heads such as "Ministry", closed lists, titles."""
    layers = _Layers(doc)
    for name in names:
        layers.place(name)
    for start, end, label in patterns:
        rivals = [other for other in layers.around(start, end) if other[2] in (label, "ORG")]
        if label == "ORG":
            settled = any(other[0] <= start and other[1] >= end for other in rivals)
        else:
            settled = any(_covers(other, (start, end, label)) for other in layers.around(start, end))
        if not settled:
            layers.place((min([start, *(o[0] for o in rivals)]), max([end, *(o[1] for o in rivals)]), label))
    for name in known:
        start, end, label = name
        longer = [o for o in layers.around(start, end) if o[0] <= start and o[1] >= end and o[1] - o[0] > end - start]
        mistaken = longer and longer[0][2] == "PERSON" and label in ("GPE", "ORG") and end - start > 1
        if mistaken or not longer or longer[0][2] == "NORP":
            layers.place(name)
    for start, end, label in titled:
        rivals = list(layers.around(start, end))
        organisation = any(other[2] == "ORG" and other[1] > end for other in rivals)
        if organisation or known_names.labels().get(doc[start].text) in ("GPE", "NORP"):
            continue
        people = [other for other in rivals if other[2] == "PERSON" and other[0] <= start]
        layers.place((start, max([end, *(other[1] for other in people)]), label))
    return layers.names()


def _covers(other: Name, place: Name) -> bool:
    """Whether `other` may stand where a pattern sees a place: a longer name, a place, or a person called Park."""
    longer = other[1] - other[0] > place[1] - place[0]
    return other[0] <= place[0] and other[1] >= place[1] and (longer or other[2] not in ("ORG", "NORP"))


def _consistent(doc: Doc, names: list[Name], known: set[tuple[int, int]]) -> list[Name]:
    """One label for one name throughout, and the same name found wherever it stands."""
    listed = known_names.labels()
    short = name_patterns.acronyms(doc, names)
    people: Counter[str] = Counter()
    for start, end, label in names:
        if label == "PERSON" and end - start > 1 and doc[end - 1].text not in name_patterns.HEADS:
            for index in {start, end - 1}:
                if len(doc[index].text) > 2 and doc[index].text not in listed:
                    people[doc[index].text] += 1
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for start, end, label in names:
        if (start, end) not in known:
            text = _key(doc, start, end)
            votes[text][label] += 2
            for hinted, weight in hints(doc, start, end):
                votes[text][hinted] += weight
    decided: dict[str, str] = {}
    for text, count in votes.items():
        if text in short:
            decided[text] = short[text]
        elif text in people:
            decided[text] = "PERSON"
        elif text.split()[-1] in name_patterns.HEADS and " " in text:
            decided[text] = "ORG"
        else:
            decided[text] = max(count, key=lambda label: count[label])
    decided |= {text: label for text, label in short.items() if text not in listed}
    found = []
    for start, end, label in names:
        text = _key(doc, start, end)
        settled = label if (start, end) in known and text not in people else decided.get(text, label)
        found.append((start, end, settled))
    return _completed(doc, found, decided | dict.fromkeys(people, "PERSON"), votes)


def _key(doc: Doc, start: int, end: int) -> str:
    return " ".join(token.text for token in doc[start:end])


def _completed(
    doc: Doc, names: list[Name], decided: dict[str, str], votes: defaultdict[str, Counter[str]]
) -> list[Name]:
    """Adds the occurrences of decided names that the NER left out."""
    by_first: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for text, label in decided.items():
        words = tuple(text.split(" "))
        surely = label == "PERSON" or len(words) > 1 or sum(votes[text].values()) >= 4 or words[0].isupper()
        if surely and text[:1].isupper() and len(text) > 1 and label != "EVENT":
            by_first[words[0]].append((words, label))
    names = _extended(doc, names, by_first)
    taken = [False] * len(doc)
    for start, end, _ in names:
        for index in range(start, end):
            taken[index] = True
    found = list(names)
    for token in doc:
        options = by_first.get(token.text)
        if not options or taken[token.i]:
            continue
        for words, label in sorted(options, key=lambda option: -len(option[0])):
            end = token.i + len(words)
            if end > len(doc) or any(taken[token.i : end]):
                continue
            proper = token.pos_ == "PROPN" or token.is_upper
            if len(words) == 1 and (not proper or _is_part(doc, token.i)):
                continue
            if all(doc[token.i + number].text == word for number, word in enumerate(words)):
                found.append((token.i, end, label))
                for index in range(token.i, end):
                    taken[index] = True
                break
    return sorted(found)


def _extended(doc: Doc, names: list[Name], by_first: dict[str, list[tuple[tuple[str, ...], str]]]) -> list[Name]:
    """Gives each part of a longer name that the article has elsewhere too the extent of that name."""
    found: list[Name] = []
    for start, end, label in names:
        for first in range(max(0, start - 3, found[-1][1] if found else 0), start + 1):
            for words, longer_label in by_first.get(doc[first].text, ()):
                last = first + len(words)
                longer = last >= end and last - first > end - start and longer_label == label
                if longer and tuple(token.text for token in doc[first:last]) == words:
                    start, end = first, last
        if not found or found[-1][1] <= start:
            found.append((start, end, label))
    return found


def _is_part(doc: Doc, index: int) -> bool:
    """Whether another capitalised word goes on with the name at `index`."""
    return index + 1 < len(doc) and name_patterns.is_capitalised(doc[index + 1]) and doc[index + 1].pos_ == "PROPN"

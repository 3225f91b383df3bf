"""Puts the names of one article together: "Recep Tayyip Erdoğan", "Erdogan" and "Mr Erdogan" are one actor.

Countries answer to their names, demonyms, seats of government and well-known metonyms; persons to parts of their full
name; organisations to shortened names and acronyms. Everything is decided within the article, in the order of the text.
"""

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from tui.analysis.countries import acts_as_seat, overlooked_countries
from tui.analysis.gazetteer import Alias, alias, fold, parties, words
from tui.analysis.names import (
    BODIES,
    acronyms,
    core_words,
    fit,
    gender_of,
    is_short_form,
    is_titled_person,
    misspelt,
    organisation_words,
    person_words,
    without_titles,
)
from tui.model import ActorKind, MentionKind

_PARTY = re.compile(r"\b(party|democrats|republicans|conservatives|greens|tories|likud|hamas|fatah)\b", re.IGNORECASE)
_NO_NAMES = words(
    "i we you he she it they me him her them my our your his its their first second third fourth fifth sixth seventh "
    "chair speaker president minister mp mps chancellor pro-chancellor"
)
"""Words that a language model may take for names where they begin a sentence or carry a capital."""
_CANDIDATES = 20
"""Organisations of like name that are compared with one."""
_MAX_ACTORS = 2000
"""Names beyond this many are left alone, so that a word list read as an article takes no quadratic time."""


@dataclass(slots=True)
class Reference:
    """Tokens `start` to `end` (exclusive) that refer to somebody."""

    start: int
    end: int
    kind: MentionKind


@dataclass(slots=True, eq=False)
class Cluster:
    """Everything known about one actor while the article is being read."""

    name: str
    kind: ActorKind
    references: list[Reference] = field(default_factory=list)
    names: set[tuple[str, ...]] = field(default_factory=set)
    """Folded words of each of its names."""
    roles: set[str] = field(default_factory=set)
    """Offices and positions that the text gives a person: "president", "foreign minister"."""
    of: set[str] = field(default_factory=set)
    """Names of the countries and organisations in which the person holds them."""
    gender: str = ""
    """"m", "f" or unknown."""
    place: bool = False
    """Every mention so far is a location."""

    def add(self, start: int, end: int, kind: MentionKind) -> None:
        """Notes one more mention."""
        self.references.append(Reference(start, end, kind))


def clusters(doc: Doc) -> list[Cluster]:
    """The named actors of `doc`, from `doc.ents`, in the order of their first mention."""
    book = _Book()
    entities = _split(doc)
    people = [entity for entity in entities if entity.label_ == "PERSON"]
    people = [entity for entity in people if fold(entity[-1].text) not in BODIES]
    for entity in sorted(people, key=lambda entity: -len(person_words(entity))):
        book.person(entity)
    for entity in entities:
        if entity.label_ != "PERSON" or fold(entity[-1].text) in BODIES:
            book.other(entity)
    for start, end, known in overlooked_countries(doc):
        book.country(doc[start:end], known)
    for token in doc:
        if not token.ent_type_ and token.pos_ == "PROPN" and len(token) > 3 and token.text[0].isupper():
            person = book.by_surname(fold(token.text))
            if person is not None:
                person.add(token.i, token.i + 1, "name")
    for cluster in book.found:
        cluster.references.sort(key=lambda reference: reference.start)
    return sorted((cluster for cluster in book.found if cluster.references), key=lambda c: c.references[0].start)


def _split(doc: Doc) -> list[Span]:
    """The entities in order; one that is two other names side by side counts as both ("Smith Labour" leader)."""
    entities = sorted((entity for entity in doc.ents if entity.text.lower() not in _NO_NAMES), key=lambda e: e.start)
    labels = {entity.text.removeprefix("the ").removeprefix("The "): entity.label_ for entity in entities}
    found = []
    for entity in entities:
        halves = []
        cuts = range(entity.start + 1, min(entity.end, entity.start + 8)) if entity.label_ == "ORG" else ()
        for cut in cuts:
            left, right = doc[entity.start : cut].text, doc[cut : entity.end].text
            if left in labels and right in labels and not alias(left):
                halves = [
                    Span(doc, entity.start, cut, label=labels[left]),
                    Span(doc, cut, entity.end, label=labels[right]),
                ]
        found += halves or [entity]
    return found


class _Book:
    def __init__(self) -> None:
        self.found: list[Cluster] = []
        self.countries: dict[str, Cluster] = {}
        self.people_by_word: dict[str, list[Cluster]] = {}
        self.people_by_spelling: dict[str, list[Cluster]] = {}
        self.people_by_initials: dict[str, list[Cluster]] = {}
        self.organisations: dict[tuple[str, ...], Cluster] = {}
        self.by_acronym: dict[str, Cluster] = {}
        self.by_first: dict[str, list[Cluster]] = {}
        self.by_last: dict[str, list[Cluster]] = {}
        self.by_core: dict[frozenset[str], list[Cluster]] = {}

    def person(self, entity: Span) -> None:
        start, end = without_titles(entity)
        words = person_words(entity)
        if not words:
            return
        cluster = self._known_person(words)
        if cluster is None and len(words) == 1:
            cluster = self.by_initials(entity.text)
        if cluster is None:
            if len(self.found) >= _MAX_ACTORS:
                return
            cluster = Cluster(entity.doc[start:end].text, "person")
            self.found.append(cluster)
        if words not in cluster.names:
            cluster.names.add(words)
            for word in words:
                peers = self.people_by_word.setdefault(word, [])
                if cluster not in peers:
                    peers.append(cluster)
            if len(words) > 2:
                peers = self.people_by_initials.setdefault("".join(word[0] for word in words), [])
                if cluster not in peers:
                    peers.append(cluster)
            if len(words[-1]) >= 7:
                for spelling in (words[-1], *misspelt(words[-1])):
                    self.people_by_spelling.setdefault(spelling, []).append(cluster)
        cluster.add(start, end, "name")
        cluster.gender = cluster.gender or gender_of(entity)

    def _known_person(self, words: tuple[str, ...]) -> Cluster | None:
        """The person whose full name contains `words`, the surname first; or one whose spelling differs by a letter."""
        best: Cluster | None = None
        rank = 0
        for cluster in self.people_by_word.get(words[-1], []):
            for full in cluster.names:
                score = fit(words, full)
                if score > rank:
                    best, rank = cluster, score
        if best is None and len(words[-1]) >= 7:
            for spelling in (words[-1], *misspelt(words[-1])):
                for cluster in self.people_by_spelling.get(spelling, []):
                    if any(len(words) == 1 or words[0] == full[0] for full in cluster.names):
                        return cluster
        return best

    def other(self, entity: Span) -> None:
        if entity.label_ == "EVENT":
            return
        wider = entity.doc[entity.start : min(entity.end + 1, len(entity.doc))]
        for span in (wider, entity) if wider[-1].is_alpha else (entity,):
            if known := alias(span.text):
                self.country(span, known)
                return
        if entity.label_ == "ORG" and is_titled_person(entity):
            self.person(entity)
            return
        words = organisation_words(entity.text)
        if not words:
            return
        person = self.by_surname(words[0]) if entity.label_ in ("GPE", "ORG") else None
        if len(words) == 1 and (person := person or self.by_initials(entity.text)):
            person.add(entity.start, entity.end, "name")
            return
        adjective = entity.label_ == "NORP" and len(words) == 1
        cluster = self.organisations.get(words) if adjective else self._known_organisation(words, entity.text)
        if cluster is None:
            if len(self.found) >= _MAX_ACTORS:
                return
            cluster = Cluster(entity.text, _kind(entity), place=entity.label_ in ("GPE", "LOC"))
            self.found.append(cluster)
            self.organisations[words] = cluster
            self.by_first.setdefault(words[0], []).append(cluster)
            self.by_last.setdefault(words[-1], []).append(cluster)
            self.by_core.setdefault(core_words(words)[0], []).append(cluster)
            for acronym in acronyms(entity):
                self.by_acronym.setdefault(acronym, cluster)
        elif len(entity.text) > len(cluster.name) and not entity.text.isupper():
            cluster.name = entity.text
            self.organisations[words] = cluster
            for acronym in acronyms(entity):
                self.by_acronym.setdefault(acronym, cluster)
        start = entity.start + (entity[0].lower_ == "the" and len(entity) > 1)
        cluster.add(start, entity.end, "adj" if entity.label_ == "NORP" and entity.root.pos_ == "ADJ" else "name")

    def by_surname(self, word: str) -> Cluster | None:
        peers = [c for c in self.people_by_word.get(word, []) if any(full[-1] == word for full in c.names)]
        if not peers:
            peers = [c for c in self.people_by_word.get(word, []) if any(word in full[1:] for full in c.names)]
            peers = peers if len(peers) == 1 else []
        return peers[0] if peers else None

    def by_initials(self, text: str) -> Cluster | None:
        """The person whose initials, three or more, `text` gives: "AMLO", "JFK"."""
        letters = text.replace(".", "")
        if not text.isupper() or letters in self.by_acronym or fold(letters) in parties():
            return None
        alike = self.people_by_initials.get(fold(letters), [])
        return alike[0] if len(alike) == 1 else None

    def _known_organisation(self, words: tuple[str, ...], text: str) -> Cluster | None:
        if words in self.organisations:
            return self.organisations[words]
        if len(words) == 1:
            letters = text.replace(".", "")
            if letters.isupper() and letters in self.by_acronym:
                return self.by_acronym[letters]
        if alike := self._same_body(words):
            return alike
        shorter = [c for c in self.by_first.get(words[0], []) if is_short_form(words, organisation_words(c.name))]
        if not shorter:
            shorter = [
                c
                for c in self.by_last.get(words[-1], [])
                if len(words) == 1 and len(organisation_words(c.name)) <= 3 and c.kind != "country" and not c.place
            ]
        return shorter[-1] if len(shorter) == 1 else None

    def _same_body(self, words: tuple[str, ...]) -> Cluster | None:
        """The one body whose name turns the words round or leaves some out: "State Department", "Supreme Court"."""
        core, lands = core_words(words)
        if len(core) < 2:
            return None
        alike = []
        for peers in (self.by_last.get(words[-1], []), self.by_core.get(core, [])):
            for cluster in peers[:_CANDIDATES]:
                own, theirs = core_words(organisation_words(cluster.name))
                if cluster not in alike and not (lands and theirs and lands != theirs) and (core <= own or own == core):
                    alike.append(cluster)
        return alike[0] if len(alike) == 1 else None

    def country(self, entity: Span, known: Alias) -> None:
        if known.kind == "seat" and not acts_as_seat(entity):
            return
        cluster = self.countries.get(known.actor)
        if cluster is None:
            kind: ActorKind = (
                "organisation" if known.actor in ("NATO", "European Union", "United Nations") else "country"
            )
            cluster = Cluster(known.actor, kind)
            self.countries[known.actor] = cluster
            self.found.append(cluster)
            self.by_acronym.setdefault("".join(word[0] for word in known.actor.split()), cluster)
        cluster.names.add((fold(entity.text),))
        kind_: MentionKind = "name" if known.kind in ("name", "seat") else "adj"
        start = entity.start + (entity[0].lower_ == "the" and len(entity) > 1)
        cluster.add(start, entity.end, kind_)


def _kind(entity: Span) -> ActorKind:
    text = entity.text
    if _PARTY.search(text) or fold(text) in parties():
        return "party"
    if entity.label_ == "NORP":
        return "group"
    return "organisation"

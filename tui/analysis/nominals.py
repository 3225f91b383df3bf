"""Descriptions of actors: "the Turkish president", "Ned Price, a spokesman", "the Biden government", "protesters".

A description next to a name gives the person that role; a later description with the same role refers back to him or
her. Descriptions of groups become actors of their own.
"""

from spacy.tokens import Doc

from tui.analysis.aliases import Cluster
from tui.analysis.descriptions import CHIEFS, LINKING, STATE_LEADERS, dated, is_office, match, may_be_of, points
from tui.analysis.gazetteer import fold, led_by, words
from tui.analysis.lexicon import lemma
from tui.analysis.names import head_words
from tui.analysis.phrases import DETERMINERS, GOVERNMENT, LAND, Phrase, groups, phrases, roles
from tui.model import ActorKind

_UTTERANCES = words("comment statement remark speech word view tweet interview letter request answer reply")
_RELATIVE_ROLES = frozenset(("member", "counterpart"))
"""Roles that point at nobody without a name beside them."""
_KIN = words("wife husband widow widower mother father son daughter brother sister spouse uncle nephew cousin")
"""Whose they are matters more than the word: "his wife" refers back to nobody by itself."""
_BROAD = words("people members leaders officials countries groups forces representatives")
"""Group nouns that say little: their modifier tells the group."""
_SAME = {
    **dict.fromkeys(("demonstrators", "protestors", "crowd", "crowds", "marchers"), "protesters"),
    **dict.fromkeys(("legislators", "parliamentarians", "mps"), "lawmakers"),
    "organizers": "organisers",
}
"""Nouns by which an article calls one group in turn -> the commonest of them."""
_CANDIDATES = 200
"""Actors looked at for one description."""
_IDENTIFYING = words("the his her its their our my")
"""First words of what somebody "is" that point at one office: "she is the mayor", not "she is a lawyer"."""
_OTHERS = words("first second third fourth last another other any sitting future next potential")
"""They make a description of one person mean somebody not named: "the first president to resign"."""


class Describer:
    """Reads the descriptions of one article and adds them to its clusters."""

    def __init__(self, doc: Doc, found: list[Cluster]) -> None:
        self.doc = doc
        self.found = found
        self.at: dict[int, Cluster] = {}
        self.name_at: dict[int, tuple[int, int]] = {}
        for cluster in found:
            for reference in cluster.references:
                for i in range(reference.start, reference.end):
                    self.at[i] = cluster
                    self.name_at[i] = (reference.start, reference.end)
        self.named = [len(cluster.references) for cluster in found]
        self.by_role: dict[str, list[int]] = {}
        self.by_word: dict[str, list[int]] = {}
        self.groups: dict[tuple[str, str], Cluster] = {}
        self.group_of: dict[str, Cluster] = {}

    def read(self) -> None:
        """Adds nominal mentions, roles and group actors to the clusters."""
        standing: list[Phrase] = []
        self._unveil_speakers()
        for phrase in phrases(self.doc, dict(self.at)):
            if not self._next_to_name(phrase):
                standing.append(phrase)
        names = sorted(
            (reference.start, i)
            for i, cluster in enumerate(self.found)
            for reference in cluster.references
            if reference.kind == "name"
        )
        recent: dict[int, int] = {}
        position = 0
        for phrase in standing:
            while position < len(names) and names[position][0] < phrase.start:
                recent[names[position][1]] = names[position][0]
                position += 1
            self._refer(phrase, recent)

    def _names_inside(self, start: int, end: int) -> bool:
        return any(i in self.at for i in range(start, end))

    def _person_at(self, i: int) -> Cluster | None:
        cluster = self.at.get(i)
        return cluster if cluster is not None and self._may_be_person(cluster) else None

    @staticmethod
    def _may_be_person(cluster: Cluster) -> bool:
        return cluster.kind == "person"

    def _qualifiers(self, phrase: Phrase) -> set[str]:
        """The countries and organisations that the phrase names: "the [Turkish] president"."""
        found = set()
        for i in range(phrase.start, phrase.end):
            cluster = self.at.get(i)
            if cluster is None:
                continue
            if cluster.kind == "person":
                land = led_by(cluster.name)
                if land:
                    found.add(land)
            else:
                found.add(cluster.name)
        return found

    def _next_to_name(self, phrase: Phrase) -> bool:
        """Handles titles, appositions and "X is the ...": True when the phrase describes a name beside it."""
        if phrase.role not in roles() and phrase.role not in ("members",):
            return False
        doc = self.doc
        after, before = phrase.end, phrase.start - 1
        if phrase.role not in ("member", "members", "head"):
            self._unveil(phrase)
        titled = self._titled(after)
        if titled is not None:
            self._give(titled, phrase)
            return True
        if (
            before >= 0
            and (person := self._person_at(before))
            and phrase.start == before + 1
            and doc[phrase.start].lower_ not in DETERMINERS
        ):
            self._give(person, phrase)
            person.add(phrase.start, phrase.end, "nominal")
            return True
        if after + 1 < len(doc) and doc[after].text == "," and (person := self._titled(after + 1)):
            closing = self.name_at[after + 1][1]
            if (
                closing >= len(doc)
                or doc[closing].is_punct
                or doc[closing].is_space
                or doc[closing].pos_ in ("VERB", "AUX")
            ):
                self._give(person, phrase)
                person.add(phrase.start, phrase.end, "nominal")
                return True
        if before >= 1 and doc[before].text in (",", "(", "—", "–") and (person := self._person_at(before - 1)):
            self._give(person, phrase)
            person.add(phrase.start, phrase.end, "nominal")
            return True
        if before >= 1 and lemma(doc[before]) in LINKING and (person := self._person_at(before - 1)):
            self._give(person, phrase)
            if doc[phrase.start].lower_ in _IDENTIFYING:
                person.add(phrase.start, phrase.end, "nominal")
            return True
        return False

    def _titled(self, i: int) -> Cluster | None:
        """The person whose name begins at token `i`."""
        cluster = self._person_at(i)
        return cluster if cluster is not None and self.name_at[i][0] == i else None

    def _unveil(self, phrase: Phrase) -> None:
        """A name right beside a title is a person's, whatever the model took it for: "governor Rossello said"."""
        for i in (phrase.end, phrase.start - 1):
            cluster = self.at.get(i)
            if cluster is None or cluster.kind != "organisation" or not cluster.place:
                continue
            beside = self.name_at[i][0] == i if i == phrase.end else self.doc[phrase.start].lower_ not in DETERMINERS
            if beside and phrase.end == phrase.head + 1:
                cluster.kind, cluster.place = "person", False

    def _unveil_speakers(self) -> None:
        """The same for a name that owns a speech: "Bahceli's remarks". Towns and countries are in the gazetteer."""
        for i, cluster in self.at.items():
            if cluster.kind != "organisation" or not cluster.place or self.doc[i].dep_ != "nmod:poss":
                continue
            if lemma(self.doc[i].head) in _UTTERANCES:
                cluster.kind, cluster.place = "person", False

    def _give(self, person: Cluster, phrase: Phrase) -> None:
        person.roles.add(dated(phrase))
        person.of |= self._qualifiers(phrase) - {person.name}
        if phrase.role.endswith(("woman", "queen", "princess")):
            person.gender = person.gender or "f"
        elif phrase.role.endswith(("king", "prince", "spokesman", "congressman", "businessman")):
            person.gender = person.gender or "m"

    def _refer(self, phrase: Phrase, recent: dict[int, int]) -> None:
        """Resolves a description that stands alone."""
        target: Cluster | None
        if phrase.role in GOVERNMENT:
            target = self._country(phrase, recent)
            if target is None:
                target = self._group(phrase)
        elif phrase.role in LAND:
            if phrase.start == phrase.head or not phrase.definite or self._qualifiers(phrase):
                return
            if self.doc[phrase.start].lower_ in ("my", "our", "your"):
                return
            target = self._country(phrase, recent)
        elif phrase.role in _RELATIVE_ROLES or phrase.role in _KIN or is_office(phrase):
            return
        elif phrase.role in roles():
            if any(word.lower_ in _OTHERS for word in self.doc[phrase.start : phrase.head]):
                return
            target = self._person(phrase, recent)
            if target is None and phrase.role != "member":
                target = self._group(phrase)
        else:
            if phrase.role == "people" and not self._qualifiers(phrase) and not points(phrase):
                return
            target = self._institution(phrase, recent) or self._group(phrase)
        if target is not None:
            target.add(phrase.start, phrase.end, "nominal")

    def _country(self, phrase: Phrase, recent: dict[int, int]) -> Cluster | None:
        qualifiers = self._qualifiers(phrase)
        countries = [(i, c) for i, c in enumerate(self.found) if c.kind == "country"]
        for _, cluster in countries:
            if cluster.name in qualifiers:
                return cluster
        for i in range(phrase.start, phrase.head):
            person = self._person_at(i)
            if person is not None:
                held = person.of if person.roles & STATE_LEADERS else set()
                land = led_by(person.name)
                return next((c for _, c in countries if c.name == land or c.name in held), None)
        if self._names_inside(phrase.start, phrase.head) or not phrase.definite or phrase.start == phrase.head:
            return None
        if self.doc[phrase.start].lower_ in ("his", "her"):
            leader = self._last_person(recent)
            land = led_by(leader.name) if leader is not None else None
            for _, cluster in countries:
                if leader is not None and (cluster.name == land or cluster.name in leader.of):
                    return cluster
        return max(countries, key=lambda pair: (self.named[pair[0]], recent.get(pair[0], -1)), default=(0, None))[1]

    def _last_person(self, recent: dict[int, int]) -> Cluster | None:
        """The person named last, whom "his" and "her" most likely mean."""
        persons = [i for i in recent if self.found[i].kind == "person"]
        return self.found[max(persons, key=lambda i: recent[i])] if persons else None

    def _person(self, phrase: Phrase, recent: dict[int, int]) -> Cluster | None:
        if not phrase.definite or phrase.doc[phrase.head].tag_ in ("NNS", "NNPS"):
            return None
        qualifiers = self._qualifiers(phrase)
        noun = phrase.role.split()[-1]
        best: Cluster | None = None
        rank = (0, -1)
        for i in self._holders(noun):
            cluster = self.found[i]
            score = match(noun, dated(phrase), qualifiers, cluster)
            if score and (score, recent.get(i, -1)) > rank:
                best, rank = cluster, (score, recent.get(i, -1))
        return best

    def _holders(self, noun: str) -> list[int]:
        """Indices of the persons who may be meant by a role, the latest known first, a bounded number of them."""
        if not self.by_role:
            for i, cluster in enumerate(self.found):
                if cluster.kind == "person":
                    nouns = {role.split()[-1] for role in cluster.roles}
                    if nouns & CHIEFS:
                        nouns.add("leader")
                    if led_by(cluster.name):
                        nouns |= STATE_LEADERS
                    for word in nouns:
                        self.by_role.setdefault(word, []).append(i)
        return self.by_role.get(noun, [])[:_CANDIDATES]

    def _institution(self, phrase: Phrase, recent: dict[int, int]) -> Cluster | None:
        """The organisation named before whose name holds the noun: "the commission", "the Senate"."""
        if not phrase.definite or phrase.role not in groups() or not groups()[phrase.role]:
            return None
        if not self.by_word:
            for i, cluster in enumerate(self.found):
                if cluster.kind in ("organisation", "party"):
                    for word in head_words(cluster.name):
                        self.by_word.setdefault(word, []).append(i)
        lands = self._qualifiers(phrase)
        named = [i for i in self.by_word.get(phrase.role, [])[:_CANDIDATES] if may_be_of(self.found[i].name, lands)]
        modifiers = {fold(word.text) for word in self.doc[phrase.start : phrase.head]}

        def likeness(i: int) -> tuple[int, int]:
            return len(modifiers & set(fold(self.found[i].name).split())), recent[i]

        before = [i for i in named if i in recent]
        if before:
            return self.found[max(before, key=likeness)]
        return self.found[named[0]] if len(named) == 1 else None

    def _group(self, phrase: Phrase) -> Cluster:
        qualifier = "|".join(sorted(self._qualifiers(phrase)))
        modifier = "" if phrase.start == phrase.head else fold(self.doc[phrase.head - 1].text)
        role = _SAME.get(phrase.role, phrase.role)
        key = (role, qualifier or (modifier if role in _BROAD else ""))
        cluster = self.groups.get(key)
        if cluster is None and not qualifier and self.doc[phrase.start].tag_ != "PRP$":
            plural = phrase.role not in roles()
            cluster = self.group_of.get(role) if plural or phrase.definite else None
        if cluster is None:
            singular = phrase.role in roles()
            kind: ActorKind = "person" if singular else "organisation" if groups().get(phrase.role) else "group"
            cluster = Cluster(self.doc[phrase.start : phrase.end].text.replace("\n", " "), kind)
            self.groups[key] = cluster
            self.group_of.setdefault(role, cluster)
            self.found.append(cluster)
        return cluster

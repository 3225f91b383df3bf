"""Invented names: persons of all regions, places, and organisations built as English builds their names.

They keep the names model from learning its corpora's names by heart, so that it must read the words around a name.
Sources: `persons.tsv` (given and family names by region, own list), the list of countries, the analysis's word lists.
"""

import json
import random
from pathlib import Path

from spacy.tokens import Span

from tui.analysis.gazetteer import rows

PERSONS = Path(__file__).parent / "persons.tsv"


def _each(words: str) -> list[str]:
    return words.split(";")


_FIELDS = _each(
    "Foreign Affairs;Finance;Health;Education;Defence;Defense;Home Affairs;the Interior;Justice;"
    "Agriculture;Energy;Labour;"
    "Trade;Trade and Industry;Transport;Tourism;Information;Water Resources;Public Works;"
    "Food and Drug;Human Rights;"
    "Electoral;Civil Aviation;Central;Investment;Development;Statistics;Revenue;Securities;Planning;"
    "Women's;Press;Law;"
    "Agricultural Development;Environment;Science and Technology;Youth and Sports;Anti-Corruption;Rural Development"
)
_BODIES = _each(
    "Ministry;Commission;Council;Authority;Agency;Board;Bureau;Department;Committee;Service;"
    "Institute;Centre;Corporation;"
    "Association;Federation;Union;Court;Bank;Police;Chamber;Office;Fund;Academy;Administration;Company;Party"
)
_BEGINNINGS = _each("National;Supreme;Federal;State;General;Royal;Independent;Central;International;United;Higher")
_PARTY_WORDS = _each(
    "Democratic;People's;National;Workers';Liberal;Socialist;Progressive;Republican;Patriotic;"
    "United;Conservative;Green;"
    "Liberation;Reform;Justice;Unity;Freedom;Popular;Revolutionary;Labour;Islamic;Christian;Alliance"
)
_PARTY_HEADS = _each("Party;Front;Movement;Congress;Alliance;Union;League;Coalition;Bloc;Rally")
_COMPANY_ENDS = _each("Group;Corp;Ltd;Holdings;Bank;Airlines;Industries;Energy;Foundation;Motors;Telecom;Media;& Sons")
_PAPER_HEADS = _each("Times;Herald;Post;News;Daily;Tribune;Star;Observer;Gazette;Today;Mail;Chronicle")
_CLUB_HEADS = _each("United;City;FC;Rovers;Athletic;Stars;Club")
_PLACE_HEADS = _each("Province;County;District;Region;State;City;Municipality;Island;River;Valley;Township;Prefecture")
_PLACE_STARTS = _each("North;South;East;West;Northern;Southern;Upper;New;Port;San;Santa;El;Al;Mount;Lake;Fort")
_ONSETS = _each("b;ch;d;dj;f;g;gw;h;j;k;kh;l;m;mb;n;nd;ng;ny;p;q;r;s;sh;t;th;ts;tsh;v;w;x;y;z;zh")


class Names:
    """Endless names by label; `world` is the list of countries (`data/world.json`)."""

    def __init__(self, world: Path, rng: random.Random) -> None:
        self._rng = rng
        countries = json.loads(world.read_text(encoding="utf-8"))
        self._leaders = [name for row in countries for name in row["leaders"]]
        self._places = [name for row in countries for name in (row["name"], row["capital"]) if name]
        self._places += [line[0] for line in rows("places.txt")]
        self._peoples = [name for row in countries for name in row["adjectives"]]
        self._peoples += [line[0] for line in rows("peoples.txt")]
        self._plurals = [name for row in countries for name in row["nouns"] if name.endswith("s")]
        self._plurals += [line[0] for line in rows("peoples.txt") if line[0].endswith("s")]
        self._parties = [name for row in countries for party in row["parties"] for name in party if name]
        self._listed = [line[0] for line in rows("organisations.txt")]
        lines = PERSONS.read_text(encoding="utf-8").splitlines()[1:]
        self._regions = [(given.split(), family.split()) for _, given, family in (line.split("\t") for line in lines)]

    def like(self, name: Span) -> str:
        """A name of the same label and about the same build as `name`."""
        makers = {"PERSON": self._person, "GPE": self._place, "NORP": self._people, "ORG": self._organisation}
        make = makers.get(name.label_)
        return make(name) if make else name.text

    def _one(self, names: list[str]) -> str:
        return self._rng.choice(names)

    def _odd(self, name: str) -> str:
        """Sometimes a word that nobody bears: another beginning before the same end."""
        if len(name) < 5 or "-" in name or " " in name or self._rng.random() < 0.6:
            return name
        vowels = [index for index, letter in enumerate(name.lower()) if letter in "aeiouáéíóúöüāō"]
        return self._one(_ONSETS).capitalize() + name[vowels[0] :].lower() if vowels and vowels[0] < 3 else name

    def _person(self, name: Span) -> str:
        if self._rng.random() < 0.15:
            full = self._one(self._leaders)
            return full.split()[-1] if len(name) == 1 else full
        given, family = self._rng.choice(self._regions)
        last = self._odd(self._one(family))
        if len(name) == 1:
            return last
        first = self._odd(self._one(given))
        draw = self._rng.random()
        if draw < 0.2:
            return f"{first} {self._odd(self._one(given))} {last}"
        if draw < 0.25:
            return f"{first} {self._one(['bin', 'ibn', 'Abu', 'El', 'de', 'van', 'Ould'])} {last}"
        if draw < 0.3:
            return f"{first[0]}. {last}" if draw < 0.275 else f"{first} {self._one(given)[0]}. {last}"
        if draw < 0.4:
            return f"{last} {first}"
        return f"{first} {last}"

    def _place(self, name: Span | None = None) -> str:
        place = self._one(self._places)
        draw = self._rng.random()
        if draw < 0.1:
            given, family = self._rng.choice(self._regions)
            place = self._odd(self._one(given + family))
        elif draw < 0.5:
            place = self._odd(place)
        if name is not None and len(name) > 1 and self._rng.random() < 0.6:
            if self._rng.random() < 0.6:
                return f"{place} {self._one(_PLACE_HEADS)}"
            return f"{self._one(_PLACE_STARTS)} {place}"
        return place

    def _people(self, name: Span) -> str:
        return self._one(self._plurals if name.text.endswith("s") else self._peoples)

    def _acronym(self) -> str:
        letters = [self._one(list("ABCDEFGHIKLMNOPRSTUW")) for _ in range(self._rng.choice((2, 3, 3, 3, 4, 4, 5)))]
        return "".join(letters)

    def _organisation(self, name: Span) -> str:
        if len(name) == 1:
            return self._word_for_organisation(name)
        pick = self._one
        field, body, place = pick(_FIELDS), pick(_BODIES), self._place()
        _, family = self._rng.choice(self._regions)
        shapes = [
            f"Ministry of {field}",
            f"{pick(_BEGINNINGS)} {field} {body}",
            f"{place} {field} {body}",
            f"{pick(self._peoples)} {field} {body}",
            f"{body} of {field}",
            f"{field} {body} of {place}",
            f"{pick(_PARTY_WORDS)} {pick(_PARTY_WORDS)} {pick(_PARTY_HEADS)}",
            f"{pick(_PARTY_WORDS)} {pick(_PARTY_HEADS)} of {place}",
            f"{place} {pick(_PARTY_WORDS)} {pick(_PARTY_HEADS)}",
            f"University of {place}",
            f"{place} University",
            f"{self._odd(pick(family))} {pick(_COMPANY_ENDS)}",
            f"{place} {pick(_COMPANY_ENDS)}",
            f"{place} {pick(_PAPER_HEADS)}",
            f"{place} {pick(_CLUB_HEADS)}",
            f"{pick(_BEGINNINGS)} {body}",
            f"{pick(_FIELDS)} {body}",
            pick(self._parties),
            pick(self._listed),
        ]
        return pick(shapes).replace("the Interior ", "Interior ")

    def _word_for_organisation(self, name: Span) -> str:
        if name.text.isupper() or self._rng.random() < 0.3:
            return self._acronym()
        given, family = self._rng.choice(self._regions)
        words = [word for word in self._listed + self._parties if " " not in word]
        return self._odd(self._one(given + family)) if self._rng.random() < 0.2 else self._one(words)

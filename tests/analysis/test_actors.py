"""Which names, descriptions and pronouns belong to one actor."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from tests.analysis.marked import actor, read
from tui.analysis.gazetteer import alias, fold, led_by

SAME = [
    ("[Recep Tayyip Erdogan|PERSON] spoke. Later [Erdoğan|PERSON] left.", "Recep Tayyip Erdogan", "Erdoğan"),
    ("[Ada Maria Brown|PERSON] spoke. [Ada Brown|PERSON] left.", "Ada Maria Brown", "Ada Brown"),
    ("[Brown|PERSON] spoke first. Then [Ada Brown|PERSON] left.", "Brown", "Ada Brown"),
    ("[Viktor Marandovic|PERSON] spoke. [Marandovich|PERSON] left.", "Viktor Marandovic", "Marandovich"),
    ("The [World Health Organization|ORG] met. The [WHO|ORG] agreed.", "World Health Organization", "WHO"),
    ("The [Harbour Workers|ORG] (HWX) met. The [HWX|ORG] agreed.", "Harbour Workers", "HWX"),
    (
        "The [National Movement Party|ORG] met. The [National Movement|ORG] agreed.",
        "National Movement Party",
        "National Movement",
    ),
    ("[Turkey|GPE] agreed. [Ankara|GPE] said no.", "Turkey", "Ankara"),
    ("The [United States|GPE] agreed. The [White House|ORG] said no.", "United States", "White House"),
    ("[Russia|GPE] agreed. The [Kremlin|ORG] said no.", "Russia", "Kremlin"),
    ("[Turkey|GPE] agreed. The [Turkish|NORP] government said no.", "Turkey", "The Turkish government"),
    (
        "[Biden|PERSON] spoke in the [United States|GPE]. The [Biden|PERSON] administration agreed.",
        "United States",
        "The Biden administration",
    ),
    ("Prime Minister [Ada Brown|PERSON] spoke. The prime minister left.", "Ada Brown", "The prime minister"),
    ("[Ada Brown|PERSON], the mayor of [Lowtown|GPE], spoke. The mayor left.", "Ada Brown", "The mayor"),
    ("The mayor of [Lowtown|GPE], [Ada Brown|PERSON], spoke.", "Ada Brown", "The mayor of Lowtown"),
    (
        "[Ada Brown|PERSON] is the leader of the [Reform Party|ORG]. The [Reform Party|ORG] leader spoke.",
        "Ada Brown",
        "The Reform Party leader",
    ),
    ("The [Security Council|ORG] met. The council agreed.", "Security Council", "The council"),
    ("[Ada Brown|PERSON] arrived. She praised the workers.", "Ada Brown", "She"),
    ("[Ada Maria Lopez Brown|PERSON] spoke. [AMLB|PERSON] left.", "Ada Maria Lopez Brown", "AMLB"),
    ("[Karl Lind Nevares|PERSON] spoke. Later [Lind|GPE] left.", "Karl Lind Nevares", "Lind"),
    (
        "The [Central Democratic Party of Norland|ORG] met. The [CDP|ORG] agreed.",
        "Central Democratic Party of Norland",
        "CDP",
    ),
    (
        "The [US Department of State|ORG] met. The [State Department|ORG] agreed.",
        "US Department of State",
        "State Department",
    ),
    (
        "The [Supreme Court|ORG] met. The [United States Supreme Court|ORG] agreed.",
        "Supreme Court",
        "United States Supreme Court",
    ),
    ("The commission agreed. The [Election Commission|ORG] met on Monday.", "The commission", "Election Commission"),
    ("The [House of Representatives|ORG] met. The House agreed.", "House of Representatives", "The House"),
    ("The protesters marched. Later the demonstrators left.", "The protesters", "the demonstrators"),
    (
        "President [Karl Lind|PERSON] met former President [Jonas Brown|PERSON]. The former president spoke.",
        "Jonas Brown",
        "The former president",
    ),
    (
        "[Norway|GPE] met [Turkey|GPE]. [Turkey|GPE] and [Turkey|GPE]'s allies left. "
        "The president of [Norway|GPE], [Karl Lind|PERSON], said his government agreed.",
        "Norway",
        "his government",
    ),
]

APART = [
    ("[Ada Brown|PERSON] met [Karl Brown|PERSON].", "Ada Brown", "Karl Brown"),
    ("[North Korea|GPE] met [South Korea|GPE].", "North Korea", "South Korea"),
    ("The [Turkish|NORP] army attacked [Norway|GPE]. [Turkey|GPE] agreed.", "The Turkish army", "Turkey"),
    (
        "The [Iranian Ministry of Foreign Affairs|ORG] met. The [Iraqi|NORP] ministry of [Iraq|GPE] agreed.",
        "Iranian Ministry of Foreign Affairs",
        "The Iraqi ministry of Iraq",
    ),
    ("The [Senate Budget Committee|ORG] met. The Senate agreed.", "Senate Budget Committee", "The Senate"),
    ("[Ada Brown|PERSON] agreed. A lawyer spoke. [Karl Lind|PERSON]'s lawyer condemned her.", "A lawyer", "Karl Lind"),
    ("[Turkey|GPE]'s president, [Karl Lind|PERSON], met the king of [Norway|GPE].", "Turkey", "Karl Lind"),
]


@pytest.mark.parametrize(("text", "one", "other"), SAME)
def test_one_actor_under_two_names(nlp: Language, text: str, one: str, other: str) -> None:
    doc = read(nlp, text)
    assert actor(doc, one).key == actor(doc, other).key


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_two_actors_stay_apart(nlp: Language, text: str, one: str, other: str) -> None:
    doc = read(nlp, text)
    assert actor(doc, one).key != actor(doc, other).key


def test_a_capital_that_is_only_a_place_is_no_government(nlp: Language) -> None:
    doc = read(nlp, "[Turkey|GPE] agreed. [Ada Brown|PERSON] arrived in [Ankara|GPE].")
    assert "Ankara" not in [doc.text[m.span.start : m.span.end] for m in actor(doc, "Turkey").mentions]


def test_keys_are_readable_and_kinds_told(nlp: Language) -> None:
    doc = read(nlp, "[Recep Tayyip Erdoğan|PERSON] met the [Reform Party|ORG] and [Norway|GPE] in the [Senate|ORG].")
    kinds = {one.key: one.kind for one in doc._.actors}
    assert kinds["recep-tayyip-erdogan"] == "person"
    assert kinds["reform-party"] == "party"
    assert kinds["norway"] == "country"


def test_a_group_that_acts_is_an_actor(nlp: Language) -> None:
    doc = read(nlp, "Protesters condemned [Ada Brown|PERSON].")
    assert actor(doc, "Protesters").kind == "group"


def test_a_name_with_a_title_is_a_person_whatever_the_model_says(nlp: Language) -> None:
    doc = read(nlp, "Governor [Lind|GPE] spoke. [Lind|GPE]'s remarks were short.")
    assert actor(doc, "Lind").kind == "person"


def test_i_in_a_quote_is_its_speaker_and_you_whom_it_calls(nlp: Language) -> None:
    text = "[Ada Brown|PERSON] said: “Mr. [Lind|PERSON], you lied. I know it.”"
    doc = read(nlp, text, quotes=[("“Mr. Lind, you lied. I know it.”", "Ada Brown")])
    assert doc._.quotes[0].actor == "ada-brown"
    assert actor(doc, "I").name == "Ada Brown"
    assert actor(doc, "you").name == "Lind"


def test_he_who_speaks_a_quote_is_resolved(nlp: Language) -> None:
    text = "[Karl Lind|PERSON] arrived on Monday. “The bridge stays,” he said."
    doc = read(nlp, text, quotes=[("“The bridge stays,”", "he")])
    assert doc._.quotes[0].actor == "karl-lind"


def test_he_goes_on_speaking_after_quoted_and_free_paragraphs(nlp: Language) -> None:
    text = (
        "The leader of the [Reform Party|ORG], [Karl Lind|PERSON], said, “The bridge stays.”\n\n"
        "Without it the town is broken.\n\nThe bridge is our pride, our hope.\n\n"
        "“[Jonas Brown|PERSON] wants to sell it. He must stop.”\n\nHe added, “We will not give up.”"
    )
    doc = read(nlp, text, quotes=[("“The bridge stays.”", "Karl Lind"), ("“We will not give up.”", "He added")])
    assert [quote.actor for quote in doc._.quotes] == ["karl-lind", "karl-lind"]


def test_he_who_speaks_is_who_has_acted_since(nlp: Language) -> None:
    text = "“The bridge stays,” [Karl Lind|PERSON] said. [Jonas Brown|PERSON] disagreed. “It must go,” he said."
    doc = read(nlp, text, quotes=[("“The bridge stays,”", "Karl Lind"), ("“It must go,”", "he")])
    assert [quote.actor for quote in doc._.quotes] == ["karl-lind", "jonas-brown"]


def test_we_is_more_than_the_person_who_says_it(nlp: Language) -> None:
    text = "“We will pay. I know it,” [Ada Brown|PERSON] said."
    doc = read(nlp, text, quotes=[("“We will pay. I know it,”", "Ada Brown")])
    assert [doc.text[slice(*m.span)] for m in actor(doc, "Ada Brown").mentions] == ["I", "Ada Brown"]


def test_the_office_is_not_the_person_who_holds_it(nlp: Language) -> None:
    doc = read(nlp, "Governor [Ada Brown|PERSON] spoke. [Karl Lind|PERSON] wants the governor's seat.")
    assert [doc.text[slice(*m.span)] for m in actor(doc, "Ada Brown").mentions][-1] == "Ada Brown"


def test_entities_know_their_actor(nlp: Language) -> None:
    doc = read(nlp, "[Ada Brown|PERSON] condemned [Norway|GPE].")
    assert {doc.text[start : start + 3]: key for start, key in doc._.entity_actors.items()} == {
        "Ada": "ada-brown",
        "Nor": "norway",
    }


def test_a_news_agency_that_only_reports_is_no_actor(nlp: Language) -> None:
    text = "[Ada Brown|PERSON] resigned, [Reuters|ORG] reported. [Norway|GPE] banned the [Morning Post|ORG]."
    doc = read(nlp, text, quotes=[("Ada Brown resigned", "Reuters")])
    assert {one.name for one in doc._.actors} == {"Ada Brown", "Norway", "Morning Post"}
    assert doc._.quotes[0].actor is None


def test_the_gazetteer_knows_names_adjectives_and_seats() -> None:
    assert alias("Turkish") == ("Turkey", "adjective")
    assert alias("the Kremlin") == ("Russia", "seat")
    assert alias("us") is None
    assert led_by("Angela Merkel") == "Germany"
    assert led_by("Ada Brown") is None
    assert fold("Erdoğan") == fold("ERDOGAN")


def mentions(doc: Doc, name: str) -> list[str]:
    """The words of all mentions of the actor called `name`."""
    return [doc.text[slice(*mention.span)] for mention in actor(doc, name).mentions]


NO_MENTION = [
    ("[Norway|GPE] agreed. It is time to act.", "Norway", "It"),
    ("[Norway|GPE] agreed. It was said that the bridge stays.", "Norway", "It"),
    (
        "Prime Minister [Ada Brown|PERSON] spoke. [Karl Lind|PERSON] was elected prime minister.",
        "Ada Brown",
        "prime minister",
    ),
    ("President [Ada Brown|PERSON] spoke. She is the first president to resign.", "Ada Brown", "the first president"),
    ("The [Norwegian|NORP] government agreed. [Norway|GPE] voted.", "Norway", "Norwegian"),
]


@pytest.mark.parametrize(("text", "name", "words"), NO_MENTION)
def test_words_that_mean_nobody_else(nlp: Language, text: str, name: str, words: str) -> None:
    assert words not in mentions(read(nlp, text), name)


def test_what_somebody_is_accused_of_is_no_part_of_the_description(nlp: Language) -> None:
    doc = read(nlp, "The unions accused the [Norwegian|NORP] government of broken promises.")
    assert "the Norwegian government" in mentions(doc, "the Norwegian government")


def test_a_noun_before_a_noun_is_no_description_of_its_own(nlp: Language) -> None:
    doc = read(nlp, "The opposition leader condemned [Ada Brown|PERSON]. The police chief agreed.")
    found = {doc.text[slice(*m.span)].lower() for one in doc._.actors for m in one.mentions}
    assert not found & {"the opposition", "the police"}


IRRELEVANT = [
    ("[Ada Brown|PERSON] condemned [Norway|GPE] during a visit in [Peru|GPE].", "Peru"),
    ("[Ada Brown|PERSON] condemned [Norway|GPE]. There are 90 teachers and students.", "students"),
    ("[Ada Brown|PERSON] condemned [Norway|GPE]. “[We|ORG] will win.”", "We"),
]


@pytest.mark.parametrize(("text", "name"), IRRELEVANT)
def test_who_only_comes_up_is_no_actor(nlp: Language, text: str, name: str) -> None:
    assert name not in {one.name for one in read(nlp, text)._.actors}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Ada Brown|PERSON] spoke to the protesters.", "the protesters"),
        ("[Ada Brown|PERSON] is the head of the [Harbour Court|ORG].", "Harbour Court"),
    ],
)
def test_whom_a_definite_description_or_an_office_points_at_is_an_actor(nlp: Language, text: str, name: str) -> None:
    assert actor(read(nlp, text), name)

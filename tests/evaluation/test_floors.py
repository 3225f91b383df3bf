"""What the analysis must not fall below on the project's own gold. Raise a floor when the analysis got better."""

from collections.abc import Mapping

import pytest
from spacy.language import Language

from tests.evaluation import gold, report
from tests.evaluation.given import analyse_given
from tests.evaluation.measures import Measure
from tests.evaluation.report import Section
from tui.model import Analysis

FLOORS = [
    (
        "entities",
        "all names",
        "f1",
        0.87,
        "a name that stands in every paragraph of one article below the .90 measured",
    ),
    ("quotes", "who said what", "f1", 0.75, "three quotes of 63 below the .79 measured"),
    ("quotes", "speaker, of contents found", "value", 0.93, "three speakers of 45 below the 1.0 measured"),
    ("actors", "actors", "f1", 0.76, "four actors of 75 below the .80 measured"),
    ("actors", "mentions (B-cubed)", "f1", 0.74, "one much-mentioned actor split in two below the .80 measured"),
    ("stances", "who to whom, with polarity", "precision", 0.43, "two stances of 46 below the .48 measured"),
    ("stances", "who to whom, with polarity", "f1", 0.33, "two stances of 75 below the .36 measured"),
    ("stances", "evidence, of stances found", "value", 0.88, "two stances of 22 below the .96 measured"),
]


@pytest.fixture(scope="module")
def sections(analyses: Mapping[str, Analysis]) -> dict[str, Section]:
    file = gold.OWN.name
    stances = [(one, analyses[one.text]) for one in gold.read_stances(gold.OWN)]
    found = [
        report.entity_section(file, [(one, analyses[one.text]) for one in gold.read_entities(gold.OWN)]),
        report.quote_section(file, [(one, analyses[one.text]) for one in gold.read_quotes(gold.OWN)]),
        report.actor_section(file, stances),
        report.stance_section(file, stances),
    ]
    return {section.layer: section for section in found}


def test_stances_with_the_actors_given_have_not_got_worse(nlp: Language) -> None:
    found = report.stance_section("given", [(one, analyse_given(nlp, one)) for one in gold.read_stances(gold.OWN)])
    measured = found["who to whom, with polarity"]
    assert isinstance(measured, Measure)
    assert measured.f1 >= 0.41, "three stances of 75 below the .45 measured"


@pytest.mark.parametrize(("layer", "row", "figure", "floor", "reason"), FLOORS, ids=lambda value: str(value)[:30])
def test_it_has_not_got_worse(
    sections: dict[str, Section], layer: str, row: str, figure: str, floor: float, reason: str
) -> None:
    measured = getattr(sections[layer][row], figure)
    assert measured >= floor, f"{layer}, {row}: {figure} is {measured:.3f}; the floor {floor} is {reason}"


def test_every_layer_has_gold(sections: dict[str, Section]) -> None:
    sizes = {
        layer: row.value.gold
        for layer, section in sections.items()
        for row in section.rows
        if row.key and isinstance(row.value, Measure)
    }
    assert sizes == {"entities": 388, "quotes": 63, "actors": 75, "stances": 75}

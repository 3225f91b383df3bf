"""The network of stances, as networkx reads it back."""

import io
from dataclasses import replace
from xml.etree import ElementTree

import networkx
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TEXT, analysis_of
from tui.export.graphml import export_graphml
from tui.model import Actor, Analysis, Article, Reading, Span, Stance

ARTICLE = Article("0" * 12, "Harbour vote", TEXT, "/news/harbour.txt")


def graph_of(reading: Reading) -> "networkx.MultiDiGraph[str]":
    return networkx.read_graphml(io.BytesIO(export_graphml(reading).encode()), force_multigraph=True)


def test_actors_issues_and_who_stands_how() -> None:
    graph = graph_of(Reading(ARTICLE, analysis_of(TEXT)))
    assert graph.nodes["ada-brown"] == {"label": "Ada Brown", "kind": "person", "mentions": 2}
    assert {graph.nodes[node]["label"] for node in graph if graph.nodes[node]["kind"] == "issue"} == {
        "the plan",
        "the new harbour",
    }
    edges = {(holder, target): data for holder, target, data in graph.edges(data=True)}
    threat = edges["sudland", "norland"]
    assert (threat["polarity"], threat["sign"], threat["weight"], threat["issues"]) == (
        "opposes",
        -1,
        1.0,
        "the border",
    )
    assert edges["ada-brown", "issue: the new harbour"]["sign"] == 1


def test_stances_of_one_sign_are_one_edge_with_their_weight() -> None:
    analysis = analysis_of(TEXT)
    threat = analysis.stances[1]
    more = replace(threat, type="criticises", evidence=(Span(0, 5), Span(6, 9)), confidence=0.9)
    praise = replace(threat, polarity="supports", type="praises")
    graph = graph_of(Reading(ARTICLE, replace(analysis, stances=(threat, more, praise))))
    found = sorted((data["polarity"], data["weight"], data["types"]) for *_, data in graph.edges(data=True))
    assert found == [("opposes", 3.0, "threatens, criticises"), ("supports", 1.0, "praises")]


def test_without_an_analysis_it_is_an_empty_network() -> None:
    assert len(graph_of(Reading(ARTICLE))) == 0


@given(st.text(), st.text(min_size=1))
def test_whatever_the_names_are_it_is_xml(name: str, issue: str) -> None:
    actor = Actor("a", name, "person", ())
    stance = Stance("a", None, issue, "opposes", "rejects", (Span(0, 1),))
    written = export_graphml(Reading(replace(ARTICLE, title=name), Analysis("x", actors=(actor,), stances=(stance,))))
    ElementTree.fromstring(written.encode())

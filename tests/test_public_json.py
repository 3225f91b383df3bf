"""The public JSON comes back as it went."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TEXT, analysis_of
from tui.model import Actor, Analysis, Article, Entity, Mention, Quote, Span, Stance
from tui.public_json import SCHEMA, analysis_from_json, analysis_to_json, document_to_json

spans = st.builds(Span, st.integers(0, 10**7), st.integers(0, 10**7))
keys = st.text(min_size=1, max_size=8)
analyses = st.builds(
    Analysis,
    engine=st.just("news 1.0.0+1"),
    sentences=st.lists(spans, max_size=3).map(tuple),
    entities=st.lists(st.builds(Entity, spans, keys, st.none() | keys), max_size=3).map(tuple),
    actors=st.lists(
        st.builds(
            Actor,
            keys,
            st.text(),
            st.sampled_from(["person", "organisation", "party", "country", "group"]),
            st.lists(st.builds(Mention, spans, st.sampled_from(["name", "nominal", "adj", "pronoun"])), max_size=3).map(
                tuple
            ),
        ),
        max_size=3,
    ).map(tuple),
    quotes=st.lists(
        st.builds(
            Quote,
            st.lists(spans, min_size=1, max_size=2).map(tuple),
            st.sampled_from(["direct", "indirect", "mixed"]),
            st.none() | spans,
            st.none() | spans,
            st.none() | keys,
        ),
        max_size=3,
    ).map(tuple),
    stances=st.lists(
        st.builds(
            Stance,
            keys,
            st.none() | keys,
            st.none() | st.text(),
            st.sampled_from(["supports", "opposes", "neutral"]),
            keys,
            st.lists(spans, min_size=1, max_size=2).map(tuple),
            st.none() | spans,
            st.none() | keys,
            st.floats(0, 1),
        ),
        max_size=3,
    ).map(tuple),
)


@given(analyses)
def test_it_comes_back_as_it_went(analysis: Analysis) -> None:
    assert analysis_from_json(json.loads(json.dumps(analysis_to_json(analysis)))) == analysis


def test_the_document_holds_the_article_that_the_offsets_point_into() -> None:
    article = Article("id", "Harbour", TEXT, "/x")
    document = document_to_json(article, analysis_of(TEXT))
    assert list(document)[:3] == ["schema", "article", "engine"]
    assert document["schema"] == SCHEMA
    assert document["article"] == {"id": "id", "title": "Harbour", "source": "/x", "text": TEXT}
    assert analysis_from_json(document) == analysis_of(TEXT)


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="reader-analysis/1"):
        analysis_from_json({"schema": "reader-analysis/2"})

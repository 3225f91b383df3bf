"""Notes as W3C Web Annotations: valid by the model's own MUSTs, read back, and read as Hypothesis writes them."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import TEXT
from tests.exchange.conftest import KEY
from tests.store.conftest import anchor_at, article_named
from tui.errors import ExchangeError
from tui.exchange.checked import parse
from tui.exchange.webannotation import export_webannotation
from tui.exchange.webannotation_import import read_webannotation
from tui.model import ActorSketch, Anchor, Article, Note, Reading, Span
from tui.store import Library

ARTICLE = replace(article_named(KEY, TEXT, "Harbour vote"), source="https://example.org/harbour")
LIND = ActorSketch("Karl Lind", "person", anchor_at(TEXT, "Karl Lind"))
TIMES = ("2026-01-31T12:00:00Z", "2026-02-01T12:00:00Z")
NOTES = (
    Note(1, None, "on the whole", (), *TIMES, uid="urn:uuid:1"),
    Note(2, anchor_at(TEXT, "the plan"), "against *what*?", ("harbour", "a b"), *TIMES, uid="urn:uuid:2"),
    Note(3, anchor_at(TEXT, "The government lies"), "", (), *TIMES, uid="urn:uuid:3"),
    Note(4, None, "who is he?", ("who",), *TIMES, about=LIND, uid="urn:uuid:4"),
)
ORPHAN = Note(5, Anchor(Span(3, 22), "no such words in it", "before ", " after"), "lost", (), *TIMES, uid="urn:uuid:5")


def read(text: str, *articles: Article) -> tuple[dict[str, list[Note]], int]:
    """The notes by article, and how many were skipped."""
    known = {article.source: article for article in articles or (ARTICLE,)}
    records, unknown = read_webannotation(parse(text.encode()), known.get)
    return {record.article.id: [note for note, _ in record.notes] for record in records}, unknown


def without_ids(notes: tuple[Note, ...] | list[Note]) -> list[Note]:
    return [replace(note, id=None) for note in notes]


def test_what_is_written_keeps_the_rules_of_the_model() -> None:
    """Section numbers are those of https://www.w3.org/TR/annotation-model/."""
    page = json.loads(export_webannotation(Reading(ARTICLE, notes=NOTES, orphans=(ORPHAN,))))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld", "3.1: exactly this context"
    assert page["type"] == "AnnotationPage", "5.2"
    assert len(page["items"]) == 5
    for one in page["items"]:
        assert one["type"] == "Annotation", "3.1"
        assert ":" in one["id"], "3.1: exactly one IRI"
        assert one["target"], "3.1: one or more targets"
        for body in one.get("body", []):
            assert body["type"] == "TextualBody", "3.2.4"
            assert isinstance(body["value"], str), "3.2.4: exactly one value"
            assert body["purpose"] in {"commenting", "describing", "tagging"}, "3.3.5"
        assert one["motivation"] in {"commenting", "highlighting", "describing"}, "3.3.5"
        if isinstance(one["target"], dict):
            assert one["target"]["source"], "4: exactly one source"
            quote, position = one["target"]["selector"]
            assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector"), "4.2.4, 4.2.5"
            assert isinstance(quote["exact"], str)
            assert 0 <= position["start"] <= position["end"]


def test_it_comes_back_as_it_was() -> None:
    found, unknown = read(export_webannotation(Reading(ARTICLE, notes=NOTES, orphans=(ORPHAN,))))
    assert unknown == 0
    assert without_ids(found[KEY]) == without_ids((*NOTES, ORPHAN))


def test_into_the_library_twice_is_once(empty: Library) -> None:
    text = export_webannotation(Reading(ARTICLE, notes=NOTES, orphans=(ORPHAN,)))
    empty.keep_article(ARTICLE)
    records, _ = read_webannotation(parse(text.encode()), lambda _: ARTICLE)
    first, second = empty.take_in(records, ()), empty.take_in(records, ())
    assert (first.notes, second.notes, second.notes_there) == (5, 0, 5)
    assert [note.body for note, _ in empty.stale_notes(KEY)] == ["lost"], "not found in the text: an orphan"


HYPOTHESIS: Any = {
    "total": 3,
    "rows": [
        {
            "id": "abcDEF123",
            "created": "2024-05-01T10:00:00.123456+00:00",
            "updated": "2024-05-02T10:00:00.123456+00:00",
            "user": "acct:reader@hypothes.is",
            "uri": "https://example.org/harbour",
            "text": "A promise",
            "tags": ["climate change", "#harbour"],
            "target": [
                {
                    "source": "https://example.org/harbour",
                    "selector": [
                        {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 3, "endOffset": 9},
                        {"type": "TextPositionSelector", "start": 900, "end": 908},
                        {"type": "TextQuoteSelector", "exact": "the plan", "prefix": "rejected ", "suffix": "."},
                    ],
                }
            ],
        },
        {
            "id": "reply1",
            "uri": "https://example.org/harbour",
            "text": "Which one?",
            "user": "acct:bob@hypothes.is",
            "tags": [],
            "target": [{"source": "https://example.org/harbour"}],
            "references": ["abcDEF123"],
        },
        {"id": "page1", "uri": "https://example.org/harbour", "text": "On the page", "tags": []},
    ],
}


def test_as_hypothesis_exports_them() -> None:
    found, _ = read(json.dumps(HYPOTHESIS))
    first, reply, page = found[KEY]
    assert first.anchor == anchor_at(TEXT, "the plan"), "where the quote stands, though the page counted otherwise"
    assert first.body == "A promise"
    assert (reply.body, reply.anchor) == ("bob: Which one?", first.anchor), "a reply stands where what it answers does"
    assert first.tags == ("climate change", "harbour")
    assert (first.created, first.uid) == ("2024-05-01T10:00:00Z", "urn:hypothesis:abcDEF123")
    assert (page.anchor, page.body) == (None, "On the page")


def test_a_reply_to_an_annotation_that_is_not_there_is_a_note_of_its_own() -> None:
    found, _ = read(json.dumps(HYPOTHESIS["rows"][1:]))
    assert [(note.body, note.anchor) for note in found[KEY]] == [("bob: Which one?", None), ("On the page", None)]


def test_a_reply_that_came_later_is_new_in_a_second_import(empty: Library) -> None:
    empty.keep_article(ARTICLE)
    for rows, expected in ((HYPOTHESIS["rows"][:1], 1), (HYPOTHESIS["rows"], 2), (HYPOTHESIS["rows"], 0)):
        records, _ = read_webannotation(parse(json.dumps(rows).encode()), lambda _: ARTICLE)
        assert empty.take_in(records, ()).notes == expected


QUOTE = {"type": ["TextQuoteSelector"], "exact": "the plan"}


@pytest.mark.parametrize(
    ("one", "passage", "body", "tags"),
    [
        ({"target": {"source": ARTICLE.source, "selector": QUOTE}}, "the plan", "", ()),
        (
            {"target": [{"source": ARTICLE.source, "selector": {"type": "FragmentSelector", "refinedBy": QUOTE}}]},
            "the plan",
            "",
            (),
        ),
        ({"uri": ARTICLE.source, "target": [{"selector": [QUOTE]}]}, "the plan", "", ()),
        ({"uri": ARTICLE.source, "target": [{"selector": None}]}, None, "", ()),
        (
            {
                "target": ARTICLE.source,
                "body": [
                    {"type": "Choice", "items": [{"value": "first"}, {"value": "second"}]},
                    {"value": "x", "purpose": ["tagging"]},
                ],
            },
            None,
            "first",
            ("x",),
        ),
    ],
    ids=["types", "refined", "page named beside", "no selector", "choice"],
)
def test_other_shapes_of_the_model(one: dict[str, Any], passage: str | None, body: str, tags: tuple[str, ...]) -> None:
    ((note,),) = read(json.dumps({"id": "urn:x:1", **one}))[0].values()
    assert note.anchor == (anchor_at(TEXT, passage) if passage else None)
    assert (note.body, note.tags) == (body, tags)


def test_a_plain_list_a_collection_and_a_single_one_are_read_too() -> None:
    one = HYPOTHESIS["rows"][2]
    for value in ([one], one, {"type": "AnnotationCollection", "first": {"items": [one]}}, {"annotations": [one]}):
        assert read(json.dumps(value))[0][KEY][0].body == "On the page"
    other = {**one, "id": "page2"}
    paged = {"type": "AnnotationCollection", "first": {"items": [one], "next": {"items": [other]}}}
    assert len(read(json.dumps(paged))[0][KEY]) == 2


def test_annotations_of_articles_that_are_not_there_are_counted() -> None:
    other = {**HYPOTHESIS["rows"][2], "uri": "https://example.org/other"}
    found, unknown = read(json.dumps([other, HYPOTHESIS["rows"][2]]))
    assert (len(found[KEY]), unknown) == (1, 1)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (7, r"annotations\[0\]: it is no annotation"),
        ({"id": "x", "uri": ARTICLE.source, "updated": "9999-12-31T23:59:59Z"}, "is no time"),
        ({"id": "x", "uri": ARTICLE.source, "created": "0999-12-31T23:59:59Z"}, "is no time"),
        ({"id": "x", "text": "on nothing"}, r"annotations\[0\].target"),
        ({"uri": ARTICLE.source, "text": "no id"}, r"annotations\[0\].id"),
        ({"id": "x", "uri": ARTICLE.source, "created": "then"}, "'then' is no time"),
        ({"id": "x", "uri": ARTICLE.source, "body": {"value": 7}}, r"body\[0\].value"),
        (
            {
                "id": "x",
                "target": {
                    "source": ARTICLE.source,
                    "selector": {"type": "TextPositionSelector", "start": 3, "end": 99999},
                },
            },
            "99999 lies outside the text of 'Harbour vote'",
        ),
        (
            {
                "id": "x",
                "target": {"source": ARTICLE.source, "selector": {"type": "TextPositionSelector", "start": -3}},
            },
            r"selector\[0\]: start and end are no passage",
        ),
        (
            {"id": "x", "target": {"source": ARTICLE.source, "selector": [{"type": "TextQuoteSelector"}]}},
            r"selector\[0\].exact",
        ),
    ],
)
def test_what_is_no_annotation_is_refused_with_its_place(one: object, told: str) -> None:
    with pytest.raises(ExchangeError, match=told):
        read(json.dumps([one]))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"first": "https://example.org/page1"}, "first: a page of it is not in the file"),
        ([HYPOTHESIS["rows"][2], HYPOTHESIS["rows"][2]], r"annotations\[1\].id: annotations\[0\] has the same"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(value: object, told: str) -> None:
    with pytest.raises(ExchangeError, match=told):
        read(json.dumps(value))


def test_a_local_article_is_named_by_its_address() -> None:
    local = replace(ARTICLE, source=str(PurePosixPath("/news/Der Hafen.txt")))
    page = json.loads(export_webannotation(Reading(local, notes=NOTES[:1])))
    assert page["items"][0]["target"] == "file:///news/Der%20Hafen.txt"


NAMES = "id uri target source selector type exact prefix start end body value items rows text"
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just(ARTICLE.source),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES.split(" ")), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(json_values)
def test_any_json_gives_notes_or_a_sentence(value: object) -> None:
    with suppress(ExchangeError):
        read(json.dumps(value))

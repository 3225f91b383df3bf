"""Notes find their passage again. In each pair of texts, square brackets mark the passage before and after; without
brackets after, the passage is gone."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.work import calls
from tui.anchors import locate, make_anchor
from tui.model import Anchor, Span

STORY = """\
Ministers argue over the harbour

Prime Minister Ada Brown defended the new harbour on Monday. Her rival, Karl Lind, called the plan a waste of money.

“We will not pay for this harbour,” Lind told reporters in the capital. “The government has lied to us for years.”

Brown answered that the harbour would bring work to the coast. She thanked the unions for their support.

The unions had asked for higher wages before. Lind said that he would meet them on Friday.
"""


def unmarked(text: str) -> tuple[str, Span | None]:
    plain = text.replace("[", "").replace("]", "")
    return plain, Span(text.index("["), text.index("]") - 1) if "[" in text else None


def found(old: str, new: str, *, with_old_text: bool = True) -> tuple[Span | None, Span | None]:
    """(where `locate` puts the passage, where it should)."""
    old_text, span = unmarked(old)
    new_text, expected = unmarked(new)
    assert span
    return locate(make_anchor(old_text, span), old_text if with_old_text else None, new_text), expected


def marked(passage: str, text: str = STORY) -> str:
    assert text.count(passage) == 1
    return text.replace(passage, f"[{passage}]")


CHANGES = {
    "nothing": ("a waste of money", "a waste of money"),
    "a word in it": ("called the plan a waste of money", "called the project a waste of money"),
    "a misspelt word put right": ("would bring work to the coast", "would bring wrok to the coast"),
    "words within": ("Brown answered that", "Brown, according to her office, answered that"),
    "other quotation marks": ("“We will not pay for this harbour,”", '"We will not pay for this harbour,"'),
    "capitals and spaces": ("Ministers argue over", "MINISTERS  argue\nover"),
    "soft hyphens": ("thanked the unions", "thank\u00aded the un\u00adions"),
    "accents": ("told reporters in the capital", "told réporters in the capital"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_passage(change: str) -> None:
    before, after = CHANGES[change]
    got, expected = found(marked(before), marked(before).replace(f"[{before}]", f"[{after}]"))
    assert got == expected


@pytest.mark.parametrize(
    "surroundings",
    [
        lambda text: "BREAKING: more follows.\n\n" + text,
        lambda text: text.replace("Her rival", "On Sunday a spokesman said so, too. Her rival"),
        lambda text: text.replace("\n\n", " "),
        lambda text: text.replace(". ", ".\n\n"),
        lambda text: "\n\n".join(reversed(text.split("\n\n"))),
        lambda text: "\n\n".join(text.split("\n\n")[1:4]),
        lambda text: text.replace("harbour", "port"),
    ],
    ids=["text before", "sentence before", "paragraphs joined", "paragraphs cut", "reversed", "shortened", "a word"],
)
@pytest.mark.parametrize("passage", ["called the plan a waste of money", "has lied to us", "would bring work"])
def test_a_passage_in_changed_surroundings(surroundings, passage: str) -> None:  # type: ignore[no-untyped-def]
    got, expected = found(marked(passage), surroundings(marked(passage)))
    assert expected
    assert got == expected


@pytest.mark.parametrize("passage", ["called the plan a waste of money", "Lind told reporters", "the unions for"])
def test_a_passage_that_is_gone(passage: str) -> None:
    got, _ = found(marked(passage), STORY.replace(passage, ""))
    assert got is None


def test_a_sentence_that_is_gone_is_not_taken_for_another_with_the_same_words() -> None:
    old = "Lind spoke first. He [rejected the plan]. Brown spoke next. Nobody rejected the plan after her."
    assert found(old, old.replace("He [rejected the plan]. ", ""))[0] is None


def test_of_two_equal_passages_the_right_one() -> None:
    old = "Lind spoke first. He rejected the plan. Brown spoke next. Nobody [rejected the plan] after her."
    got, expected = found(old, "Everybody rejected the plan, it seems. " + old)
    assert got == expected


def test_a_rewritten_passage_is_gone() -> None:
    new = STORY.replace(
        "Her rival, Karl Lind, called the plan a waste of money.", "The opposition was silent that day."
    )
    assert found(marked("called the plan a waste of money"), new)[0] is None


@pytest.mark.parametrize("passage", ["the", "Lind said that", "She thanked the unions for their support."])
def test_another_article_has_none_of_it(passage: str) -> None:
    start = STORY.index(passage)
    other = "The weather was fine in the north. Farmers said that the rain had come late. Lind is a village there."
    assert locate(make_anchor(STORY, Span(start, start + len(passage))), STORY, other) is None


def test_a_passage_may_begin_and_end_within_a_word() -> None:
    got, expected = found(marked("rime Minister Ada Bro"), "News. " + marked("rime Minister Ada Bro"))
    assert got == expected


def test_without_the_old_text_only_clear_cases() -> None:
    got, expected = found(marked("has lied to us"), "News. " + marked("has lied to us"), with_old_text=False)
    assert got == expected
    twice = "Yes, he said so. And then yes, he said so."
    assert locate(Anchor(Span(900, 910), "he said so", "", ""), None, twice) is None


@pytest.mark.parametrize(
    ("exact", "new"), [("", STORY), ("   ", STORY), ("harbour", ""), ("harbour", "   \n"), ("\u200b", STORY)]
)
def test_nothing_to_find(exact: str, new: str) -> None:
    assert locate(Anchor(Span(0, len(exact)), exact, "", ""), exact + " x", new) is None


def test_a_quote_without_context_is_found_whatever_its_case_and_white_space() -> None:
    quote = "Prime   minister\nAda Brown defended the new harbour"
    span = locate(Anchor(Span(0, len(quote)), quote, "", ""), None, STORY)
    assert span
    assert STORY[span.start : span.end] == "Prime Minister Ada Brown defended the new harbour"
    other = "Prime Minister Ada Brown attacked every new harbour"
    assert locate(Anchor(Span(0, len(other)), other, "", ""), None, STORY) is None


def test_accents_may_be_characters_of_their_own() -> None:
    old = "In the Cafe\u0301 Central everybody rejected the plan, it is said."
    new = "News. In the Caf\u00e9 Central everybody rejected the plan, it is said."
    assert locate(make_anchor(old, Span(7, 12)), old, new) == Span(13, 17)


def test_in_a_huge_text_only_what_stands_as_it_was() -> None:
    filler = "word " * 700_000
    got, expected = found(filler + marked("has lied to us"), "News. " + filler + marked("has lied to us"))
    assert got == expected
    assert found(filler + marked("has lied to us"), filler + STORY * 2)[0] is None


def test_anchors_keep_their_context() -> None:
    start = STORY.index("harbour,”")
    anchor = make_anchor(STORY, Span(start, start + 7))
    assert anchor == Anchor(Span(start, start + 7), "harbour", STORY[start - 32 : start], STORY[start + 7 : start + 39])
    assert make_anchor("abc", Span(0, 3)) == Anchor(Span(0, 3), "abc", "", "")


TEXTS = st.text(st.sampled_from('aAb .\n"“é-—\u00ad\u200b🇹'), max_size=80)


@given(TEXTS.filter(bool), TEXTS, st.data())
@settings(deadline=None)
def test_any_texts(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    anchor = make_anchor(old, Span(start, end))
    for before in (old, None, "another " + old):
        span = locate(anchor, before, new)
        assert span is None or 0 <= span.start < span.end <= len(new)
    assert locate(anchor, old, old) == Span(start, end)


@given(st.integers(0, len(STORY) - 10), st.integers(5, 200), st.text(max_size=30), st.text(max_size=30))
@settings(deadline=None, max_examples=50)
def test_text_around_the_story_never_matters(start: int, length: int, before: str, after: str) -> None:
    span = Span(start, min(len(STORY), start + length))
    if not any(map(str.isalnum, STORY[span.start : span.end])):
        return
    new = f"{before}\n\n{STORY}\n\n{after}"
    shift = len(before) + 2
    assert locate(make_anchor(STORY, span), STORY, new) == Span(span.start + shift, span.end + shift)


def test_a_hundred_notes_in_a_long_article_do_not_compare_the_texts_a_hundred_times() -> None:
    rng = random.Random(3)
    words = [f"word{number}" for number in range(4000)]
    old = " ".join(rng.choice(words) + rng.choice(["", "", "", ".", ","]) for _ in range(20_000))
    new = " ".join(word if rng.random() > 0.05 else rng.choice(words) for word in old.split(" "))
    anchors = [make_anchor(old, Span(start, start + 120)) for start in range(0, 120_000, 1200)]
    first = calls(lambda: locate(anchors[50], old, new))
    spans: list[Span | None] = []
    rest = calls(lambda: spans.extend(locate(anchor, old, new) for anchor in anchors))
    assert rest < 3 * first
    assert sum(span is not None for span in spans) > 95


def test_a_passage_that_lost_its_last_word_at_the_end_of_the_text() -> None:
    assert locate(make_anchor("-. A", Span(0, 4)), "-. A", "A.") in (None, Span(0, 1), Span(0, 2))

"""Whatever is put in comes out as text, and only as text."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tui.export.escape import block, inline, tag, yaml_string

PARSERS = [
    MarkdownIt("commonmark", {"html": True}),
    MarkdownIt("commonmark", {"html": False}),
    MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]),
]
HOSTILE = (
    "# heading",
    "#",
    "## heading ##",
    "under\n===",
    "under\n---",
    "---\ntitle: x\n---",
    "***",
    "```\nfence",
    "~~~\nfence",
    "~~gone~~ ~gone~",
    "<script>alert(1)</script>",
    "<!-- comment",
    "<http://example.org>",
    "[x](javascript:alert)",
    "![](http://example.org/x.png)",
    "[ref]: http://example.org",
    "[[note]] ==mark== %%hidden%% ^block $x$ | $y$",
    "a | b\n--|--\nc | d",
    "ends with a backslash\\",
    "\\",
    "\\\\\n\\",
    "\ttab first",
    "    four spaces",
    "two spaces  \nbefore the end",
    "- item",
    "+ item",
    "12. item",
    "1) item",
    "> quote",
    "&amp; &#35; AT&T &",
    "*a* _b_ **c** `d` ``e``",
    "\nfirst line empty",
    "last line empty\n",
    "one\n\ntwo",
    "one\n\n\n\nfour",
    "one\n \ntwo",
    "\n\n",
    "\u2003em space\u2003",
    "It’s “quoted” – see 5 % of $5 million, U.S.-led.",
)
ALPHABET = st.one_of(
    st.sampled_from("\\`*_[]<>|~$#^&%=-+.)(!:;\"' \t\n0a"),
    st.characters(exclude_categories=["Cs", "Cc"]),
)
TEXTS = st.text(ALPHABET) | st.lists(st.sampled_from(HOSTILE)).map("\n".join)


def rendered(tokens: list[Token]) -> str:
    """The text of paragraphs, an empty line between them; fails on anything that is not plain text."""
    paragraphs = []
    for token in tokens:
        assert token.type in ("paragraph_open", "inline", "paragraph_close"), token
        if token.type == "inline":
            assert token.children is not None
            for child in token.children:
                assert child.type in ("text", "hardbreak"), child
            paragraphs.append(
                "".join(child.content or "\n" for child in token.children if child.type != "text" or child.content)
            )
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(parser: MarkdownIt, text: str) -> None:
    assert rendered(parser.parse(block(text))) == text


@settings(deadline=None)
@given(TEXTS)
@example("\n")
def test_any_text_reads_back_exactly(text: str) -> None:
    for parser in PARSERS:
        assert rendered(parser.parse(block(text))) == text


@settings(deadline=None)
@given(TEXTS)
def test_any_text_stays_within_its_line(text: str) -> None:
    for parser in PARSERS:
        tokens = parser.parse(f"# {inline(text)}")
        assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"]
        assert tokens[1].children is not None
        assert "".join(child.content for child in tokens[1].children) == " ".join(text.split())


def test_plain_prose_keeps_its_looks() -> None:
    prose = "“He said so,” she wrote: it’s 5 % (or more) - of AT&T, right?"
    assert block(prose) == prose


def test_control_characters_are_replaced() -> None:
    assert block("a\x1b]52;c;eA==\x07b\x00\ud800") == "a\ufffd\\]52;c;eA\\=\\=\ufffdb\ufffd\ufffd"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("NATO", "#NATO"),
        ("foreign policy", "#foreign-policy"),
        ("a/b_c", "#a/b_c"),
        ("_x_", "#x"),
        ("!", ""),
        ("Türkiye", "#Türkiye"),
    ],
)
def test_tags_are_one_word(name: str, expected: str) -> None:
    assert tag(name) == expected


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_yaml_reads_back_exactly(text: str) -> None:
    assert yaml.safe_load(f"key: {yaml_string(text)}") == {"key": text}


def test_yaml_stands_on_one_line() -> None:
    assert yaml_string("a\nb\u2028c\ud800") == '"a\\nb\\u2028c\ufffd"'

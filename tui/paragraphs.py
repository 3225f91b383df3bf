"""Cuts a text into paragraphs and, before the language model has spoken, into sentences.

The reading view lays paragraphs out; the language model reads one at a time, because a parser that sees "\\n\\n"
merges sentences and takes line ends for words. A headline and a list item count as paragraphs.
"""

import re

from tui.model import Span

_LIST_ITEM = re.compile(r"\s*(?:[-–—*•·]\s|\(?\d{1,2}[.)-]\s|\(?[a-z][.)]\s)")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
_WRAPPED_WIDTH = range(50, 101)
"""A line of such a length (characters) that does not end a sentence was broken by a text editor."""

_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|Inc|Ltd|Co|Corp|vs|No|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|U\.S|U\.K|U\.N|E\.U|e\.g|i\.e|etc|al)\.$"
)
_BREAK = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\sa-z])")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text` in order, without surrounding white space; white space is all that lies between."""
    found: list[Span] = []
    start: int | None = None
    end = 0
    previous = ""
    for line in re.finditer(r"[^\n]+", text):
        content = line.group()
        if not content.strip():
            continue
        left = line.start() + len(content) - len(content.lstrip())
        right = line.start() + len(content.rstrip())
        adjoining = start is not None and text.count("\n", end, left) == 1
        if adjoining and _continues(previous, content):
            end = right
        else:
            if start is not None:
                found.append(Span(start, end))
            start, end = left, right
        previous = content
    if start is not None:
        found.append(Span(start, end))
    return found


def _continues(line: str, following: str) -> bool:
    """Whether `following` goes on with the paragraph of `line`: a text broken at a fixed width."""
    if _LIST_ITEM.match(following):
        return False
    if following[:1].islower():
        return True
    return len(line) in _WRAPPED_WIDTH and not _ENDS_SENTENCE.search(line)


def is_heading(text: str, paragraph: Span) -> bool:
    """Whether a paragraph looks like a headline: one short line without a full stop at its end."""
    content = text[paragraph.start : paragraph.end]
    return (
        len(content) <= 100
        and "\n" not in content
        and content[:1].isupper()
        and not re.search(r"[.!:;,…][\"'”’»)\]]*$", content)
        and not _LIST_ITEM.match(content)
    )


def sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph by its punctuation, for the time before the analysis is there."""
    found: list[Span] = []
    start = paragraph.start
    for match in _BREAK.finditer(text, paragraph.start, paragraph.end):
        stop = match.start() + len(match.group().rstrip())
        if _ABBREVIATION.search(text, start, match.start() + 1):
            continue
        found.append(Span(start, stop))
        start = match.end()
    if start < paragraph.end:
        found.append(Span(start, paragraph.end))
    return found

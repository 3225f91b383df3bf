"""Direct quotes by regular expressions alone: quotation marks, a verb of saying and a name. What a script would do.

The baseline to beat: it needs no language model.
"""

import re
from collections.abc import Iterator

from tui.model import Quote, Span

_CONTENT = r"(?:“[^”\n]+”|\"[^\"\n]+\")"
_VERB = r"(?:said|says|added|told|asked|argued|claimed|warned|wrote|tweeted|explained|replied|noted|announced|stated)"
_NAME = r"[A-Z][\w’'.-]*[\w’](?: (?:al|de|van|von|bin|[A-Z][\w’'.-]*[\w’]))*"
_SPEAKER = rf"(?P<speaker>{_NAME}|[Hh]e|[Ss]he|[Tt]hey|[Ii]t)"
_AFTER = re.compile(rf",?\s+(?:{_SPEAKER}(?: (?:also|later|then))? (?P<cue>{_VERB})\b)")
_AFTER_INVERTED = re.compile(rf",?\s+(?P<cue>{_VERB}|according to) (?:the |a )?{_SPEAKER}")
_BEFORE = re.compile(rf"{_SPEAKER}(?: (?:also|later|then))? (?P<cue>{_VERB})\b[^.!?“”\"\n]{{0,60}}[,:]?\s*$")
_GOES_ON = re.compile(rf"[^“”\"\n]{{0,80}}[.,]\s+(?P<content>{_CONTENT})")
_REACH = 160
"""Characters before a quotation in which its speaker is looked for."""


def find(text: str) -> list[Quote]:
    """The direct quotes of `text` that have a speaker."""
    return list(_find(text))


def _find(text: str) -> Iterator[Quote]:
    position = 0
    for content in re.finditer(_CONTENT, text):
        if content.start() < position:
            continue
        spans = [Span(*content.span())]
        said = _AFTER.match(text, content.end()) or _AFTER_INVERTED.match(text, content.end())
        if said:
            more = _GOES_ON.match(text, said.end())
            if more:
                spans.append(Span(*more.span("content")))
        else:
            start = max(position, content.start() - _REACH, text.rfind("\n", 0, content.start()) + 1)
            said = _BEFORE.search(text, start, content.start())
        if said:
            yield Quote(tuple(spans), "direct", Span(*said.span("speaker")), Span(*said.span("cue")))
        position = spans[-1].end

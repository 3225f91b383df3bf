"""Text of any kind as Markdown or YAML that reads back as exactly that text and is nothing but text.

The rules are CommonMark's (https://spec.commonmark.org/0.31.2/); marks of GitHub and Obsidian that change or hide
text (tables, ~strikethrough~, $formulas$, %%comments%%, ==highlights==, ^blocks, #tags, [[links]]) are escaped too.
"""

import json
import re
import unicodedata

_BREAK = "\\\n"
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~$#^]|&(?=#?\w+;)|%(?=%)|(?<=%)%|=(?==)|(?<==)=")
_LINE_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))")
_EDGES = re.compile(r"^\s+|\s+$")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that no text should have, without tab, newline and carriage return."""
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_OUTER_UNDERSCORE = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")


def block(text: str) -> str:
    """`text` as Markdown paragraphs, without a newline at the end: an empty line parts two of them, every other newline
    is a hard line break. Control characters become U+FFFD, as CommonMark has it."""
    text = CONTROL.sub("\ufffd", text).replace("\r", "\n")
    body = text.rstrip("\n")
    parts = [body] if body.startswith("\n") or "\n\n\n" in body else body.split("\n\n")
    paragraphs = (_BREAK.join(map(_line, part.split("\n"))) for part in parts)
    return "\n\n".join(paragraphs) + "&#10;" * (len(text) - len(body))


def inline(text: str) -> str:
    """`text` on one line, as Markdown within a line: white space runs become one space."""
    return _line(" ".join(CONTROL.sub("\ufffd", text).split()))


def tag(name: str) -> str:
    """`name` as `#tag` of one word, or empty when it has no letter or digit."""
    joined = "".join(character if _in_tag(character) else "-" for character in name)
    word = re.sub(r"-+", "-", _OUTER_UNDERSCORE.sub("", joined)).strip("-/")
    return f"#{word}" if word else ""


def _in_tag(character: str) -> bool:
    return character.isalnum() or character in "_/" or unicodedata.category(character)[0] == "M"


def yaml_string(text: str) -> str:
    """`text` as a YAML double-quoted scalar on one line."""
    quoted = json.dumps(re.sub("[\ud800-\udfff]", "\ufffd", text), ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)


def _line(text: str) -> str:
    escaped = _LINE_START.sub(r"\1\\", _ANYWHERE.sub(r"\\\g<0>", text))
    return _EDGES.sub(lambda match: "".join(f"&#{ord(character)};" for character in match.group()), escaped)

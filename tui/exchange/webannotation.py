"""Notes as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), in JSON-LD.

An AnnotationPage of one Annotation a note. Its id is the note's; its bodies are the note's text (TextualBody,
text/markdown) and each tag (TextualBody with purpose "tagging"); its target is the article's source, and for a note on
a passage a TextQuoteSelector and a TextPositionSelector, which count characters (code points). What a note on an actor
or a stance is about stands under `reader:about`, which the context declares to be JSON of our own, and its motivation
is "describing".
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.exchange.checked import plain
from tui.model import ActorSketch, Article, Note, Reading, StanceSketch

ABOUT = "reader:about"
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"reader": "urn:reader:", ABOUT: {"@id": "urn:reader:about", "@type": "@json"}},
]


@dataclass(frozen=True)
class About:
    """What a note is about, to be written and checked as one value."""

    about: ActorSketch | StanceSketch


def export_webannotation(reading: Reading) -> str:
    """The notes of an article as an AnnotationPage."""
    notes = (*reading.notes, *reading.orphans)
    page = {
        "@context": CONTEXT,
        "id": f"urn:reader:article:{reading.article.id}",
        "type": "AnnotationPage",
        "items": [_annotation(note, reading.article) for note in notes],
    }
    return json.dumps(page, ensure_ascii=False, indent=1) + "\n"


def _annotation(note: Note, article: Article) -> dict[str, Any]:
    bodies: list[dict[str, str]] = []
    if note.body:
        body = {"type": "TextualBody", "value": note.body, "format": "text/markdown"}
        bodies.append({**body, "purpose": "describing" if note.about else "commenting"})
    bodies += [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in note.tags]
    source = _iri(article)
    target: Any = source
    if note.anchor:
        anchor = note.anchor
        quote = {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
        position = {"type": "TextPositionSelector", "start": anchor.span.start, "end": anchor.span.end}
        target = {"type": "SpecificResource", "source": source, "selector": [quote, position]}
    made: dict[str, Any] = {
        "id": note.uid or f"urn:reader:note:{note.id}",
        "type": "Annotation",
        "motivation": "describing" if note.about else "commenting" if note.body else "highlighting",
    }
    if note.created:
        made["created"] = note.created
    if note.updated:
        made["modified"] = note.updated
    if bodies:
        made["body"] = bodies
    made["target"] = target
    if note.about:
        about = plain(About(note.about))
        assert isinstance(about, dict)
        made[ABOUT] = about["about"]
    return made


def _iri(article: Article) -> str:
    """The article's source as an IRI, which a target must have."""
    if article.source.startswith(("http://", "https://")):
        from urllib.parse import quote

        return quote(article.source, safe="!#$%&'()*+,/:;=?@[]~")
    path = Path(article.source)
    return path.as_uri() if path.is_absolute() else f"urn:reader:article:{article.id}"

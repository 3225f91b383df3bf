"""Corrections to the JSON that the library keeps, and back.

An actor is `{"name", "kind", "place"}`, a quote `{"places", "kind", "actor"}`, a stance `{"holder", "target", "issue",
"polarity", "type", "places"}`; a place is `{"start", "end", "exact", "prefix", "suffix"}`.
"""

import json
from dataclasses import asdict
from typing import Any

from tui.model import ActorSketch, Anchor, Correction, QuoteSketch, Sketch, Span, StanceSketch
from tui.store.encode import storable


def sketch_to_text(sketch: Sketch) -> str:
    """The JSON of a sketch."""
    plain = asdict(sketch, dict_factory=_plain)
    return storable(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))


def correction_from_row(row: tuple[Any, ...]) -> Correction:
    """A correction from (id, verdict, about, replacement, created, uid)."""
    identifier, verdict, about, replacement, created, uid = row
    replaced = sketch_from_text(replacement) if replacement else None
    return Correction(identifier, verdict, sketch_from_text(about), replaced, created, uid)


def _plain(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    """The two ends of a span stand beside the other fields of its anchor."""
    plain = dict(fields)
    if "span" in plain:
        start, end = plain.pop("span")
        return {"start": start, "end": end, **plain}
    return plain


def sketch_from_text(text: str) -> Sketch:
    """The sketch whose JSON this is."""
    value: dict[str, Any] = json.loads(text)
    if "holder" in value:
        target = value["target"] and _actor(value["target"])
        holder, places = _actor(value["holder"]), _places(value["places"])
        return StanceSketch(holder, target, value["issue"], value["polarity"], value["type"], places)
    if "places" in value:
        return QuoteSketch(_places(value["places"]), value["kind"], value["actor"] and _actor(value["actor"]))
    return _actor(value)


def _actor(value: dict[str, Any]) -> ActorSketch:
    return ActorSketch(value["name"], value["kind"], value["place"] and _anchor(value["place"]))


def _places(values: list[dict[str, Any]]) -> tuple[Anchor, ...]:
    return tuple(map(_anchor, values))


def _anchor(value: dict[str, Any]) -> Anchor:
    return Anchor(Span(value["start"], value["end"]), value["exact"], value["prefix"], value["suffix"])

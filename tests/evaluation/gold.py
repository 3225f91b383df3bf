"""Reads gold files: JSON lines with `id`, `text` and the annotations of one or more layers.

```
{"id", "text",
 "entities": [[start, end, label], ...], "ignore": [[start, end], ...],
 "quotes": [{"content": [[start, end], ...], "speaker": [[start, end], ...] or null, "cue": likewise,
             "kind": "direct|mixed|indirect", "optional": true}, ...],
 "sentences": [[start, end], ...],
 "actors": [{"id", "type": "person|organisation|party|country|group", "mentions": [[start, end, kind], ...],
             "optional": true}, ...],
 "stances": [{"holder", "target": actor or null, "target_text", "polarity", "type", "evidence": [[start, end], ...],
              "holder_alt", "target_alt", "polarity_alt", "target_texts", "symmetric", "optional"}, ...]}
```

Offsets are `str` indices into `text`, ends exclusive. What is `optional` or overlaps `ignore` two careful people may
dispute: finding it is neither right nor wrong. The fields in `_alt` name answers that are equally right.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tui.errors import ReaderError
from tui.model import ActorKind, Mention, Polarity, Span

OWN = Path(__file__).parent / "gold" / "articles.jsonl"
"""The project's own gold, with all layers."""

_VALUES: dict[int, Polarity] = {2: "opposes", 4: "neutral", 6: "supports"}
T = TypeVar("T")


class GoldError(ReaderError):
    """A gold file could not be read."""


@dataclass(frozen=True)
class GoldEntities:
    """The names of one text."""

    id: str
    text: str
    entities: frozenset[tuple[Span, str]]
    ignored: tuple[Span, ...]


@dataclass(frozen=True)
class GoldQuote:
    """Who said what. Each of the three may lie in several pieces; no speaker is an empty tuple."""

    content: tuple[Span, ...]
    speaker: tuple[Span, ...]
    cue: tuple[Span, ...]
    kind: str | None
    optional: bool


@dataclass(frozen=True)
class GoldQuotes:
    """The quotes of one text."""

    id: str
    text: str
    quotes: tuple[GoldQuote, ...]


@dataclass(frozen=True)
class GoldActor:
    """An actor with all mentions; those of kind "adj" and "pronoun" need not be found."""

    key: str
    kind: ActorKind
    mentions: tuple[Mention, ...]
    optional: bool


@dataclass(frozen=True)
class GoldStance:
    """A directed attitude, with all answers that count as right."""

    holder: str
    target: str | None
    issue: str
    """The words of the target, or of what about it."""
    polarity: str
    type: str
    evidence: tuple[Span, ...]
    other_holders: frozenset[str]
    other_targets: frozenset[str]
    other_polarities: frozenset[str]
    wordings: tuple[str, ...]
    """How the issue may be called instead."""
    symmetric: bool
    optional: bool


@dataclass(frozen=True)
class GoldStances:
    """The actors and stances of one text."""

    id: str
    text: str
    sentences: tuple[Span, ...]
    actors: tuple[GoldActor, ...]
    stances: tuple[GoldStance, ...]


def read_entities(path: Path) -> list[GoldEntities]:
    """The entities of each text. Raises GoldError."""
    return _read(path, _entities)


def read_quotes(path: Path) -> list[GoldQuotes]:
    """The quotes of each text. Raises GoldError."""
    return _read(path, _quotes)


def read_stances(path: Path) -> list[GoldStances]:
    """The actors and stances of each text. Raises GoldError."""
    return _read(path, _stances)


def read_targets(path: Path) -> list[tuple[str, list[tuple[Span, Polarity]]]]:
    """Each sentence with its marked targets, in the form of NewsMTSC: {"sentence_normalized", "targets": [{"from",
    "to", "polarity": 2 ill, 4 neither, 6 well}, ...]}. A target that is marked twice counts once. Raises GoldError."""
    found = []
    for number, line in enumerate(_lines(path), start=1):
        try:
            record = json.loads(line)
            marked = {(Span(one["from"], one["to"]), _VALUES[int(one["polarity"])]) for one in record["targets"]}
            found.append((record["sentence_normalized"], sorted(marked)))
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}, line {number}: it is no sentence with targets ({error!r}).") from error
    return found


def read_texts(path: Path) -> list[tuple[str, str]]:
    """(id, text) of each line, whatever else it holds. Raises GoldError."""
    return _read(path, lambda record: (record["id"], record["text"]))


def _read(path: Path, parse: Callable[[dict[str, Any]], T]) -> list[T]:
    found = []
    for number, record in _records(path):
        try:
            found.append(parse(record))
        except KeyError as missing:
            raise GoldError(f"{path}, line {number}: it has no {missing.args[0]!r}.") from None
        except (TypeError, ValueError, IndexError, AttributeError) as error:
            raise GoldError(f"{path}, line {number}: it does not have the form of this layer ({error}).") from error
    if not found:
        raise GoldError(f"{path} is empty: there is nothing to score.")
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    except OSError as error:
        raise GoldError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path} is no UTF-8 text.") from error


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise GoldError(f"{path}, line {number}: it is no JSON ({error}).") from error
        if not isinstance(record, dict):
            raise GoldError(f"{path}, line {number}: it is no JSON object.")
        for field in ("id", "text"):
            if not isinstance(record.get(field), str):
                raise GoldError(f"{path}, line {number}: it has no {field!r}.")
        yield number, record


def _spans(record: dict[str, Any], pairs: list[list[int]] | None) -> tuple[Span, ...]:
    found = tuple(Span(pair[0], pair[1]) for pair in pairs or ())
    for span in found:
        if not 0 <= span.start < span.end <= len(record["text"]):
            raise ValueError(f"{list(span)} is no place in the text")
    return found


def _entities(record: dict[str, Any]) -> GoldEntities:
    spans = _spans(record, record["entities"])
    labels = (entity[2] for entity in record["entities"])
    return GoldEntities(
        record["id"],
        record["text"],
        frozenset(zip(spans, labels, strict=True)),
        _spans(record, record.get("ignore")),
    )


def _quotes(record: dict[str, Any]) -> GoldQuotes:
    return GoldQuotes(
        record["id"],
        record["text"],
        tuple(
            GoldQuote(
                _spans(record, quote["content"]),
                _spans(record, quote.get("speaker")),
                _spans(record, quote.get("cue")),
                quote.get("kind"),
                bool(quote.get("optional")),
            )
            for quote in record["quotes"]
        ),
    )


def _stances(record: dict[str, Any]) -> GoldStances:
    return GoldStances(
        record["id"],
        record["text"],
        _spans(record, record["sentences"]),
        tuple(
            GoldActor(
                actor["id"],
                actor.get("type") or "organisation",
                tuple(
                    Mention(span, mention[2] if len(mention) > 2 else "name")
                    for span, mention in zip(
                        _spans(record, actor["mentions"]),
                        actor["mentions"],
                        strict=True,
                    )
                ),
                bool(actor.get("optional")),
            )
            for actor in record["actors"]
        ),
        tuple(
            GoldStance(
                stance["holder"],
                stance["target"],
                stance.get("target_text") or "",
                stance["polarity"],
                stance["type"],
                _spans(record, stance["evidence"]),
                frozenset(stance.get("holder_alt", ())),
                frozenset(stance.get("target_alt", ())),
                frozenset(stance.get("polarity_alt", ())),
                tuple(stance.get("target_texts", ())),
                bool(stance.get("symmetric")),
                bool(stance.get("optional")),
            )
            for stance in record["stances"]
        ),
    )

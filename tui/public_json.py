"""The public JSON of an analysis, schema `reader-analysis/1`: what `reader analyze` prints and the library keeps.

```
{"schema": "reader-analysis/1",
 "article": {"id", "title", "source", "text"},
 "engine": {"name", "version"},
 "sentences": [[start, end], ...],
 "entities": [{"start", "end", "label": "PERSON|ORG|GPE|LOC|NORP|EVENT|FAC|LAW|PRODUCT|WORK_OF_ART|DATE",
               "actor": key or null}],
 "quotes":   [{"spans": [[start, end], ...], "kind": "direct|indirect|mixed",
               "cue": [start, end] or null, "speaker": [start, end] or null, "actor": key or null}],
 "actors":   [{"key", "name", "kind": "person|organisation|party|country|group",
               "mentions": [[start, end, "name|nominal|adj|pronoun"], ...]}],
 "stances":  [{"holder": key, "target": key or null, "issue": text or null,
               "polarity": "supports|opposes|neutral", "type", "evidence": [[start, end], ...],
               "cue": [start, end] or null, "asserted_by": key or null, "confidence": 0 to 1}]}
```

Offsets are Python `str` indices into `article.text`; ends are exclusive. A field may be added within version 1;
one that is removed or changes its meaning makes version 2.
"""

from typing import Any

from tui.model import Actor, Analysis, Article, Entity, Mention, Quote, Span, Stance

SCHEMA = "reader-analysis/1"


def analysis_to_json(analysis: Analysis) -> dict[str, Any]:
    """The analysis without its article, ready for `json.dumps`."""
    name, _, version = analysis.engine.partition(" ")
    return {
        "schema": SCHEMA,
        "engine": {"name": name, "version": version},
        "sentences": [list(span) for span in analysis.sentences],
        "entities": [
            {"start": entity.span.start, "end": entity.span.end, "label": entity.label, "actor": entity.actor}
            for entity in analysis.entities
        ],
        "quotes": [
            {
                "spans": [list(span) for span in quote.spans],
                "kind": quote.kind,
                "cue": _pair(quote.cue),
                "speaker": _pair(quote.speaker),
                "actor": quote.actor,
            }
            for quote in analysis.quotes
        ],
        "actors": [
            {
                "key": actor.key,
                "name": actor.name,
                "kind": actor.kind,
                "mentions": [[*mention.span, mention.kind] for mention in actor.mentions],
            }
            for actor in analysis.actors
        ],
        "stances": [
            {
                "holder": stance.holder,
                "target": stance.target,
                "issue": stance.issue,
                "polarity": stance.polarity,
                "type": stance.type,
                "evidence": [list(span) for span in stance.evidence],
                "cue": _pair(stance.cue),
                "asserted_by": stance.asserted_by,
                "confidence": stance.confidence,
            }
            for stance in analysis.stances
        ],
    }


def document_to_json(article: Article, analysis: Analysis) -> dict[str, Any]:
    """The public object: the analysis together with the article that its offsets point into."""
    body = analysis_to_json(analysis)
    about = {"id": article.id, "title": article.title, "source": article.source, "text": article.text}
    return {"schema": body.pop("schema"), "article": about, **body}


def analysis_from_json(value: dict[str, Any]) -> Analysis:
    """Reads what `analysis_to_json` or `document_to_json` wrote.

    Raises ValueError (also KeyError, TypeError) when `value` is not of schema `reader-analysis/1`.
    """
    if value.get("schema") != SCHEMA:
        raise ValueError(f"not {SCHEMA}")
    return Analysis(
        engine=f"{value['engine']['name']} {value['engine']['version']}",
        sentences=_spans(value.get("sentences", ())),
        entities=tuple(
            Entity(Span(entity["start"], entity["end"]), entity["label"], entity["actor"])
            for entity in value["entities"]
        ),
        actors=tuple(
            Actor(
                actor["key"],
                actor["name"],
                actor["kind"],
                tuple(Mention(Span(start, end), kind) for start, end, kind in actor["mentions"]),
            )
            for actor in value["actors"]
        ),
        quotes=tuple(
            Quote(_spans(quote["spans"]), quote["kind"], _span(quote["speaker"]), _span(quote["cue"]), quote["actor"])
            for quote in value["quotes"]
        ),
        stances=tuple(
            Stance(
                holder=stance["holder"],
                target=stance["target"],
                issue=stance["issue"],
                polarity=stance["polarity"],
                type=stance["type"],
                evidence=_spans(stance["evidence"]),
                cue=_span(stance["cue"]),
                asserted_by=stance["asserted_by"],
                confidence=stance["confidence"],
            )
            for stance in value["stances"]
        ),
    )


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _spans(pairs: list[list[int]] | tuple[()]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)

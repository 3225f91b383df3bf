"""Who acts, speaks or is addressed in an article, under all the names that it uses for them."""

import re
from bisect import bisect_left
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

import tui.analysis.extensions  # noqa: F401
from tui.analysis.aliases import Cluster, clusters
from tui.analysis.gazetteer import fold
from tui.analysis.nominals import Describer
from tui.analysis.pronouns import Resolver
from tui.model import Actor, Mention, Quote, Span


def find(doc: Doc) -> tuple[tuple[Actor, ...], tuple[Quote, ...]]:
    """All actors of `doc` and its quotes with their speakers' keys, from `doc.ents` and `doc._.quotes`.

    Every name and description counts here; `stances.relevant` later keeps those that do something.
    """
    found = clusters(doc)
    Describer(doc, found).read()
    return resolved(doc, found)


def resolved(doc: Doc, found: list[Cluster]) -> tuple[tuple[Actor, ...], tuple[Quote, ...]]:
    """The clusters `found` as actors, pronouns included, and the quotes of `doc` with their speakers' keys.

    `found` is changed: it receives the pronouns.
    """
    quotes: tuple[Quote, ...] = doc._.quotes
    resolver = Resolver(doc, found, quotes, _speakers(doc, found, quotes))
    resolver.run()
    found = sorted((c for c in found if c.references), key=lambda cluster: min(r.start for r in cluster.references))
    keys = _keys(found)
    actors = tuple(_actor(doc, cluster, key) for cluster, key in zip(found, keys, strict=True))
    key_of = {id(cluster): key for cluster, key in zip(found, keys, strict=True)}
    attributed = tuple(
        replace(quote, actor=key_of[id(speaker)] if speaker is not None else None)
        for quote, speaker in zip(quotes, resolver.speakers, strict=True)
    )
    return actors, attributed


def _speakers(doc: Doc, found: list[Cluster], quotes: tuple[Quote, ...]) -> list[Cluster | None]:
    """The cluster that each quote's speaker span names, where it is no pronoun."""
    entries = sorted(
        (
            (doc[r.start].idx, doc[r.end - 1].idx + len(doc[r.end - 1]), cluster)
            for cluster in found
            for r in cluster.references
        ),
        key=lambda entry: entry[:2],
    )
    starts = [entry[0] for entry in entries]
    speakers: list[Cluster | None] = []
    for quote in quotes:
        best: Cluster | None = None
        if quote.speaker is not None:
            position = max(0, bisect_left(starts, quote.speaker.start) - 2)
            rank = -1.0
            for start, end, cluster in entries[position : position + 12]:
                if start >= quote.speaker.end:
                    break
                shared = min(end, quote.speaker.end) - max(start, quote.speaker.start)
                if shared <= 0:
                    continue
                score = shared + (1000 if cluster.kind == "person" else 0) - (start - quote.speaker.start) / 10
                if score > rank:
                    best, rank = cluster, score
        speakers.append(best)
    return speakers


def _keys(found: list[Cluster]) -> list[str]:
    """A readable key for each cluster: its folded name, numbered where two share it."""
    taken: set[str] = set()
    keys = []
    for cluster in found:
        slug = re.sub(r"[^\w]+", "-", fold(_display_name(cluster))).strip("-_")[:60].strip("-") or "actor"
        key, number = slug, 2
        while key in taken:
            key, number = f"{slug}-{number}", number + 1
        taken.add(key)
        keys.append(key)
    return keys


def _display_name(cluster: Cluster) -> str:
    name = re.sub(r"['’]s?$", "", " ".join(cluster.name.split()))
    return re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE) or cluster.name


def _actor(doc: Doc, cluster: Cluster, key: str) -> Actor:
    mentions: dict[Span, Mention] = {}
    end = 0
    for reference in sorted(cluster.references, key=lambda r: (r.start, -r.end)):
        if reference.end <= end and reference.kind == "adj":
            continue  # "Turkish" within "the Turkish government" names no one else
        end = max(end, reference.end)
        last = doc[reference.end - 1]
        span = Span(doc[reference.start].idx, last.idx + len(last))
        mentions.setdefault(span, Mention(span, reference.kind))
    return Actor(key, _display_name(cluster), cluster.kind, tuple(mentions.values()))


def entity_actors(doc: Doc, actors: tuple[Actor, ...]) -> dict[int, str]:
    """First character of each entity of `doc` -> key of the actor that it names."""
    by_start = {m.span.start: actor.key for actor in actors for m in actor.mentions if m.kind in ("name", "adj")}
    around = [
        (*mention.span, actor.key)
        for actor in actors
        if actor.kind == "country"
        for mention in actor.mentions
        if mention.kind == "nominal"
    ]
    found = {}
    for entity in doc.ents:
        key = next((by_start[token.idx] for token in entity if token.idx in by_start), None)
        if key is None:
            first = entity.start_char
            key = next((one for start, end, one in around if start <= first < end), None)
        if key is not None:
            found[entity.start_char] = key
    return found


@Language.component(
    "reader_actors",
    requires=["doc.ents", "doc._.quotes"],
    assigns=["doc._.actors", "doc._.entity_actors", "doc._.quotes"],
)
def reader_actors(doc: Doc) -> Doc:
    """Sets the actors and the speakers of the quotes."""
    doc._.actors, doc._.quotes = find(doc)
    doc._.entity_actors = entity_actors(doc, doc._.actors)
    return doc

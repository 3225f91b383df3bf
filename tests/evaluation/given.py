"""The stances that the rules find when a person has told them who the actors are."""

from spacy.language import Language
from spacy.tokens import Doc

from tests.evaluation.gold import GoldActor, GoldStances
from tui.analysis import actors, entities, pipeline, quotes, stances
from tui.analysis.aliases import Cluster
from tui.analysis.convert import to_analysis
from tui.model import Analysis


def analyse_given(nlp: Language, gold: GoldStances) -> Analysis:
    """`gold.text` analysed with the actors of `gold`; pronouns and speakers are resolved to these by the rules."""
    doc = quotes.reader_quotes(entities.reader_entities(pipeline.parse(nlp, gold.text)))
    clusters = [_cluster(doc, actor) for actor in gold.actors]
    doc._.actors, doc._.quotes = actors.resolved(doc, [cluster for cluster in clusters if cluster.references])
    return to_analysis(stances.reader_stances(doc), pipeline.engine())


def _cluster(doc: Doc, actor: GoldActor) -> Cluster:
    named = sorted(mention.span for mention in actor.mentions if mention.kind == "name")
    first = min(named, default=min(mention.span for mention in actor.mentions))
    cluster = Cluster(doc.text[slice(*first)], actor.kind)
    for mention in actor.mentions:
        span = doc.char_span(*mention.span, alignment_mode="expand")
        if mention.kind != "pronoun" and span is not None:
            cluster.add(span.start, span.end, mention.kind)
    return cluster

"""Judges whether a candidate is an attribution: a logistic regression over what is seen of cue, content and speaker.

The weights in `data/attribution.tsv` are trained by `training.attributions` on the attribution corpus PolNeAR.
"""

from collections.abc import Iterator

from tui.analysis import candidates, linear_model, speakers
from tui.analysis import lexicon_speech as lexicon
from tui.analysis.candidates import Candidate
from tui.analysis.layout import Layout

_CLASSES = {
    "speech": lexicon.SPEECH,
    "opinion": lexicon.OPINION,
    "directive": lexicon.DIRECTIVE,
    "judging": lexicon.JUDGING,
}
_CLOSED = frozenset(["AUX", "DET", "PRON"])
_PARTAKING = frozenset(["nsubj", "nsubj:pass", "obj"])
_NEGATIONS = frozenset(["not", "n't", "n’t", "never", "no", "nor", "neither", "without"])


def score(layout: Layout, candidate: Candidate) -> float:
    """Logarithm of the odds that `candidate` is an attribution."""
    return linear_model.score("attribution", features(layout, candidate))


def features(layout: Layout, candidate: Candidate) -> Iterator[str]:
    """What is known of `candidate`, as names of features."""
    cue, structure, content = candidate.cue, candidate.structure, candidate.content
    lemma = cue.lemma_.lower()
    word = candidates.word(cue)
    kind = _kind(candidate)
    if cue.pos_ in ("VERB", "AUX"):
        known = lexicon.LEMMAS.get(cue.lower_, lemma)
        for name, verbs in _CLASSES.items():
            if known in verbs:
                yield f"class {name} {structure}"
    elif lemma in lexicon.NOUNS:
        yield f"class noun {structure}"
    yield structure
    yield word
    yield f"{word} {structure}"
    yield f"{word} {kind}"
    yield f"{structure} {kind}"
    yield kind
    if candidate.subject is not None and candidate.subject.pos_ == "NOUN":
        yield f"subject {candidate.subject.lemma_.lower()}"
    yield f"tag {cue.tag_} {word}"
    yield f"tag {cue.tag_} {kind}"
    yield f"tag {cue.tag_} {structure}"
    yield f"dep {cue.dep_} {cue.tag_}"
    yield f"dep {cue.dep_} {structure}"
    head = cue.head
    if head != cue:
        yield f"above {head.pos_} {cue.dep_} {head.dep_}"
        yield f"above {cue.dep_} {structure} {kind}"
        yield f"head {head.lemma_.lower()} {cue.dep_}"
    objects = clause = False
    for child in cue.children:
        dep = child.dep_
        if dep in _PARTAKING and any(word.lower_ in _NEGATIONS for word in child.lefts):
            yield "negated"  # "no details were released"
            yield f"negated {dep}"
        if dep in ("aux", "mark", "expl", "cop"):
            yield f"{dep} {child.lower_}"
            yield f"{dep} {child.lower_} {structure}"
        elif dep == "advmod" and child.lower_ in _NEGATIONS:
            yield "negated"
            yield f"negated {word}"
        elif dep == "compound:prt":
            yield f"{word} {child.lower_} {structure}"
        elif dep in speakers.OBJECTS and child != content:
            objects = True
            yield f"object {child.pos_} {structure}"
            yield f"object {lemma} {child.lemma_.lower()}"
        elif dep in ("ccomp", "xcomp") and child != content and child.i > cue.i:
            clause = True
        elif dep == "obl" and child != content:
            yield f"oblique {child.lemma_.lower()}"
    yield f"has {objects} {clause} {structure}"
    _, end = layout.bounds(cue)
    yield f"ends {layout.doc[end - 1].text if layout.doc[end - 1].is_punct else '-'}"
    if content is None:
        length = layout.words(candidate.contents[0])
        yield f"length {structure} {min(length, 4)}"
        yield f"pieces {structure} {len(candidate.contents)}"
        return
    yield f"content {content.pos_} {structure}"
    yield f"content {content.lemma_.lower()}/{content.pos_}"
    yield f"content {content.tag_} {structure}"
    yield f"content {content.tag_} {word}"
    for child in content.children:
        if child.dep_ in ("aux", "det", "nmod:poss", "cop", "nsubj", "acl", "acl:relcl", "nmod", "advcl"):
            yield f"content has {child.dep_} {child.lower_ if child.pos_ in _CLOSED else child.pos_}"
            yield f"content has {child.dep_} {structure}"
    yield f"content {content.ent_type_} {cue.pos_} {structure}"
    yield f"content {lemma} {content.ent_type_ or content.pos_}"
    if content.pos_ == "NOUN":
        yield f"{lemma} {content.lemma_.lower()}"
    length = content.right_edge.i - candidate.start
    yield f"length {length if length < 4 else 4 + min(length // 4, 5)} {structure}"
    yield f"gap {min(candidate.start - cue.i, 4)} {structure}"
    first = layout.doc[candidate.start]
    yield f"first {first.lower_} {cue.pos_}"
    quoted = any(layout.quotation[i] >= 0 for i in range(candidate.start, content.right_edge.i + 1))
    yield f"quoted {quoted} {structure}"
    yield f"quoted {quoted} {cue.pos_}"
    predicate = content.pos_ in ("VERB", "AUX") or any(c.dep_ in ("acl", "acl:relcl", "cop") for c in content.children)
    yield f"predicate {predicate} {structure}"


def _kind(candidate: Candidate) -> str:
    """What the speaker is by its words."""
    subject = candidate.subject
    if subject is None:
        return "subject none"
    if subject.pos_ == "PRON":
        return f"subject {subject.lower_}"
    if subject.ent_type_:
        return f"subject {subject.ent_type_}"
    return f"subject {subject.pos_} {'plural' if subject.tag_.endswith('S') else ''}"

"""Loads the language model and runs it over a text, paragraph by paragraph, into one Doc.

`Doc.text` has the length of the article's text and the same offsets: `token.idx` points into `Article.text`.
"""

import json
import os
import sys
import types
from collections.abc import Callable
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.analysis import model_check
from tui.errors import AnalysisError
from tui.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHIPPED = Path(__file__).parent / "model"
RULES = "3"
"""Raised whenever the rules change what they find, so that cached analyses are made anew."""

_PLAIN_SPACES = dict.fromkeys(map(ord, "\n\t\u00a0\u2002\u2003\u2009\u202f"), " ")
"""Within a paragraph the model should see plain spaces: to its tokenizer the others are words."""

COMPONENTS = ("reader_entities", "reader_quotes", "reader_actors", "reader_stances")
"""The document-level components, in their order."""


def chosen_model() -> Path:
    """The folder of the spaCy pipeline to use: `READER_MODEL` (a path or an installed package), else the shipped one.

    Raises AnalysisError when `READER_MODEL` names nothing.
    """
    wanted = os.environ.get("READER_MODEL", "")
    if not wanted:
        return SHIPPED
    path = Path(wanted).expanduser()
    if (path / "meta.json").is_file():
        return path
    spec = util.find_spec(wanted) if wanted.isidentifier() else None
    if spec and spec.origin:
        package = Path(spec.origin).parent
        for meta in (*sorted(package.glob("*/meta.json")), package / "meta.json"):
            if (meta.parent / "config.cfg").is_file():
                return meta.parent
    raise AnalysisError(
        f"READER_MODEL names no spaCy pipeline: {wanted!r}. Give an installed package or a folder with meta.json."
    )


def engine() -> str:
    """Name and version of model and rules, e.g. "news 1.0.0+1". Does not load spaCy.

    Raises AnalysisError when the model is missing, its meta.json is broken or its language is not English.
    """
    meta = _meta(chosen_model())
    return f"{meta['name']} {meta['version']}+{RULES}"


def _meta(folder: Path) -> dict[str, Any]:
    """What the pipeline in `folder` says of itself: at least name, version and English as its language."""
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        meta["name"], meta["version"], meta["lang"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AnalysisError(f"The language model in {folder} cannot be read: install it again.") from error
    model_check.check_language(meta)
    return meta


def load() -> "Language":
    """The pipeline of the chosen model, ready for the rules. Its first use in a process takes about a second.

    Raises AnalysisError when it cannot be loaded, is not English or lacks what the rules read.
    """
    _skip_spacy_cli()
    folder = chosen_model()
    meta = _meta(folder)
    try:
        import spacy

        nlp = spacy.load(folder)
    except Exception as error:  # any library that a model is built on may fail in its own way
        raise model_check.not_loaded(meta, error) from error
    model_check.check_components(nlp)
    _adapt_labels(nlp)
    _assist_parser(nlp)
    return nlp


def _adapt_labels(nlp: "Language") -> None:
    """Gives the rules the dependency and entity labels that they know, where the model gives others.

    The tree waits for the attribute ruler, whose patterns know the model's own labels.
    """
    from tui.analysis import clear_style, entity_labels

    names, pipes = nlp.pipe_names, model_check.by_factory(nlp)
    if clear_style.is_clear_style(nlp.pipe_labels[pipes["parser"]]):
        last = max((pipes["parser"], pipes.get("attribute_ruler", names[0])), key=names.index)
        nlp.add_pipe("reader_clear_style", after=last)
    if not entity_labels.are_known(nlp.pipe_labels[pipes["ner"]]):
        nlp.add_pipe("reader_entity_labels", after=pipes["ner"])


def _assist_parser(nlp: "Language") -> None:
    """Keeps the parser from ending a sentence within a name, and mends a slip that English does not allow.

    "Price described the plan" without a finite verb is no fragment "Price, described": a past participle behind its
    noun is passive and takes no object, so one that has an object, or a clause for an object, is the finite verb of its
    sentence; and so is a past tense.
    """
    from spacy.language import Language

    @Language.component("reader_whole_names", requires=["doc.ents"], assigns=["token.is_sent_start"])
    def whole_names(doc: "Doc") -> "Doc":
        for entity in doc.ents:
            for token in entity[1:]:
                token.is_sent_start = False
        return doc

    @Language.component("reader_finite_verbs", requires=["token.dep", "token.tag"], assigns=["token.dep", "token.head"])
    def finite_verbs(doc: "Doc") -> "Doc":
        for verb in doc:
            noun = verb.head
            bare = verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and noun.dep_ == "ROOT" and noun.i < verb.i
            if bare and (verb.tag_ == "VBD" or any(child.dep_ in ("obj", "ccomp", "xcomp") for child in verb.children)):
                verb.head, verb.dep_ = verb, "ROOT"
                noun.head, noun.dep_ = verb, "nsubj"
        return doc

    pipes = model_check.by_factory(nlp)
    parser = pipes["parser"]
    if nlp.pipe_names.index(pipes["ner"]) < nlp.pipe_names.index(parser):
        nlp.add_pipe("reader_whole_names", before=parser)
    nlp.add_pipe("reader_finite_verbs", after=pipes.get("reader_clear_style", parser))


def _skip_spacy_cli() -> None:
    """Keeps `import spacy` from loading its command line, a third of the import's time, which nothing here uses."""
    if "spacy" in sys.modules:
        return
    for name, attribute in (("spacy.cli", "app"), ("spacy.cli.info", "info")):
        stub = types.ModuleType(name)
        setattr(stub, attribute, None)
        sys.modules.setdefault(name, stub)


def parse(nlp: "Language", text: str, progress: Callable[[int, int], None] | None = None) -> "Doc":
    """Runs the model over the paragraphs of `text`; returns one Doc with the offsets of `text`.

    White space between paragraphs is a token of its own, never part of a sentence with words.
    `progress(done, total)` is told the characters read so far.
    """
    import numpy
    from spacy.tokens import Doc

    pieces: list[Doc] = []
    position = 0
    spans = paragraphs(text)
    contents = [text[span.start : span.end].translate(_PLAIN_SPACES) for span in spans]
    for span, piece in zip(spans, nlp.pipe(contents, batch_size=16), strict=True):
        if span.start > position:
            pieces.append(_blank(nlp, text[position : span.start]))
        piece.tensor = numpy.zeros((0,), dtype="f")  # from_docs cannot join tensors with pieces that have none
        piece.user_data.clear()  # what a transformer saw: large, and of no further use
        pieces.append(piece)
        position = span.end
        if progress:
            progress(position, len(text))
    if position < len(text):
        pieces.append(_blank(nlp, text[position:]))
    if not pieces:
        return Doc(nlp.vocab, words=[])
    doc = Doc.from_docs(pieces, ensure_whitespace=False)
    assert doc is not None
    return doc


def _blank(nlp: "Language", space: str) -> "Doc":
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=[space], spaces=[False], pos=["SPACE"], heads=[0], deps=["dep"], sent_starts=[True])

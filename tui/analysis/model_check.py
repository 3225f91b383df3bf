"""Whether a spaCy pipeline can serve as the language model, and if not, why, in one sentence."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tui.errors import AnalysisError

if TYPE_CHECKING:
    from spacy.language import Language

_NEEDED = {
    "tagger": ("tagger",),
    "parser": ("parser",),
    "ner": ("ner",),
    "morphologizer or attribute_ruler": ("morphologizer", "attribute_ruler"),
    "lemmatizer": ("lemmatizer", "trainable_lemmatizer"),
}
"""What the rules read -> the spaCy factories of which one must be there."""
_LONGEST_REASON = 200
"""Characters of another library's error message."""


def name_of(meta: Mapping[str, Any]) -> str:
    """The name under which a pipeline is installed: "en_core_web_sm"."""
    return f"{meta.get('lang', '')}_{meta.get('name', '')}"


def by_factory(nlp: "Language") -> dict[str, str]:
    """spaCy's word for what a component is -> the component's name; those that are switched off are left out."""
    return {nlp.get_pipe_meta(name).factory: name for name in nlp.pipe_names}


def check_language(meta: Mapping[str, Any]) -> None:
    """Raises AnalysisError when the pipeline is made for another language than English."""
    if meta.get("lang") != "en":
        raise AnalysisError(
            f"The language model {name_of(meta)} is made for the language {meta.get('lang')!r}, and reader knows "
            "English alone: choose an English one with READER_MODEL."
        )


def check_components(nlp: "Language") -> None:
    """Raises AnalysisError when the loaded pipeline lacks a component, or its parser's labels are unknown here."""
    pipes = by_factory(nlp)
    missing = [name for name, options in _NEEDED.items() if pipes.keys().isdisjoint(options)]
    if missing:
        lacks = " and no ".join(missing)
        raise AnalysisError(f"The language model {name_of(nlp.meta)} has no {lacks}: choose another with READER_MODEL.")
    if not {"obl", "pobj"} & set(nlp.pipe_labels[pipes["parser"]]):
        raise AnalysisError(
            f"The parser of the language model {name_of(nlp.meta)} gives neither Universal Dependencies nor the labels "
            "of spaCy's English models: choose another with READER_MODEL."
        )


def not_loaded(meta: Mapping[str, Any], error: Exception) -> AnalysisError:
    """What to tell when loading the pipeline that `meta` describes ended in `error`."""
    name = name_of(meta)
    if missing := [package for package in _required(meta) if not _is_installed(package)]:
        return AnalysisError(
            f"The language model {name} needs {' and '.join(missing)}: install it beside reader, or choose another "
            "model with READER_MODEL."
        )
    wanted = str(meta.get("spacy_version") or "")
    if not isinstance(error, ImportError):
        from spacy.about import __version__
        from spacy.util import is_compatible_version

        if wanted and is_compatible_version(__version__, wanted) is False:
            return AnalysisError(
                f"The language model {name} is made for spaCy {wanted}, and this is spaCy {__version__}: install the "
                "release of the model for this spaCy."
            )
    reason = " ".join(str(error).split())[:_LONGEST_REASON] or type(error).__name__
    return AnalysisError(f"The language model {name} cannot be loaded ({reason}): install it again.")


def _required(meta: Mapping[str, Any]) -> list[str]:
    """The packages that a pipeline asks for, without their versions."""
    names = [re.match(r"[\w.-]+", str(line)) for line in meta.get("requirements") or ()]
    return [name.group() for name in names if name]


def _is_installed(package: str) -> bool:
    from importlib import metadata  # slow to import, and no business of a start without faults

    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True

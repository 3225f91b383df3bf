"""Repeats the training of the shipped model: `python -m tui.analysis.training CORPORA WORK`.

CORPORA is a folder that holds `ud/*.spacy`, `ner/*.spacy` and the unpacked `factbook/`;
WORK receives corpora, checkpoints and scores. The result is written to `tui/analysis/model/`.
About two hours on two cores, no GPU.
"""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.train import train
from spacy.tokens import DocBin

from tui.analysis.training import augment as _augment  # noqa: F401  (registers the augmenter)
from tui.analysis.training import world

HERE = Path(__file__).parent
MODEL = HERE.parent / "model"
WORLD = HERE.parent / "data" / "world.json"
VERSION = "1.0.0"

UD = {"train": ("ewt-train", "gum-train"), "dev": ("dev-mix",)}
# The names corpora with how often each is repeated: defence news is closest to our texts and smallest.
NAMES = {
    "train": (
        ("gmb-train", 1),
        ("uner-ewt-train", 1),
        ("gum-train", 1),
        ("crossner-train", 1),
        ("wikigold-train", 1),
        ("re3d-train", 3),
    ),
    "dev": (("dev-mix", 1),),
}


def merge(sources: list[tuple[Path, int]], target: Path) -> None:
    """Writes one corpus that holds each source as often as its number says."""
    merged = DocBin(store_user_data=False)
    for path, times in sources:
        part = DocBin().from_disk(path)
        for _ in range(times):
            merged.merge(DocBin().from_bytes(part.to_bytes()))
    merged.to_disk(target)


def train_part(name: str, corpora: Path, work: Path) -> Path:
    """Trains `syntax` or `names` from its config; returns the folder of the best checkpoint."""
    sources = {
        split: [(corpora / "ud" / f"{file}.spacy", 1) for file in UD[split]]
        if name == "syntax"
        else [(corpora / "ner" / f"{file}.spacy", times) for file, times in NAMES[split]]
        for split in ("train", "dev")
    }
    overrides: dict[str, Any] = {}
    for split, parts in sources.items():
        path = work / f"{name}-{split}.spacy"
        merge(parts, path)
        overrides[f"paths.{split}"] = str(path)
    if name == "syntax":
        overrides["paths.variants"] = str(HERE / "orth_variants.json")
    else:
        overrides["paths.world"] = str(WORLD)
    train(HERE / f"{name}.cfg", work / name, overrides=overrides)
    return work / name / "model-best"


def assemble(syntax: Path, names: Path, target: Path) -> dict[str, Any]:
    """Joins both parts into one pipeline at `target`; returns its scores on the development corpora."""
    nlp = spacy.load(syntax)
    other = spacy.load(names)
    nlp.add_pipe(
        "ner", source=other, first=True
    )  # after the parser, no name could cross what it takes for a sentence end
    nlp.meta.update(
        name="news",
        version=VERSION,
        description="English news: tags, morphology, parse, lemmas, named entities. Trained for `reader`.",
        author="the reader authors",
        license="CC BY-SA 4.0",
    )
    for old in target.iterdir() if target.exists() else ():
        if old.is_dir():
            shutil.rmtree(old)
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["corpora"] = {}
    nlp.to_disk(target)
    return {"syntax": spacy.load(syntax).meta["performance"], "names": other.meta["performance"]}


def main(arguments: list[str]) -> int:
    """Trains all parts, or the one that a third argument names: syntax, names, assemble. Returns the exit code."""
    if len(arguments) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    corpora, work = Path(arguments[0]), Path(arguments[1])
    work.mkdir(parents=True, exist_ok=True)
    only = arguments[2] if len(arguments) == 3 else "all"
    if only == "all":
        world.write(corpora / "factbook", WORLD)
    if only in ("all", "syntax"):
        train_part("syntax", corpora, work)
    if only in ("all", "names"):
        train_part("names", corpora, work)
    if only in ("all", "assemble"):
        scores = assemble(work / "syntax" / "model-best", work / "names" / "model-best", MODEL)
        (work / "scores.json").write_text(json.dumps(scores, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

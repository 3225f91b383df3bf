"""The formats of an export: what each is called, and how its file ends. Pure."""

from pathlib import Path

SUFFIXES = {
    "markdown": ".md",
    "html": ".html",
    "csv": ".csv",
    "csv-stances": ".stances.csv",
    "dna": ".dna.csv",
    "graphml": ".graphml",
    "jsonld": ".jsonld",
    "json": ".json",
}
JOINT = frozenset({"csv", "csv-stances", "dna", "json"})
"""Formats that hold several articles in one file."""
WITHOUT_ANALYSIS = frozenset({"json", "jsonld"})
"""Formats for which an article need not be analysed."""


def format_of(target: Path) -> str:
    """The format that the end of a file's name asks for; Markdown where it asks for none."""
    name = target.name.casefold()
    fitting = [format for format, suffix in SUFFIXES.items() if name.endswith(suffix)]
    return max(fitting, key=lambda format: len(SUFFIXES[format]), default="markdown")

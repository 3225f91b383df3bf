"""Where things lie: the user's data, and the files that ship with the program."""

import os
from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).parent


def library_path() -> Path:
    """The library: `READER_LIBRARY`, else `library.sqlite` in the user's data folder."""
    if chosen := os.environ.get("READER_LIBRARY"):
        return Path(chosen).expanduser()
    return Path(platformdirs.user_data_dir("reader", appauthor=False)) / "library.sqlite"


def shipped(name: str) -> Path:
    """A file or folder that ships with the program, e.g. `styles.tcss` or `seeds`.

    In a wheel it lies in the package; in a checkout one level up.
    """
    inside = PACKAGE / name
    return inside if inside.exists() else PACKAGE.parent / name


def sample() -> Path:
    """The article that a first run opens."""
    return shipped("seeds") / "turkey-nato.txt"

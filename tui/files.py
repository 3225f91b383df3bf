"""Where things lie: the user's data, and the files that ship with the program."""

import os
from pathlib import Path

import platformdirs

from tui.errors import ReaderError

PACKAGE = Path(__file__).parent


def expanded(path: str | Path) -> Path:
    """`path` with `~` as the home folder. Raises ReaderError when nobody has that name, or there is no home folder."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise ReaderError(f"There is no home folder for {str(path)!r}: write the whole path.") from None


def library_path() -> Path:
    """The library: `READER_LIBRARY`, else `library.sqlite` in the user's data folder. Raises ReaderError."""
    if chosen := os.environ.get("READER_LIBRARY"):
        return expanded(chosen)
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

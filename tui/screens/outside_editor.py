"""The user's own editor for the text of a note: `$VISUAL`, else `$EDITOR`, else what the system has."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from tui.errors import ReaderError

_USUAL = ("sensible-editor", "nano", "vim", "vi", "notepad")
"""What systems have where nothing is set, the friendlier ones first."""


def edit(text: str) -> str:
    """`text` as the user left it in his editor, which has the terminal meanwhile.

    The file that he edits lies in the system's temporary folder, readable by him alone, and goes afterwards. Raises
    ReaderError when no editor is set, or when it cannot be started or fails: then nothing has changed.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or next(filter(shutil.which, _USUAL), "")
    try:
        words = shlex.split(command, posix=os.name != "nt")
    except ValueError:
        words = []
    if not words:
        raise ReaderError("No editor was found: set EDITOR and start reader again.")
    descriptor, name = tempfile.mkstemp(prefix="note-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        ended = subprocess.run([*words, name], check=False).returncode
        if ended:
            raise ReaderError(f"The editor {words[0]} ended with an error ({ended}): the note is as it was.")
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ReaderError(f"The editor {words[0]} cannot be used ({error.strerror}): check EDITOR.") from error
    finally:
        path.unlink(missing_ok=True)

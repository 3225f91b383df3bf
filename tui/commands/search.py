"""`reader search`: the hits on the terminal, or as JSON, one object a line:

`{"kind": "article|note|quote|stance|tag", "article": id, "title", "snippet", "marks": [[start, end], …],
"who", "about", "span": [start, end] | null, "note": id | null}`. Marks point into the snippet, the span into the text.
"""

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tui.errors import LibraryError
from tui.model import Hit
from tui.store.library import Library


def search(path: Path, typed: str, limit: int, *, as_json: bool) -> bool:
    """Prints the best hits of a query in the library at `path`; whether there were any. Raises LibraryError."""
    if not path.exists():
        raise LibraryError(f"There is no library at {path} yet: open an article with `reader` first.")
    with Library.open(path) as library:
        found = library.search(typed, limit)
    if as_json:
        for hit in found.hits:
            print(json.dumps(_plain(hit), ensure_ascii=False))
    else:
        console = Console(file=sys.stdout, soft_wrap=True, highlight=False)
        with console.capture() as shown:  # a closed pipe is no business of rich, which would end the program
            for hit in found.hits:
                console.print(_shown(hit))
            if found.more:
                console.print(Text(f"… and more: --limit {2 * limit} shows them.", "dim"))
        sys.stdout.write(shown.get())
    sys.stdout.flush()
    return bool(found.hits)


def _plain(hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "article": hit.article,
        "title": hit.title,
        "snippet": hit.snippet,
        "marks": [list(mark) for mark in hit.marks],
        "who": hit.who,
        "about": hit.about,
        "span": list(hit.span) if hit.span else None,
        "note": hit.note,
    }


def _shown(hit: Hit) -> Text:
    """Kind and title on one line, what was found below."""
    title = f"#{hit.title}" if hit.kind == "tag" else hit.title
    text = Text.assemble((f"{hit.kind:8}", "dim"), (title, "bold"))
    if hit.who or hit.about:
        text.append(f"  {' '.join(filter(None, (hit.who, hit.about)))}", "italic")
    snippet = Text(hit.snippet)
    for mark in hit.marks:
        snippet.stylize("bold underline", *mark)
    return Text.assemble(text, "\n        ", snippet) if hit.snippet else text

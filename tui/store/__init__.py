"""The library: one SQLite file that keeps articles, notes, tags, drafts and analyses. The only room that knows SQL."""

from tui.store.library import Library

__all__ = ["Library"]

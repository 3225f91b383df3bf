"""One open article: the only room where its state changes."""

from tui.session.session import Session

__all__ = ["Session"]

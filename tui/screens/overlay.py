"""A screen over the page, which goes at a key."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class Overlay(ModalScreen[T]):
    """Closes once: keys that come in one burst with the one that closed it are still its own, and do nothing."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Gives the screen back to the page, with a result."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

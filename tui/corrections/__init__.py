"""The user's corrections: laid over the machine's analysis, never written into it. Pure."""

from tui.corrections.follow import moved
from tui.corrections.overlay import corrected
from tui.corrections.sketches import sketch

__all__ = ["corrected", "moved", "sketch"]

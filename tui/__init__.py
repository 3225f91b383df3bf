"""A terminal reader for political news: who says what about whom, and your notes."""

__version__ = "0.1.0"

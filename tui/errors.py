"""The errors that people see. Each message is one plain sentence that says what happened and what to do."""


class ReaderError(Exception):
    """Root of all errors that end in one sentence for a person and exit code 2."""


class SourceError(ReaderError):
    """An article could not be read."""


class LibraryError(ReaderError):
    """The library (the SQLite file) could not be opened, read or written."""


class AnalysisError(ReaderError):
    """The language model could not be loaded or the analysis failed."""


class ConflictError(LibraryError):
    """Somebody else has changed or deleted the same note meanwhile; nothing of his was touched."""


class ExportError(ReaderError):
    """An export could not be written."""


class ExportExistsError(ExportError):
    """The file is there already and may only be replaced when that is asked for."""


class ExchangeError(ReaderError):
    """A file of notes is not what it should be; the message names the place in it."""


class PatternError(ReaderError):
    """What was typed is no regular expression, or one that takes too long."""

"""What can go wrong that the reader can act on. Surfaces show `str(error)` and `error.advice`, both in French."""


class ClausierError(Exception):
    """One clear sentence, and what to do next. Anything else that is raised is a defect of ours."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class UnreadableFile(ClausierError):
    """A file that cannot become a document: empty, damaged, locked, without text, or not what it claims."""


class LockedFile(ClausierError):
    """A file that opens with a password: none was given, or another one."""


class UnknownName(ClausierError):
    """No such dossier, document, article or answer."""


class ModelUnavailable(ClausierError):
    """A model is not there, does not answer, or stopped in the middle; trying again may help."""


class PromptTruncated(ClausierError):
    """The model server read less than it was given, so its words rest on less than they should."""


class WrongSetting(ClausierError):
    """A setting, or an argument, that cannot be honoured."""


class Cancelled(ClausierError):
    """The reader asked to stop."""


class BrokenIndex(Exception):
    """A cache cannot be used. Never shown: whoever owns the cache makes it again from the record."""

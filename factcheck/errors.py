"""The errors a user may meet: one sentence that says what, where and the mend."""


class FactcheckError(Exception):
    """Something that the user can mend; its text is shown as it stands, without a traceback."""


class ArticleError(FactcheckError):
    """An article that can't be read."""


class LanguageError(FactcheckError):
    """A language that isn't installed, or a text whose language can't be told."""


class ModelError(FactcheckError):
    """A trained pipeline that isn't installed, can't be loaded or doesn't fit."""


class OtherLanguageError(ModelError, LanguageError):
    """A trained pipeline of another language than the text's."""


class WordsError(FactcheckError):
    """A broken entry in a language's words; names the file and the key."""


class ConfigError(FactcheckError):
    """Defaults of options (factcheck.toml) that can't be read, or that no option takes."""


class OutputError(FactcheckError):
    """A result that can't be written, or that would replace what must be kept."""


class WorksheetError(FactcheckError):
    """A worksheet that can't be read, or doesn't fit what is asked."""


class RunError(FactcheckError):
    """A batch run that can't go on; what was done stays, and the same command goes on from there."""

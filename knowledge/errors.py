"""Every error that this program raises on purpose.

AiguilleurError
├── HoursError          opening hours that cannot be read with certainty
├── RecordError         one record of an input that cannot be taken
├── InputError          a whole input file that cannot be read
├── DirectoryError      directory.db cannot serve
│   ├── DirectoryMissing
│   └── DirectoryCorrupt
├── ExportError         the directory could not be written for others
├── RulesError          the rule file has mistakes (all of them, in French)
├── LexiconError        a file of the common lexicon has another shape
├── StateError          state.db cannot serve
├── SettingsError       a setting has a wrong value
├── ConsentError        an identity without the person's stated consent
├── CodeError           a code that opens nothing (bot/codes/errors.py)
├── InvitationError     an invitation that cannot be made (bot/people/invitations.py)
├── LiaisonError        what the desk behind the liaison sheets refuses (bot/liaison/errors.py)
└── SheetError          the sheet could not be made
    └── TemplateError   a territory's own template is at fault

A message written for a coordinator is in French and says what to do next.
"""

from pathlib import Path


class AiguilleurError(Exception):
    """The root: whoever catches it catches nothing else."""


class HoursError(AiguilleurError, ValueError):
    """Opening hours that cannot be read with certainty."""


class RecordError(AiguilleurError, ValueError):
    """One record of an input that cannot be taken; the others go on."""


class InputError(AiguilleurError):
    """A whole input file that cannot be read: missing, empty, of another kind, truncated."""


class DirectoryError(AiguilleurError):
    """The directory cannot serve."""


class DirectoryMissing(DirectoryError):
    """There is no directory at this path."""


class DirectoryCorrupt(DirectoryError):
    """There is a file, but it is not a directory that this version can read."""


class ExportError(AiguilleurError):
    """The directory could not be written for others; what was at that place is untouched."""


class RulesError(AiguilleurError):
    """The rule file has mistakes. `mistakes` holds them all, in the order of the file."""

    def __init__(self, mistakes: "tuple[object, ...]") -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


class LexiconError(AiguilleurError):
    """A file of the common lexicon, or what was learned from it, has another shape. Names the file and the line."""

    def __init__(self, path: Path, line: int, cause: str) -> None:
        super().__init__(f"{path.parent.name}/{path.name}, ligne {line} : {cause}.")
        self.path, self.line = path, line


class StateError(AiguilleurError):
    """state.db cannot be opened, read or written."""


class SettingsError(AiguilleurError):
    """A setting has a wrong value; the message names it and what was expected."""


class SheetError(AiguilleurError):
    """The sheet could not be made."""


class TemplateError(SheetError):
    """A territory's own template, or its logo, is at fault: file, line and cause in French, for who edits it.

    Typst may quote in it what somebody wrote on their sheet: `logged` is the same without that.
    """

    def __init__(self, message: str, logged: str | None = None) -> None:
        super().__init__(message)
        self.logged = message if logged is None else logged


class ConsentError(AiguilleurError, ValueError):
    """An identity without the person's stated consent."""

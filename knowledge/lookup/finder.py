"""Look-ups over one rule file and one directory: read a line, find what answers it."""

from copy import copy
from dataclasses import dataclass, field
from datetime import datetime

from knowledge.directory import Directory
from knowledge.lookup.finding import Seeker
from knowledge.lookup.model import Findings, Lookup
from knowledge.lookup.reading import Reader
from knowledge.places import Places
from knowledge.rules.model import Rules
from knowledge.search import Search
from knowledge.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Finder:
    """Reads look-ups and answers them; any thread may ask. Keeps nothing of what is typed.

    `directory` or `search` is None when it cannot serve: the numbers to call remain.
    """

    rules: Rules
    understanding: Understanding
    places: Places
    directory: Directory | None
    search: Search | None
    _reader: Reader = field(init=False, repr=False)
    _seeker: Seeker = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_reader", Reader(self.rules, self.understanding, self.places, self.search))
        object.__setattr__(self, "_seeker", Seeker(self.rules, self.places, self.directory, self.search))

    def under(self, directory: Directory) -> "Finder":
        """The same over the same directory under an overlay; what reads lines, which takes a while to make, is kept."""
        found = copy(self)
        object.__setattr__(found, "directory", directory)
        object.__setattr__(found, "_seeker", Seeker(self.rules, self.places, directory, self.search))
        return found

    def read(self, text: str, *, home: str | None = None) -> Lookup:
        """What one line asks. `home`: the INSEE code of the agent's commune. Whatever the text, nothing is raised."""
        return self._reader.read(text, home)

    def find(self, lookup: Lookup, at: datetime, *, limit: int = 8) -> Findings:
        """What answers a look-up at an (aware) moment, best first, at most `limit` services.

        Raises DirectoryError when the directory is damaged.
        """
        return self._seeker.find(lookup, at, limit)

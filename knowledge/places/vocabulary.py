"""The words that stand around the name of a place, announce it, or only look like one, from the two word lists."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sets of folded words, by the part that they play beside the name of a place."""

    around: frozenset[str]
    before: frozenset[str]
    residence: frozenset[str]
    locality: frozenset[str]
    elsewhere: frozenset[str]
    counted: frozenset[str]
    ordinary: frozenset[str]

    def surrounds(self, word: str) -> bool:
        """Whether a word may stand beside a name in a message that says nothing else; so may a number or a postcode.

        >>> vocabulary().surrounds("habite"), vocabulary().surrounds("17"), vocabulary().surrounds("loyer")
        (True, True, False)
        """
        return word in self.around or (word.isdigit() and len(word) in (1, 2, 5))


@cache
def vocabulary() -> Vocabulary:
    """The packaged words."""
    folder = files("knowledge.places")
    sections: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in folder.joinpath("message_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            section.update(line.split())
    words = {name: frozenset(found) for name, found in sections.items()}
    common = folder.joinpath("ordinary_words.txt").read_text(encoding="utf-8").split()
    return Vocabulary(
        around=words["autour"],
        before=words["devant"],
        residence=words["residence"],
        locality=words["lieu"],
        elsewhere=words["ailleurs"],
        counted=words["comptes"],
        ordinary=frozenset(common).union(*words.values()),
    )

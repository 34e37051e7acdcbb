"""What a name says that a structure is: a town hall, its social centre, a library; and the words that say it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

Forms = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""By first word: the words of a form and its kind, the longest form first."""


def kinds_in(read: Sequence[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The kinds that folded words name, and the words that are left.

    >>> kinds_in(("centre", "communal", "d", "action", "sociale", "de", "vienne"))
    (frozenset({'ccas'}), ('de', 'vienne'))
    >>> kinds_in(("communaute", "de", "communes", "du", "lac"))[0] == {"epci"}
    True
    """
    forms = _forms()
    kinds: set[str] = set()
    left: list[str] = []
    at = 0
    while at < len(read):
        for form, kind in forms.get(read[at], ()):
            if tuple(read[at : at + len(form)]) == form:
                kinds.add(kind)
                at += len(form)
                break
        else:
            left.append(read[at])
            at += 1
    return frozenset(kinds), tuple(left)


@cache
def _forms() -> Forms:
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for line in files("knowledge.merging").joinpath("kinds.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, _, forms = line.partition(": ")
            for form in forms.split(", "):
                words = tuple(form.split())
                found[words[0]].append((words, kind))
    return {first: tuple(sorted(each, key=lambda pair: (-len(pair[0]), pair))) for first, each in found.items()}

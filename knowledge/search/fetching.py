"""What to ask the index for, from the surest to the loosest: an AND of OR-groups, relaxed word by word.

The index keeps no order of relevance (with `detail=none` its own ranking would mean nothing): fetching is for recall,
`scoring` sorts.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from knowledge.search.documents import name_marks, told_mark
from knowledge.search.reading import Group

FETCHED = 150
"""Entries fetched by one expression at most."""


_FOUND = "select rowid from search_words where search_words match ? limit ?"


def narrow(groups: Sequence[Group], around: Sequence[str]) -> Iterator[str]:
    """Expressions for what was most likely meant: the whole name, then all the words, near first."""
    if not groups:
        return
    yield _any(name_marks([group.guesses[0].word for group in groups], ()))
    likely = " AND ".join(_any(group.likely) for group in groups)
    if around:
        yield f"{likely} AND {_any(around)}"
    yield likely


def wide(groups: Sequence[Group], around: Sequence[str]) -> Iterator[str]:
    """Expressions for all that may have been meant, near first."""
    if not groups:
        return
    if around:
        yield f"{_all(groups)} AND {_any(around)}"
    yield _all(groups)


def told(groups: Sequence[Group]) -> Iterator[str]:
    """The expression for what holds every word, in its descriptions if nowhere else."""
    if groups:
        yield " AND ".join(_any((*_guessed(group), *map(told_mark, group.typed.split()))) for group in groups)


def named(mark: str, groups: Sequence[Group], around: Sequence[str]) -> Iterator[str]:
    """Expressions for the entries that have a mark: with a word of the groups first, then near, then any."""
    if words := [word for group in groups for word in group.likely]:
        yield f"{_quoted(mark)} AND {_any(words)}"
    if around:
        yield f"{_quoted(mark)} AND {_any(around)}"
    yield _quoted(mark)


def any_of(groups: Iterable[Group]) -> Iterator[str]:
    """One expression a group, for its likely words."""
    return (_any(group.likely) for group in groups)


def relaxed(groups: Sequence[Group]) -> Iterator[str]:
    """Expressions without one word each, the least sure or the least telling first, then without more and more of them."""
    if len(groups) < 2:
        return
    doubtful = sorted(groups, key=lambda group: group.certainty * group.weight)
    for dropped in doubtful:
        yield _all([group for group in groups if group is not dropped])
    for count in range(2, len(groups)):
        yield _all([group for group in groups if group not in doubtful[:count]])


def fetch(connection: sqlite3.Connection, expression: str) -> Iterator[int]:
    """Numbers of the entries that answer an expression, `FETCHED` at most."""
    return (number for (number,) in connection.execute(_FOUND, (expression, FETCHED)))


def _all(groups: Iterable[Group]) -> str:
    return " AND ".join(_any(_guessed(group)) for group in groups)


def _guessed(group: Group) -> Iterator[str]:
    return (guess.word for guess in group.guesses)


def _any(words: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quoted, words))})"


def _quoted(word: str) -> str:
    """A word between quotes is a word, whatever it looks like in the syntax of FTS5."""
    return f'"{word}"'

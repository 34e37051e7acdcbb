"""A conversation written down: what is said, tapped and shared, and what is expected in return."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from knowledge.errors import RulesError
from knowledge.rules.mistakes import Mistake, meant
from knowledge.rules.reader import Source, Tree, read

PARIS = ZoneInfo("Europe/Paris")

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=PARIS)
"""When a conversation takes place unless it says otherwise: a Monday morning."""

ACTS = ("dit", "appuie", "partage", "envoie", "recommence", "bot")
KEYS = ("titre", "quand", "dialogue")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a conversation: `who` is one of ACTS, `number` its line in the file."""

    who: str
    what: Tree
    number: int


@dataclass(frozen=True, slots=True)
class Story:
    """One conversation of a file, which begins at line `number` and takes place at an aware moment."""

    title: str
    file: str
    number: int
    at: datetime
    lines: tuple[Line, ...]


def stories(path: Path) -> tuple[Story, ...]:
    """The conversations of a file. Raises RulesError with every mistake of form."""
    source = read(path)
    mistakes = list(source.mistakes) or list(_mistakes(source))
    if mistakes:
        raise RulesError(tuple(mistakes))
    assert isinstance(source.tree, list)
    return tuple(_story(source, index, tree) for index, tree in enumerate(source.tree) if isinstance(tree, dict))


def _story(source: Source, index: int, tree: dict[str, Tree]) -> Story:
    dialogue = tree["dialogue"]
    assert isinstance(dialogue, list)
    lines = []
    for place, each in enumerate(dialogue):
        assert isinstance(each, dict)
        ((who, what),) = each.items()
        lines.append(Line(who, what, source.positions[(index, "dialogue", place)][0]))
    at = _moment(tree.get("quand")) or MONDAY
    return Story(str(tree["titre"]), source.file, source.positions[(index, "titre")][0], at, tuple(lines))


def _moment(text: Tree | None) -> datetime | None:
    """A moment as a coordinator writes it, 2026-12-25 10:00, in Paris; None where it is none."""
    try:
        return datetime.fromisoformat(str(text)).replace(tzinfo=PARIS) if text else None
    except ValueError:
        return None


def _mistakes(source: Source) -> Iterator[Mistake]:
    if not isinstance(source.tree, list):
        yield source.mistake((), "ce fichier doit être une liste de conversations", "Commencez par « - titre: … ».")
        return
    for index, tree in enumerate(source.tree):
        if not isinstance(tree, dict) or "titre" not in tree or not isinstance(tree.get("dialogue"), list):
            yield source.mistake(
                (index,), "une conversation a un « titre » et un « dialogue »", "Reprenez la forme des autres."
            )
            continue
        for key in tree:
            if key not in KEYS:
                yield source.mistake((index, key), f"je ne connais pas « {key} »", meant(key, KEYS))
        if "quand" in tree and _moment(tree["quand"]) is None:
            yield source.mistake(
                (index, "quand"), f"« {tree['quand']} » n'est pas un moment", "Écrivez-le ainsi : 2026-12-25 10:00."
            )
        dialogue = tree["dialogue"]
        assert isinstance(dialogue, list)
        for place, each in enumerate(dialogue):
            yield from _line_mistakes(source, (index, "dialogue", place), each)


def _line_mistakes(source: Source, where: tuple[int | str, ...], line: Tree) -> Iterator[Mistake]:
    if not isinstance(line, dict) or len(line) != 1:
        yield source.mistake(where, "chaque ligne dit une seule chose", f"Possible ici : {', '.join(ACTS)}.")
        return
    ((who, what),) = line.items()
    if who not in ACTS:
        yield source.mistake(where, f"je ne connais pas « {who} »", meant(who, ACTS))
    elif who == "bot" and not isinstance(what, dict):
        yield source.mistake(where, "après « bot: » vient un bloc", "Par exemple : { demande: commune }.")
    elif who == "partage" and not _position(what):
        yield source.mistake(where, "une position est faite de deux nombres", "Par exemple : [45.795, 4.847].")


def _position(what: Tree) -> bool:
    try:
        return isinstance(what, list) and len([float(str(each)) for each in what]) == 2
    except ValueError:
        return False

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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a conversation: `who` is one of ACTS, `number` its line in the file."""

    who: str
    what: Tree
    number: int


@dataclass(frozen=True, slots=True)
class Story:
    title: str
    file: str
    number: int
    at: datetime
    lines: tuple[Line, ...]


def stories(path: Path) -> tuple[Story, ...]:
    """The conversations of a file. Raises RulesError with every mistake of form."""
    source = read(path)
    mistakes = list(source.mistakes) + list(_mistakes(source))
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
    moment = tree.get("quand")
    at = datetime.fromisoformat(moment).replace(tzinfo=PARIS) if isinstance(moment, str) else MONDAY
    return Story(str(tree["titre"]), source.file, source.positions[(index, "titre")][0], at, tuple(lines))


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
        dialogue = tree["dialogue"]
        for place, each in enumerate(dialogue if isinstance(dialogue, list) else []):
            where = (index, "dialogue", place)
            if not isinstance(each, dict) or len(each) != 1:
                yield source.mistake(where, "chaque ligne dit une seule chose", f"Possible ici : {', '.join(ACTS)}.")
            elif (who := next(iter(each))) not in ACTS:
                yield source.mistake(where, f"je ne connais pas « {who} »", meant(who, ACTS))

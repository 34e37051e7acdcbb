"""Written look-ups: the lines that agents type, and the cards that an honest colleague would accept for each.

annuaire: demonstration
commune: "69034"
reperages:
  - dit: "ccas caluire"
    attendu: [demo--ccas]
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import InputError, RulesError
from knowledge.rules.mistakes import Mistake, meant
from knowledge.rules.reader import Source, Tree, read

DEMONSTRATION = "demonstration"
"""What `annuaire` says for the directory that comes with the program."""

CONTROL = "control"
"""What the name of a file begins with when nothing is ever changed after its lines: they are not shown."""

KEYS = ("annuaire", "correspondance", "commune", "reperages")
LINE_KEYS = ("dit", "attendu", "commune")


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A line, the ids that answer it (structures, services, numbers to call), the agent's commune, its line in the file."""

    text: str
    expected: frozenset[str]
    home: str | None
    number: int


@dataclass(frozen=True, slots=True)
class LookupFile:
    """The look-ups of one file. `directory` is a file to import, through `mapping` if it is a table; None: the demonstration."""

    path: Path
    directory: Path | None
    mapping: Path | None
    lines: tuple[AskedLine, ...]

    @property
    def control(self) -> bool:
        """Only figures are told of it."""
        return self.path.name.startswith(CONTROL)

    def unknown(self, known: Collection[str]) -> tuple[Mistake, ...]:
        """The expected ids that are none of `known`: each would count as a miss without anybody knowing why."""
        cause = "« {} » n'est ni une structure, ni un service de l'annuaire, ni un numéro des règles"
        return tuple(
            Mistake(self.path.name, line.number, 1, cause.format(id), meant(id, known))
            for line in self.lines
            for id in sorted(line.expected)
            if id not in known
        )

    def nowhere(self, commune: Callable[[str], object | None]) -> tuple[Mistake, ...]:
        """The communes that are none (`commune` gives None): a line would be looked up around nothing, without a word."""
        cause, fix = "« {} » n'est pas le code INSEE d'une commune", 'Par exemple : "69034".'
        return tuple(
            Mistake(self.path.name, line.number, 1, cause.format(line.home), fix)
            for line in self.lines
            if line.home and commune(line.home) is None
        )


def read_lookups(path: Path) -> LookupFile:
    """Read a file of look-ups; the paths that it names start from its folder.

    Raises InputError where there is no file, RulesError with every mistake of form, its line and the likely fix.
    """
    if not path.is_file():
        raise InputError(f"« {path} » n'est pas un fichier. Donnez des repérages écrits, comme tests/lookups/*.yaml.")
    source = read(path)
    mistakes = list(source.mistakes) or list(_mistakes(source))
    if mistakes:
        raise RulesError(tuple(mistakes))
    tree = source.tree
    assert isinstance(tree, dict)
    listed = tree["reperages"]
    assert isinstance(listed, list)
    lines = tuple(_line(source, place, each, tree) for place, each in enumerate(listed) if isinstance(each, dict))
    named = str(tree["annuaire"])
    mapping = str(tree.get("correspondance") or "")
    directory = None if named == DEMONSTRATION else path.parent / named
    return LookupFile(path, directory, path.parent / mapping if mapping else None, lines)


def _line(source: Source, place: int, line: dict[str, Tree], whole: dict[str, Tree]) -> AskedLine:
    home = str(line.get("commune") or whole.get("commune") or "") or None
    expected = line["attendu"]
    assert isinstance(expected, list)
    return AskedLine(str(line["dit"]), frozenset(map(str, expected)), home, source.positions[("reperages", place)][0])


def _mistakes(source: Source) -> Iterator[Mistake]:
    tree = source.tree
    if not isinstance(tree, dict):
        yield source.mistake(
            (), "ce fichier commence par « annuaire: »", "Puis « reperages: », et une ligne par repérage."
        )
        return
    for key in tree:
        if key not in KEYS:
            yield source.mistake((key,), f"je ne connais pas « {key} »", meant(key, KEYS))
    for key in KEYS[:-1]:
        if key in tree and not isinstance(tree[key], str):
            yield source.mistake((key,), f"« {key} » est un texte", "Écrivez-le sur la même ligne.")
    if not tree.get("annuaire"):
        fix = f"Écrivez « annuaire: {DEMONSTRATION} », ou le chemin d'un fichier à importer."
        yield source.mistake((), "il manque « annuaire »", fix)
    if tree.get("correspondance") and tree.get("annuaire") == DEMONSTRATION:
        yield source.mistake(
            ("correspondance",), "la démonstration n'a pas besoin de correspondance", "Retirez la ligne."
        )
    listed = tree.get("reperages")
    if not isinstance(listed, list) or not listed:
        yield source.mistake(("reperages",), "« reperages » est une liste", "Commencez par « - dit: … ».")
        return
    seen: dict[str, int] = {}
    for place, line in enumerate(listed):
        yield from _line_mistakes(source, place, line, seen)


def _line_mistakes(source: Source, place: int, line: Tree, seen: dict[str, int]) -> Iterator[Mistake]:
    where = ("reperages", place)
    if not isinstance(line, dict):
        yield source.mistake(where, "un repérage a « dit » et « attendu »", "Reprenez la forme des autres.")
        return
    for key in line:
        if key not in LINE_KEYS:
            yield source.mistake((*where, key), f"je ne connais pas « {key} »", meant(key, LINE_KEYS))
    said, expected = line.get("dit"), line.get("attendu")
    if not isinstance(said, str) or not said.strip():
        yield source.mistake((*where, "dit"), "« dit » est la ligne que l'agent tape", "Entourez-la de guillemets.")
    elif said in seen:
        yield source.mistake((*where, "dit"), f"« {said} » est déjà écrit ligne {seen[said]}", "Gardez l'une des deux.")
    else:
        seen[said] = source.positions[where][0]
    if not isinstance(expected, list) or not expected or not all(isinstance(id, str) and id for id in expected):
        fix = 'Par exemple : [demo--ccas], ou ["115"].'
        yield source.mistake((*where, "attendu"), "« attendu » est la liste des ids acceptés", fix)
    if "commune" in line and not isinstance(line["commune"], str):
        yield source.mistake((*where, "commune"), "« commune » est un code INSEE", 'Par exemple : "69034".')

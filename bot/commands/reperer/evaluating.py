"""`aiguilleur reperer --evaluer`: how often one typed line is enough, on look-ups that were written down."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.served import serve
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory, describe, replacing
from knowledge.errors import RulesError
from knowledge.evaluation.looked_up import Found, LookedUp, counted, looked_up
from knowledge.evaluation.lookups import LookupFile, read_lookups
from knowledge.importers import correspondence
from knowledge.importers.load import load
from knowledge.merging import Decisions
from knowledge.places import Places
from knowledge.rules.model import Rules
from knowledge.search import Search, index

Judgements = dict[Path, tuple[LookedUp, ...]]

_HEAD = ("lignes", "du premier coup", "de … à …", "en un appui au plus", "manquées")


def evaluate(paths: Sequence[Path], rules: Rules) -> str:
    """What to print: the figures of each file and of all, then the lines at fault of those that are not for control.

    A directory that is not there is told, and its files are left aside. Raises RulesError for files with mistakes (each
    with its line), and the errors of an import.
    """
    files = tuple(map(read_lookups, paths))
    absent = [file for file in files if file.directory is not None and not file.directory.exists()]
    judgements = judge([file for file in files if file not in absent], rules)
    return "\n".join(report(files, judgements, absent))


def judge(files: Iterable[LookupFile], rules: Rules) -> Judgements:
    """Each file's lines, judged on its directory, which is imported in a temporary folder. Raises as `evaluate` does."""
    judgements: Judgements = {}
    places = Places.load()
    ordered = sorted(files, key=lambda file: (str(file.directory), str(file.mapping)))
    for (directory, mapping), together in groupby(ordered, key=lambda file: (file.directory, file.mapping)):
        with ExitStack() as stack:
            path = demonstration_directory()
            if directory is not None:
                path = Path(stack.enter_context(TemporaryDirectory(prefix="aiguilleur-"))) / "annuaire.db"
                _import(directory, mapping, path)
            opened = stack.enter_context(Directory.open(path))
            search = stack.enter_context(Search.open(opened))
            here, known = tuple(together), _ids(opened, rules)
            if unknown := [
                mistake for file in here for mistake in (*file.unknown(known), *file.nowhere(places.commune))
            ]:
                raise RulesError(tuple(unknown))
            finder = serve(rules, places, opened, search).finder
            judgements |= {file.path: tuple(looked_up(finder, file.lines)) for file in here}
    return judgements


def _ids(directory: Directory, rules: Rules) -> frozenset[str]:
    entries = tuple(directory.entries())
    structures = {structure.id for structure, _ in entries}
    services = {service.id for _, listed in entries for service in listed}
    return frozenset(structures | services | set(rules.hotlines))


def _import(source: Path, mapping: Path | None, path: Path) -> None:
    """Build a directory as `aiguilleur importer` does."""
    with replacing(path) as database:
        load([source], database, mapping=correspondence.read(mapping) if mapping else None, decisions=Decisions())
        index(database)
        describe(database, built_at=datetime.now(UTC), demonstration=False)


def report(files: Sequence[LookupFile], judgements: Judgements, absent: Sequence[LookupFile]) -> Iterator[str]:
    """The lines to print; those at fault are told of files that are not for control."""
    for file in absent:
        yield f"« {file.path.name} » est laissé de côté : son annuaire « {file.directory} » n'est pas là."
    read = [file for file in files if file.path in judgements]
    if not read:
        return
    yield "Du premier coup : la bonne fiche est la première chose affichée, sans un appui. Intervalle à 95 % (Wilson)."
    yield ""
    yield f"{'':28}" + "".join(f"{column:>21}" for column in _HEAD)
    for file in read:
        yield _row(file.path.name, counted(judgements[file.path]))
    tuning = [each for file in read if not file.control for each in judgements[file.path]]
    control = [each for file in read if file.control for each in judgements[file.path]]
    if tuning and control:
        yield _row("réglage", counted(tuning))
        yield _row("contrôle", counted(control))
    yield _row("ensemble", counted([*tuning, *control]))
    for file in read:
        if not file.control:
            yield from _faults(file, judgements[file.path])


def _row(name: str, told: Found) -> str:
    low, high = told.sure
    cells = (
        str(told.lines),
        f"{told.first} ({_percent(told.first / told.lines)})",
        f"{_percent(low)} à {_percent(high)}",
        f"{told.listed} ({_percent(told.listed / told.lines)})",
        str(told.missed),
    )
    return f"{name:28}" + "".join(f"{cell:>21}" for cell in cells)


def _faults(file: LookupFile, judged: Sequence[LookedUp]) -> Iterator[str]:
    faults = [each for each in judged if each.verdict != "first"]
    if faults:
        yield ""
        yield f"{file.path.name} : pas du premier coup"
    for each in faults:
        where = "plus bas" if each.verdict == "listed" else "manquée"
        wanted = ", ".join(sorted(each.line.expected))
        yield f"  ligne {each.line.number}, {where} : « {each.line.text} » ({wanted}), affiché : {each.instead}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")

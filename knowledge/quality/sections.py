"""The totals as tables with French heads: the same for a terminal and for a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.phones import spoken
from knowledge.quality.criteria import CRITERIA
from knowledge.quality.gaps import GAPS
from knowledge.quality.summary import Group, Listed, Summary
from knowledge.quality.tally import SHARED_BY

EXAMPLES = 2
"""Records named on a line."""

NOWHERE = "commune non dite"


@dataclass(frozen=True, slots=True)
class Section:
    """A table; all rows have as many cells as there are heads. `note` says how to read it, or is empty."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sections(summary: Summary, most: int, label: Callable[[str], str]) -> Iterator[Section]:
    """The tables that have a row, in the order in which they are read.

    `most` cuts the long ones; `label` names a commune by its INSEE code.
    """
    total = summary.services
    ages = tuple((age.said, str(count), percent(count, total)) for age, count in summary.freshness.items())
    yield Section("Fraîcheur : la dernière vérification", "", ("", "services", "part"), ages if total else ())
    yield Section(
        "Critères de data·inclusion", "", ("", "rempli", "en partie", "manque", "sans objet"), _marks(summary)
    )
    yield Section("Ce qui manque à qui cherche", "", ("combien", "quoi", "par exemple"), tuple(_gaps(summary)))
    yield Section(
        f"Numéros donnés par plus de {SHARED_BY} structures",
        "Un standard, ou une erreur de copie : un numéro plus direct existe peut-être.",
        ("numéro", "structures", "par exemple"),
        tuple((spoken(each.telephone), str(each.structures), ", ".join(each.examples)) for each in summary.phones),
    )
    heads = ("services", "note", "pas à jour")
    lacking = "Là où il y a le plus à compléter en premier."
    yield Section("Par source", "", ("source", *heads), _groups(summary.sources, most))
    yield Section("Par structure", lacking, ("structure", *heads), _groups(summary.structures_to_mend, most))
    towns = _groups(summary.communes, most, lambda group: label(group.key) if group.key else NOWHERE)
    yield Section("Par commune", lacking, ("commune", *heads), towns)
    yield Section("Par thème", lacking, ("thématique", *heads), _groups(summary.themes, most))


def percent(part: int, whole: int) -> str:
    """
    >>> percent(1, 3), percent(1, 1000), percent(0, 3), percent(0, 0)
    ('33 %', '< 1 %', '0 %', '0 %')
    """
    if part and part * 200 < whole:
        return "< 1 %"
    return f"{round(100 * part / whole) if whole else 0} %"


def decimal(number: float) -> str:
    """
    >>> decimal(0.5)
    '0,50'
    """
    return f"{number:.2f}".replace(".", ",")


def _marks(summary: Summary) -> tuple[tuple[str, ...], ...]:
    if not summary.services:
        return ()
    rows = ((criterion.title, summary.criteria[criterion.name]) for criterion in CRITERIA)
    return tuple(
        (title, str(marks.full), str(marks.partly), str(marks.missing), str(marks.not_concerned))
        for title, marks in rows
    )


def _gaps(summary: Summary) -> Iterator[tuple[str, ...]]:
    listed = [(f"services {gap.title}", summary.gaps[gap.id]) for gap in GAPS]
    for title, found in (*listed, ("structures sans aucun service", summary.empty_structures)):
        if found.count:
            yield str(found.count), title, _named(found)


def _named(listed: Listed) -> str:
    return " ; ".join(f"{each.nom} ({each.place})" if each.place else each.nom for each in listed.examples[:EXAMPLES])


def _groups(
    groups: Sequence[Group], most: int, name: Callable[[Group], str] = lambda group: group.name
) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (name(group), str(group.services), decimal(group.score), percent(group.stale, group.services))
        for group in groups[:most]
    )

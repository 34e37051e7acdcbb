"""`aiguilleur qualite`: how good and how fresh the directory is, and what to mend first."""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import IO

import click
from rich.console import Console
from rich.table import Table

from bot.commands.communes import commune_of
from bot.commands.options import directory_option, rules_option, settings
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import RulesError
from knowledge.exporters.writing import replacing_file
from knowledge.places import Places
from knowledge.quality import Assessment, Chosen, Demand, Summary, Tally, assessed, to_complete
from knowledge.quality.partner import COLUMNS
from knowledge.quality.sections import Section, decimal, sections
from knowledge.quality.shapes import service_as_dict, summary_as_dict
from knowledge.rules import load
from knowledge.rules.model import Rules

WIDEST = 70
"""Characters of a cell where there is no terminal to fit."""

MOST_SAID = 4
"""Things to do that are said of one record; the list to complete has them all."""

Told = Callable[[Assessment], None]


@click.command(help="Dit ce que vaut l'annuaire : fiches incomplètes, anciennes, injoignables ; lesquelles reprendre.")
@click.option("--source", metavar="SOURCE", help="Seulement cette source.")
@click.option("--commune", "communes", metavar="CODE", multiple=True,
              help="Seulement cette commune (code INSEE ou nom). Peut être répétée.")  # fmt: skip
@click.option("--theme", metavar="THEME", help="Seulement cette thématique, ou cette catégorie de thématiques.")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON, service par service.")
@click.option("--csv", "table", metavar="FICHIER", type=click.Path(path_type=Path, dir_okay=False),
              help="Écrire aussi la liste à compléter, à donner aux partenaires.")  # fmt: skip
@click.option("--limite", type=click.IntRange(1, 1000), default=10, show_default=True,
              help="Nombre de lignes de chaque liste.")  # fmt: skip
@rules_option
@directory_option
def command(
    source: str | None,
    communes: tuple[str, ...],
    theme: str | None,
    as_json: bool,
    table: Path | None,
    limite: int,
    rules: Path | None,
    directory: Path | None,
) -> None:
    """Judge every service once; print the report or the JSON, and write the table where it is asked for."""
    found = settings(rules=rules, directory=directory)
    places = Places.load()
    read, warned = _rules(found.rules)
    today = date.today()  # noqa: DTZ011 — the day of who reads the report
    tally = Tally(Demand.from_rules(read) if read else Demand(()), limite)
    with ExitStack() as stack:
        opened = stack.enter_context(Directory.open(found.directory or demonstration_directory()))
        chosen = Chosen(
            source=source, communes=_communes(places, communes, read.territory.communes if read else ()), theme=theme
        )
        told: list[Told] = []
        if table is not None:
            told.append(_to_complete(stack.enter_context(replacing_file(table, private=True))))
        if as_json:
            told.append(_json_lines(today))
        for structure, services in opened.entries():
            mine = chosen.services(structure, services)
            if mine or (not services and chosen.empty(structure)):
                judged = [assessed(service, structure, today) for service in mine]
                tally.add(structure, mine, judged)
                for each in judged:
                    for tell in told:
                        tell(each)
    summary = tally.summary()
    if as_json:
        click.echo(f'\n], "summary": {json.dumps(summary_as_dict(summary), ensure_ascii=False)}}}')
        return
    _report(summary, limite, today, places)
    for line in (warned, f"\nListe à compléter : {table}" if table else ""):
        if line:
            click.echo(line)


def _rules(path: Path) -> tuple[Rules | None, str]:
    """What the rules look for, and where; a rule file with mistakes does not stop the report, and is said."""
    try:
        return load(path), ""
    except RulesError:
        return None, (
            f"\n{path} a des fautes : les thèmes que vos règles cherchent n'ont pas compté dans l'ordre des fiches. "
            "Voyez : aiguilleur verifier"
        )


def _communes(places: Places, asked: Sequence[str], near: Sequence[str]) -> frozenset[str]:
    """INSEE codes of what is asked, with the arrondissements of a city; the territory settles homonyms."""
    codes: set[str] = set()
    for text in asked:
        commune = commune_of(places, text, near=near)
        codes.update((commune.code, *places.arrondissements(commune.code)))
    return frozenset(codes)


def _to_complete(file: IO[bytes]) -> Told:
    """Write a line for each service that lacks something, as French spreadsheets open it: UTF-8 with a mark, semicolons."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.DictWriter(text, COLUMNS, delimiter=";")
    writer.writeheader()

    def tell(assessment: Assessment) -> None:
        if line := to_complete(assessment):
            writer.writerow(line)

    return tell


def _json_lines(today: date) -> Told:
    """Print the services as they come, a line each, inside one JSON object."""
    sys.stdout.write(f'{{"today": "{today.isoformat()}", "services": [')
    separator = "\n"

    def tell(assessment: Assessment) -> None:
        nonlocal separator
        sys.stdout.write(separator + json.dumps(service_as_dict(assessment), ensure_ascii=False))
        separator = ",\n"

    return tell


def _report(summary: Summary, most: int, today: date, places: Places) -> None:
    if not summary.services and not summary.structures:
        click.echo("Rien dans l'annuaire ne répond à ce choix. Enlevez une option, ou vérifiez son orthographe.")
        return
    click.echo(
        f"Qualité de l'annuaire le {today:%d/%m/%Y} : {_count(summary.services, 'service')} "
        f"de {_count(summary.structures, 'structure')}, note moyenne {decimal(summary.score)} sur 1."
    )
    for section in sections(summary, most, places.label):
        if section.rows:
            _show(section)
    for line in _first(summary):
        click.echo(line)


def _show(section: Section) -> None:
    """A table drawn to the width of a terminal; columns of plain text elsewhere."""
    if sys.stdout.isatty():
        table = Table(title=section.title, caption=section.note or None, title_justify="left", caption_justify="left")
        for number, head in enumerate(section.heads):
            table.add_column(head, justify="right" if _numeric(section, number) else "left")
        for row in section.rows:
            table.add_row(*row)
        click.echo()
        Console(markup=False).print(table)
        return
    click.echo(f"\n{section.title}")
    if section.note:
        click.echo(f"  {section.note}")
    lines = [section.heads, *([_cut(cell) for cell in row] for row in section.rows)]
    widths = [max(len(line[number]) for line in lines) for number in range(len(section.heads))]
    for line in lines:
        cells = (
            cell.rjust(width) if _numeric(section, number) else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        click.echo(f"  {'  '.join(cells)}".rstrip())


def _numeric(section: Section, column: int) -> bool:
    return all(row[column].rstrip(" %").replace(",", "").lstrip("< ").isdigit() for row in section.rows)


def _cut(cell: str) -> str:
    return cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1]}…"


def _first(summary: Summary) -> Iterator[str]:
    if not summary.first:
        return
    yield "\nÀ reprendre en premier"
    yield "  Ce qui manque à la fiche (tout, si personne ne peut la joindre), compté une fois de plus pour chacune de vos"
    yield "  orientations qui cherche son thème."
    for rank, first in enumerate(summary.first, 1):
        each = first.assessment
        place = f", {each.commune}" if each.commune else ""
        age = "date inconnue" if each.days is None else f"vérifié il y a {_count(each.days, 'jour')}"
        yield f"{rank:>3}. {each.nom} – {each.structure}{place}"
        yield f"     note {decimal(each.score)}, {age}, {_count(first.routes, 'orientation')} · {each.service_id}"
        told = tuple(each.advice())
        yield from (f"     • {said}" for said in told[:MOST_SAID])
        if len(told) > MOST_SAID:
            yield f"     • et {_count(len(told) - MOST_SAID, 'autre point')}"


def _count(count: int, name: str) -> str:
    """
    >>> _count(2, "autre point"), _count(1, "service"), _count(0, "service")
    ('2 autres points', '1 service', '0 service')
    """
    return f"{count} {' '.join(f'{word}s' if count > 1 else word for word in name.split())}"

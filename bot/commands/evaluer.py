"""`aiguilleur evaluer`: how well labelled phrases are understood, with the sentences at fault."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from bot.commands.options import rules_option, settings
from bot.files import write_whole
from knowledge.evaluation import Figures, Judged, curve, drawn, figures, read_rows
from knowledge.evaluation.figures import confusions
from knowledge.rules import load
from knowledge.understanding import Understanding

COLUMNS = ("phrases", "1er", "3 prem.", "redemandé", "refusés", "besoins refusés", "dangers manqués", "fausses alertes")
"""Heads of the table; the first line under it says what each counts."""

MOST_CONFUSIONS = 20


@click.command(help="Mesure ce qui est compris de phrases étiquetées, et montre les phrases mal comprises.")
@click.argument("fichier", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--courbe", type=click.Path(path_type=Path), default=Path("evaluation.svg"), show_default=True,
              help="Où écrire la courbe de justesse selon la part redemandée (SVG).")  # fmt: skip
@click.option("--fautes", is_flag=True, help="Montrer aussi chaque phrase dont le premier besoin n'est pas le bon.")
@click.option("--sans-encodeur", is_flag=True, help="Mesurer sans l'encodeur de phrases.")
@click.option("--json", "as_json", is_flag=True, help="Donner les chiffres en JSON.")
@rules_option
def command(fichier: Path, courbe: Path, fautes: bool, sans_encodeur: bool, as_json: bool, rules: Path | None) -> None:
    """Print the figures by language, need and kind; write the curve."""
    read = load(settings(rules=rules, directory=None).rules)
    rows = read_rows(fichier, read.needs)
    understanding = Understanding(read, lambda text: (), with_encoder=not sans_encodeur)
    judged = [Judged(row, understanding.read(row.text)) for row in rows]
    by_language = _grouped(judged, lambda each: each.row.language)
    asked = Figures.share(figures(judged).asked) or 0.0
    french = [each for each in judged if each.row.language == "fr"]
    others = [each for each in judged if each.row.language != "fr"]
    curves = [
        (name, points) for name, part in (("français", french), ("autres langues", others)) if (points := curve(part))
    ]
    write_whole(courbe, drawn(curves, asked).encode())
    if as_json:
        told = {language: _as_dict(figures(part)) for language, part in by_language.items()}
        click.echo(json.dumps({"ensemble": _as_dict(figures(judged)), "langues": told}, ensure_ascii=False))
        return
    for line in _report(judged, fautes=fautes):
        click.echo(line)
    click.echo(f"Courbe : {courbe}")


def _report(judged: Sequence[Judged], *, fautes: bool) -> Iterator[str]:
    yield "Justesse sur les phrases qui ont un besoin ; « refusés » sur celles qui n'en ont pas."
    for title, key in (
        ("langue", lambda each: each.row.language),
        ("besoin", lambda each: each.row.need),
        ("genre", lambda each: each.row.kind),
    ):
        yield ""
        yield f"{'par ' + title:24}" + "".join(f"{column:>17}" for column in COLUMNS)
        for name, part in _grouped(judged, key).items():
            yield _row(name, figures(part))
        yield _row("ensemble", figures(judged))
    yield from _listed("Dangers manqués", [each for each in judged if each.missed])
    yield from _listed("Fausses alertes", [each for each in judged if each.false_alarm])
    yield from _listed("Besoins refusés", [each for each in judged if each.wrongly_refused])
    yield from _listed(
        "Hors sujet non refusés", [each for each in judged if each.row.need == "none" and not each.refused]
    )
    if fautes:
        yield from _listed("Premier besoin faux", [each for each in judged if each.has_need and not each.right])
    yield ""
    yield "Confusions (étiquette → compris, combien)"
    for label, first, count in confusions(judged)[:MOST_CONFUSIONS]:
        yield f"  {label} → {first} : {count}"


def _listed(title: str, judged: Sequence[Judged]) -> Iterator[str]:
    yield ""
    yield f"{title} : {len(judged)}"
    for each in judged:
        told = ", ".join(f"{need.need} {need.score:.2f}" for need in each.reading.needs[:3]) or "rien"
        alarm = f" ; alerte {each.reading.alarms[0].danger}" if each.reading.alarms else ""
        yield f"  [{each.row.language}] « {each.row.text} » ({each.row.need}) : {told}{alarm}"


def _grouped(judged: Sequence[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    found: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        found[key(each)].append(each)
    return dict(sorted(found.items()))


def _row(name: str, told: Figures) -> str:
    cells = [str(told.phrases)]
    cells += [_share(pair) for pair in (told.first, told.among_three, told.asked, told.refused, told.wrongly_refused)]
    cells += [_count(pair) for pair in (told.missed, told.false_alarms)]
    return f"{name:24}" + "".join(f"{cell:>17}" for cell in cells)


def _share(pair: tuple[int, int]) -> str:
    share = Figures.share(pair)
    return "–" if share is None else f"{100 * share:.1f} %".replace(".", ",")


def _count(pair: tuple[int, int]) -> str:
    return f"{pair[0]} sur {pair[1]}" if pair[1] else "–"


def _as_dict(told: Figures) -> dict[str, int | list[int]]:
    return {
        "phrases": told.phrases,
        "premier": list(told.first),
        "trois_premiers": list(told.among_three),
        "redemande": list(told.asked),
        "hors_sujet_refuses": list(told.refused),
        "besoins_refuses": list(told.wrongly_refused),
        "dangers_manques": list(told.missed),
        "fausses_alertes": list(told.false_alarms),
    }

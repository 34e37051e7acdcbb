"""`aiguilleur doublons`: what an import merged and why, what may be a duplicate; decide, for the next import."""

import json
import sys
from collections.abc import Iterator
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import click

from bot.commands.options import directory_option, settings
from bot.files import write_whole
from knowledge.demonstration import demonstration_directory
from knowledge.errors import InputError
from knowledge.merging.decisions import DISTINCT, SAME
from knowledge.merging.reading import Absorbed, Doubt, Duplicates, Group, Summary, opened
from knowledge.merging.writing import added
from knowledge.phones import spoken

_FILE = "doublons.yaml"


@click.command(
    "doublons", help="Montre les doublons réunis par l'import, et ceux dont il doute ; décide pour le prochain."
)
@directory_option
@click.option("--fusions", "what", flag_value="fusions", help="Seulement ce qui a été réuni.")
@click.option("--douteux", "what", flag_value="douteux", help="Seulement les paires à regarder.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Nombre de chaque, au plus.")
@click.option("--json", "as_json", is_flag=True, help="Tout écrire en JSON, une ligne par groupe ou par paire.")
@click.option("--distincts", nargs=2, metavar="ID ID", help="Décider que ces deux fiches sont deux.")
@click.option("--memes", nargs=2, metavar="ID ID", help="Décider que ces deux fiches sont une.")
@click.option(
    "--separer", metavar="ID", help="Défaire une réunion : cette fiche est à part de celles avec qui elle est."
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    default=_FILE,
    show_default=True,
    help="Le fichier des décisions, à donner ensuite à importer --doublons.",
)
@click.option("--note", metavar="TEXTE", help="Pourquoi, en quelques mots, écrit à côté de la décision.")
def command(
    directory: Path | None,
    what: str | None,
    limit: int,
    as_json: bool,
    distincts: tuple[str, str] | None,
    memes: tuple[str, str] | None,
    separer: str | None,
    decisions: Path,
    note: str | None,
) -> None:
    """Show the duplicates, or write one decision."""
    asked = [each for each in (distincts, memes, separer) if each]
    if len(asked) > 1:
        raise click.UsageError("Une décision à la fois : --distincts, --memes ou --separer.")
    if note and not asked:
        raise click.UsageError("--note accompagne une décision : --distincts, --memes ou --separer.")
    with opened(settings(directory=directory).directory or demonstration_directory()) as duplicates:
        if separer:
            _decide(decisions, DISTINCT, _pairs(duplicates, separer), note)
        elif pair := distincts or memes:
            for id in pair:
                if not duplicates.knows(id):
                    click.echo(f"« {id} » n'est pas dans cet annuaire : vérifiez l'identifiant.", err=True)
            _decide(decisions, DISTINCT if distincts else SAME, [pair], note)
        elif as_json:
            for each in _found(duplicates, what):
                click.echo(json.dumps({"quoi": _what(each), **each.to_json()}, ensure_ascii=False))
        else:
            _show(duplicates, what, limit)


def _pairs(duplicates: Duplicates, id: str) -> list[tuple[str, str]]:
    """The pairs to tell apart so that `id` is no longer merged; all of the group, when `id` is the one that stayed."""
    group = duplicates.group_of(id)
    if group is None:
        click.echo(
            f"« {id} » n'a été réuni à rien dans cet annuaire. Les réunions : aiguilleur doublons --fusions.", err=True
        )
        sys.exit(1)
    if id == group.into.id:
        return list(combinations(group.ids, 2))
    return [(id, other) for other in group.ids if other != id]


def _decide(path: Path, key: str, pairs: list[tuple[str, str]], note: str | None) -> None:
    """Write decisions into the file, all or none."""
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise InputError(f"« {path} » n'est pas du texte en UTF-8. Enregistrez-le en UTF-8.") from error
    except OSError as error:
        raise InputError(f"« {path} » ne se lit pas ({error.strerror or error}). Vérifiez ses droits.") from error
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    text = before.removeprefix(mark)
    for pair in pairs:
        text = added(text, key, pair, path.name, note)
    if mark + text == before:
        click.echo(f"C'est déjà décidé dans {path}.")
        return
    write_whole(path, (mark + text).encode())
    said = "sont une" if key == SAME else "sont deux"
    for one, other in pairs:
        click.echo(f"Écrit dans {path} : « {one} » et « {other} » {said}.")
    click.echo(f"Cela vaut à partir du prochain import : aiguilleur importer … --doublons {path}")


def _found(duplicates: Duplicates, what: str | None) -> Iterator[Group | Doubt]:
    if what != "douteux":
        yield from duplicates.groups()
    if what != "fusions":
        yield from duplicates.doubts()


def _what(found: Group | Doubt) -> str:
    return "fusion" if isinstance(found, Group) else "douteux"


def _show(duplicates: Duplicates, what: str | None, limit: int) -> None:
    if not duplicates.known:
        click.echo(
            "Dans cet annuaire, les doublons n'ont pas été cherchés. Ils le sont à chaque import : aiguilleur importer."
        )
        return
    groups, doubts = duplicates.counts()
    if what != "douteux":
        click.echo(f"{groups} réunions")
        for group in islice(duplicates.groups(), limit):
            click.echo("\n" + "\n".join(_group(group)))
        _more(groups - limit)
    if what != "fusions":
        click.echo(f"{'' if what else chr(10)}{doubts} paires à regarder, laissées à part")
        for doubt in islice(duplicates.doubts(), limit):
            click.echo("\n" + "\n".join(_doubt(doubt)))
        _more(doubts - limit)


def _more(left: int) -> None:
    if left > 0:
        click.echo(f"\n… et {left} de plus (--limit, ou --json pour tout)")


def _group(group: Group) -> Iterator[str]:
    yield f"{_entry(group.into)}"
    for each in group.absorbed:
        yield f"  + {_entry(each.entry)}"
        yield f"      {', '.join(each.reasons)}"
        yield from (f"      {line}" for line in _told(each))


def _told(each: Absorbed) -> Iterator[str]:
    if each.brought:
        yield f"a apporté : {', '.join(each.brought)}"
    for conflict in each.conflicts:
        if conflict["garde"] is None:
            yield f"dit autre chose : {conflict['champ']}"
        else:
            yield f"dit autre chose : {conflict['champ']} « {conflict['laisse']} » (gardé : « {conflict['garde']} »)"


def _doubt(doubt: Doubt) -> Iterator[str]:
    yield _entry(doubt.one)
    yield _entry(doubt.other)
    yield f"  pour : {', '.join(doubt.reasons) or 'rien'}"
    if doubt.against:
        yield f"  contre : {', '.join(doubt.against)}"
    yield f"  aiguilleur doublons --memes {doubt.one.id} {doubt.other.id}   (ou --distincts)"


def _entry(entry: Summary) -> str:
    place = " ".join(filter(None, (entry.adresse, entry.code_postal, entry.commune)))
    if entry.confidentielle:
        place = " ".join(filter(None, ("adresse confidentielle", entry.commune)))
    parts: tuple[Any, ...] = (entry.nom, place, spoken(entry.telephone) if entry.telephone else None)
    return f"{' · '.join(filter(None, parts))}  [{entry.id}]"

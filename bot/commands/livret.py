"""`aiguilleur livret`: the directory, or a part of it, as a booklet to print."""

from collections.abc import Iterator
from pathlib import Path

import click
from data_inclusion.schema.v1 import Public

from bot.commands.communes import commune_of
from bot.commands.options import directory_option, rules_option, settings
from bot.commands.progress import counted, waiting
from bot.commands.sheet_options import language_option, role_option, theme_option, today
from bot.files import write_whole
from knowledge.card import Role
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import SheetError
from knowledge.places import Commune, Places
from knowledge.rules import load
from knowledge.rules.mistakes import meant
from knowledge.rules.model import Rules
from knowledge.sheets.booklet import (
    Around,
    Booklet,
    BookletEmpty,
    BookletMaker,
    BookletTooLong,
    Selection,
    Wanted,
    booklet_content,
)
from knowledge.sheets.structure.themes import theme_name
from knowledge.text import fold
from knowledge.wording import Wording

MOST = 2000
"""Services of one booklet: some 500 pages, three times as many in large print, and about a gigabyte of memory to lay them out."""


@click.command("livret")
@click.option("--pdf", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Le fichier à écrire.")
@click.option("--commune", metavar="COMMUNE", help="Seulement ce qui sert ses habitants (code INSEE ou nom).")
@theme_option("Seulement ce thème de data·inclusion (code ou nom).")
@click.option("--public", metavar="PUBLIC", help="Seulement ce public (code ou nom), avec ce qui est ouvert à tous.")
@click.option("--besoin", "needs", metavar="BESOIN", multiple=True, help="Seulement ce besoin ; peut se répéter.")
@click.option("--gros", "large", is_flag=True, help="En gros caractères : 18 points, une colonne.")
@role_option("les champs réservés aux professionnels")
@language_option("du livret")
@rules_option
@directory_option
def command(
    pdf: Path,
    commune: str | None,
    theme: str,
    public: str | None,
    needs: tuple[str, ...],
    large: bool,
    role: Role,
    langue: str,
    rules: Path | None,
    directory: Path | None,
) -> None:
    """Un livret à imprimer : tout l'annuaire, ou une commune, un thème, un public, un besoin.

    Pour les visites à domicile et les partenaires sans ordinateur. Une adresse confidentielle n'y est jamais ; les notes des
    agents, seulement avec « --role agent ».
    """
    found = settings(rules=rules, directory=directory)
    read = load(found.rules)
    places, wording = Places.load(), Wording.load(langue)
    here = commune_of(places, commune, near=read.territory.communes) if commune is not None else None
    wanted = _wanted(places, here, theme, _public(public) if public is not None else "")
    needs = tuple(dict.fromkeys(_need(read, need) for need in needs))
    with Directory.open(found.directory or demonstration_directory()) as opened:
        info = opened.info
        around = Around(
            rules=read,
            places=places,
            wording=wording,
            at=today(read),
            role=role,
            large=large,
            demonstration=info.demonstration or read.territory.demonstration,
            needs=needs,
            selection=tuple(_said(read, wording, here, wanted, needs)),
            place=here.nom if here else "",
            home=wanted.communes,
        )
        with counted("Lecture", info.structures) as tell:
            selection = Selection(opened.entries(), wanted, role, tell)
            content = _content(selection, around, empty=not info.structures)
    with waiting("Mise en page…"):
        document = _pdf(content, read)
    write_whole(pdf, document)
    for line in _told(content, selection, pdf):
        click.echo(line)


def _content(selection: Selection, around: Around, *, empty: bool) -> Booklet:
    try:
        return booklet_content(selection, around, MOST)
    except BookletTooLong as error:
        raise click.ClickException(
            f"Plus de {MOST} services : un tel livret ne s'imprime pas et ne se feuillette pas. "
            "Choisissez-en une partie : --commune, --theme, --public ou --besoin."
        ) from error
    except BookletEmpty as error:
        if empty:
            raise click.ClickException(
                "L'annuaire est vide : il n'y a rien à imprimer. Remplissez-le : aiguilleur importer FICHIER…"
            ) from error
        raise click.ClickException(
            f"Aucun service ne correspond ({' · '.join(around.selection) or 'annuaire sans service'}) : le livret serait "
            "vide. Demandez moins de choses à la fois."
        ) from error


def _pdf(content: Booklet, rules: Rules) -> bytes:
    try:
        return BookletMaker().pdf(content, look=rules.look)
    except SheetError as error:
        cause = type(error.__cause__ or error).__name__
        raise click.ClickException(f"Le livret n'a pas pu être mis en page ({cause}).") from error


def _wanted(places: Places, here: Commune | None, theme: str, public: str) -> Wanted:
    if here is None:
        return Wanted(theme=theme, public=public)
    return Wanted.of(places, here.code, theme=theme, public=public)


def _said(
    rules: Rules, wording: Wording, here: Commune | None, wanted: Wanted, needs: tuple[str, ...]
) -> Iterator[str]:
    """What was chosen, for the cover."""
    if here:
        yield wording.say("booklet.of_commune", name=here.nom)
    if wanted.theme:
        yield wording.say("booklet.of_theme", name=theme_name(wanted.theme))
    if wanted.public:
        yield wording.say("booklet.of_public", name=Public(wanted.public).label)
    for need in needs:
        yield wording.say("booklet.of_need", name=wording.translate(rules.needs[need].label))


def _told(content: Booklet, selection: Selection, pdf: Path) -> Iterator[str]:
    """What the booklet holds, and what could not be told."""
    yield f"{content['counted']} ({' · '.join(content['selected'])})."
    if content["for_agents"]:
        yield "Avec les champs réservés aux professionnels : ne le remettez pas au public."
    if selection.unplaced:
        one = selection.unplaced == 1
        yield (
            f"{selection.unplaced} service{'' if one else 's'} sans lieu ni zone connus : on ne sait pas "
            f"{'s’il sert' if one else 's’ils servent'} cette commune, {'il n’y est' if one else 'ils n’y sont'} pas."
        )
    yield f"Livret écrit : {pdf}"


def _public(text: str) -> str:
    wanted = fold(text)
    for public in Public:
        if wanted in (fold(public.value), fold(public.label)):
            return str(public.value)
    hint = (
        meant(text, [public.label for public in Public])
        or f"Possible ici : {', '.join(each.value for each in Public)}."
    )
    raise click.UsageError(f"--public : « {text[:80]} » n'est pas un public. {hint}")


def _need(rules: Rules, text: str) -> str:
    wanted = fold(text)
    for need in rules.needs.values():
        if wanted in (fold(need.id), fold(need.label)):
            return need.id
    raise click.UsageError(f"--besoin : « {text[:80]} » n'est pas un besoin. {meant(text, rules.needs)}")

"""`aiguilleur liaison creer`: a liaison sheet to hand over, and the code that goes with it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from click.core import ParameterSource

from bot.commands.liaison.filling import (
    IDENTITY,
    REQUIRED,
    URGENCIES,
    Ask,
    Given,
    asked,
    check,
    consent_of,
    from_file,
    language_of,
    person_of,
    urgency_of,
)
from bot.commands.liaison.partner import expected, partner
from bot.commands.options import directory_option, rules_option, settings, state_option
from bot.files import write_whole
from bot.liaison import Desk, Opened
from bot.liaison.making import Wanted, liaison_of, opened_for
from knowledge.card import Card
from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.errors import SheetError
from knowledge.liaison import Sender
from knowledge.rules import load
from knowledge.sheets.liaison import LiaisonSheets
from knowledge.wording import translated

_FILE = click.Path(path_type=Path, dir_okay=False)

HISTORY = (
    "Attention : l'identité tapée dans une commande reste dans l'historique du terminal. La prochaine fois, laissez "
    "--nom, --telephone et --courriel de côté : la question vous sera posée."
)
KEPT_FILE = "Attention : ce fichier porte une identité. Effacez-le quand la fiche est remise."


@click.command(
    help="Fait une fiche de liaison vers la structure qui va agir. Dans un terminal, ce qui manque est demandé.",
    context_settings={"allow_extra_args": True},
)
@click.option("--vers", metavar="SERVICE", help="Identifiant du service dans l'annuaire.")
@click.option("--objet", help="Ce qui est demandé, en une phrase.")
@click.option("--situation", help="La situation : seulement ce qui est utile à la demande (1200 caractères).")
@click.option("--deja", help="Ce qui est déjà fait (300 caractères).")
@click.option("--urgence", type=click.Choice(tuple(URGENCIES)), help="Quand agir ; sans elle, dans la semaine.")
@click.option("--contact", help="Comment et quand joindre.")
@click.option("--accord", metavar="DATE", help="Jour de l'accord donné à l'oral : 20/11/2026, ou aujourdhui.")
@click.option("--nom", help="Nom de la personne ; demande --accord.")
@click.option("--telephone", help="Son téléphone ; demande --accord.")
@click.option("--courriel", help="Son courriel ; demande --accord.")
@click.option("--de", metavar="NOM", help="Votre nom, si vous voulez le donner.")
@click.option("--structure", help="Votre structure.")
@click.option("--ligne", metavar="NUMERO", help="Votre téléphone, pour la réponse.")
@click.option(
    "--langue", type=click.Choice(translated()), help="Langue du coupon que la personne garde ; sans elle, fr."
)
@click.option(
    "--fichier",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Un fichier YAML avec les mêmes clés.",
)
@click.option("--pdf", type=_FILE, help="Écrire la fiche dans ce fichier.")
@click.option("--texte", is_flag=True, help="Afficher la fiche en texte.")
@rules_option
@directory_option
@state_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    fichier: Path | None,
    pdf: Path | None,
    texte: bool,
    rules: Path | None,
    directory: Path | None,
    state: Path | None,
    **typed: str | None,
) -> None:
    """Make one sheet. Nothing of an identity is printed but on the sheet itself."""
    if ctx.args:
        raise click.UsageError("Il y a des mots de trop : mettez chaque texte entre guillemets droits.", ctx)
    ask = _ask if sys.stdin.isatty() else None
    if pdf is None and not texte and ask is None:
        raise click.UsageError("Où mettre la fiche ? Ajoutez --pdf FICHIER, ou --texte.", ctx)
    found = settings(rules=rules, directory=directory, state=state)
    served = load(found.rules)
    now = datetime.now(ZoneInfo(served.territory.timezone))
    given = _given(ctx, fichier, {key: text for key, text in typed.items() if text is not None}, now.date())
    with Directory.open(found.directory or demonstration_directory()) as entries:
        if ask is not None:
            given = asked({**given, "vers": _chosen(given.get("vers", ""), entries, ask)}, ask, _tell, now.date())
        check(given, now.date())
        to = partner(given["vers"], entries)
        if expectations := expected(to.service_id, entries):
            click.echo(f"Ce que ce partenaire attend : {expectations}", err=True)
        demonstration = served.territory.demonstration or entries.info.demonstration
    if pdf is None and not texte:
        pdf = Path(click.prompt("Écrire la fiche dans", default=f"liaison-{now:%Y-%m-%d-%H%M}.pdf", err=True))
    wanted = _wanted(given, to, now.date())
    with Desk.of(found) as desk, _opened(desk, wanted) as opened:
        liaison = liaison_of(wanted, opened, now, served.territory.name, demonstration=demonstration)
        sheets = LiaisonSheets()
        if pdf is not None:
            pdf = _saved(pdf, sheets.pdf(liaison, look=served.look), ask)
        if texte:
            click.echo(sheets.text(liaison), nl=False)
    if pdf is not None:
        click.echo(f"Fiche écrite : {pdf}", err=texte)
    click.echo(_next(opened), err=texte)


def _given(ctx: click.Context, path: Path | None, typed: Given, today: date) -> Given:
    if any(ctx.get_parameter_source(key) == ParameterSource.COMMANDLINE for key in IDENTITY):
        click.echo(HISTORY, err=True)
    if path is None:
        return typed
    filed, advice = from_file(path, today)
    for each in advice:
        click.echo(each, err=True)
    if any(key in filed for key in IDENTITY):
        click.echo(KEPT_FILE, err=True)
    return {**filed, **typed}


def _ask(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False, err=True))


def _tell(trouble: str) -> None:
    click.echo(trouble, err=True)


def _chosen(text: str, entries: Directory, ask: Ask) -> str:
    """What names one service, asked for again until it does."""
    while True:
        try:
            if text.strip():
                return partner(text, entries).service_id
        except click.UsageError as unknown:
            _tell(unknown.message)
        text = ask(REQUIRED["vers"])


def _saved(path: Path, content: bytes, ask: Ask | None) -> Path:
    """Where the sheet was written: elsewhere, in a terminal, when it cannot be there; what was typed is not lost."""
    while True:
        try:
            write_whole(path, content)
        except click.ClickException as refused:
            if ask is None:
                raise
            _tell(refused.message)
            path = Path(ask("Écrire la fiche dans") or path)
        else:
            return path


@contextmanager
def _opened(desk: Desk, wanted: Wanted) -> Iterator[Opened]:
    """A code for one sheet, and what to do where the sheet cannot be made."""
    try:
        with opened_for(desk, wanted) as opened:
            yield opened
    except SheetError as error:
        cause = type(error.__cause__ or error).__name__
        raise click.ClickException(
            f"La fiche n'a pas pu être faite ({cause}). --texte la donne sans mise en page."
        ) from error


def _wanted(given: Given, to: Card, today: date) -> Wanted:
    return Wanted(
        to=to,
        request=given["objet"],
        situation=given.get("situation", ""),
        done=given.get("deja", ""),
        urgency=urgency_of(given),
        sender=Sender(name=given.get("de", ""), structure=given["structure"], telephone=given["ligne"]),
        contact=given.get("contact", ""),
        consent=consent_of(given, today),
        person=person_of(given),
        language=language_of(given),
    )


def _next(opened: Opened) -> str:
    how = "Le partenaire répond par le lien, ou vous appelle" if opened.link else "Le partenaire vous appelle"
    return (
        f"Code : {opened.code}, jusqu'au {opened.expires_at:%d/%m/%Y}. Il n'est gardé que sur la fiche.\n"
        f"{how} ; notez ce qu'il dit : aiguilleur liaison repondre {opened.code}"
    )

"""`aiguilleur orienter`: try the rules without a chat: needs and answers in, pathway out, as text, JSON or PDF."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from bot.assembly import serving
from bot.commands.options import directory_option, rules_option, settings
from bot.conversation.replies import Orient
from bot.files import write_whole
from bot.rendering import Found
from bot.served import Served
from bot.terminal_screen import text_of
from knowledge.errors import SheetError
from knowledge.pathway import Contact, Pathway, Step
from knowledge.places import Commune
from knowledge.reasons import worded
from knowledge.rules.mistakes import meant
from knowledge.rules.model import COMMUNE, UNKNOWN
from knowledge.sheets import SheetMaker
from knowledge.wording import SOURCE, Wording, translated


@click.command(help="Essaie les règles : un besoin et des réponses donnent un parcours.")
@click.option("--besoin", "needs", multiple=True, required=True, help="Identifiant d'un besoin ; peut se répéter.")
@click.option("--reponse", "replies", multiple=True, metavar="QUESTION=VALEUR", help="Une réponse ; peut se répéter.")
@click.option("--commune", help="Code INSEE (ou nom) de la commune où vit la personne.")
@click.option(
    "--langue",
    type=click.Choice(translated()),
    default=SOURCE,
    show_default=True,
    help="Langue du parcours et de la fiche.",
)
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
@click.option("--pdf", type=click.Path(path_type=Path, dir_okay=False), help="Écrire la fiche dans ce fichier.")
@rules_option
@directory_option
def command(
    needs: tuple[str, ...],
    replies: tuple[str, ...],
    commune: str | None,
    langue: str,
    as_json: bool,
    pdf: Path | None,
    rules: Path | None,
    directory: Path | None,
) -> None:
    """Print the pathway, and write its sheet."""
    served = serving(settings(rules=rules, directory=directory)).now()
    needs = tuple(dict.fromkeys(needs))
    answers = dict(_answers(served, needs, replies))
    if commune is not None:
        answers.update(_placed(served, commune))
    pathway = served.orienter.pathway(needs, answers, datetime.now(UTC), language=langue)
    wording = Wording.load(langue)
    if pdf is not None:
        write_whole(pdf, _sheet(pathway, wording))
    if as_json:
        click.echo(json.dumps(as_dict(pathway, wording), ensure_ascii=False))
    else:
        found = Found(pathway=pathway, directory_down=served.directory is None)
        click.echo(text_of(served.renderer.screen([Orient(needs, answers)], found, langue)))
    if pdf is not None and not as_json:
        click.echo(f"Fiche écrite : {pdf}")


def _sheet(pathway: Pathway, wording: Wording) -> bytes:
    try:
        return SheetMaker().pathway(pathway, wording)
    except SheetError as error:
        cause = type(error.__cause__ or error).__name__
        raise click.ClickException(
            f"La fiche n'a pas pu être faite ({cause}) ; le parcours se lit sans --pdf."
        ) from error


def as_dict(pathway: Pathway, wording: Wording) -> dict[str, Any]:
    """A pathway in the shape that other tools rely on."""
    return {
        "besoins": list(pathway.needs),
        "commune": pathway.commune,
        "territoire": pathway.territory,
        "demonstration": pathway.demonstration,
        "etapes": [_step(step, wording) for step in pathway.steps],
        "annexe": [_contact(contact, wording) for contact in pathway.annex],
        "sans_reponse": list(pathway.searched),
        "urgences": [hotline.number for hotline in pathway.hotlines],
        "fait_le": pathway.made_at.isoformat(),
    }


def _step(step: Step, wording: Wording) -> dict[str, Any]:
    return {
        "orientation": step.route,
        "besoins": list(step.needs),
        "quand": step.when,
        "titre": wording.translate(step.title),
        "conseil": wording.translate(step.advice),
        "appeler": [{"numero": each.number, "nom": each.name, "role": each.remit} for each in step.calls],
        "apporter": [wording.translate(each) for each in step.bring],
        "contacts": [_contact(contact, wording) for contact in step.contacts],
    }


def _contact(contact: Contact, wording: Wording) -> dict[str, Any]:
    card = contact.card
    return {
        "service_id": card.service_id,
        "structure_id": card.structure_id,
        "nom": card.structure,
        "service": card.service,
        "telephone": card.telephone,
        "adresse": card.address,
        "distance_km": None if contact.distance_km is None else round(contact.distance_km, 1),
        "ouverture": contact.opening.state,
        "score": contact.score,
        "detail": dict(contact.detail),
        "pourquoi": [worded(each, wording) for each in contact.reasons],
        "attention": [worded(each, wording) for each in contact.warnings],
        "verifie_le": card.verified_on.isoformat() if card.verified_on else None,
    }


def _answers(served: Served, needs: tuple[str, ...], replies: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The answers given, checked as the conversation would. Raises click.UsageError."""
    rules = served.rules
    for need in needs:
        if need not in rules.needs:
            raise click.UsageError(_unknown(f"« {need} » n'est pas un besoin.", need, rules.needs))
    for reply in replies:
        question, _, value = reply.partition("=")
        asked = rules.questions.get(question)
        if asked is None:
            raise click.UsageError(_unknown(f"« {question} » n'est pas une question.", question, rules.questions))
        if asked.kind == COMMUNE and value != UNKNOWN:
            value = _commune(served, value).code
        elif asked.kind != COMMUNE and value not in (*asked.options, UNKNOWN):
            told = f"« {value} » n'est pas une réponse de « {question} »."
            raise click.UsageError(_unknown(told, value, (*asked.options, UNKNOWN)))
        yield question, value


def _placed(served: Served, commune: str) -> Iterator[tuple[str, str]]:
    """The answer to every question about a commune."""
    code = _commune(served, commune).code
    return ((question.id, code) for question in served.rules.questions.values() if question.kind == COMMUNE)


def _commune(served: Served, text: str) -> Commune:
    """The commune of a code or of a name that is certain. Raises click.UsageError."""
    places = served.orienter.places
    if known := places.commune(text):
        return known
    found = places.found(text, near=served.world.near)
    if found.sure:
        return found.communes[0]
    likely = ", ".join(f"{each.nom} ({each.code})" for each in found.communes)
    hint = f" Peut-être : {likely}." if likely else " Donnez son code INSEE ou son nom."
    raise click.UsageError(f"Je ne connais pas la commune « {text} ».{hint}")


def _unknown(told: str, word: str, known: Iterable[str]) -> str:
    return f"{told} {meant(word, known)}".strip()

"""`aiguilleur orienter`: try the rules without a chat: needs and answers in, pathway out, as text, JSON or a sheet."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.assembly import serving
from bot.commands.options import directory_option, rules_option, settings
from bot.commands.orienter.asked import answers_given, placed
from bot.commands.orienter.papers import Papers, agent, link
from bot.commands.orienter.told import as_dict
from bot.commands.sheet_options import language_option
from bot.conversation.replies import Orient
from bot.files import write_whole
from bot.rendering import Found
from bot.terminal_screen import text_of
from knowledge.liaison import Sender
from knowledge.sheets import Choices
from knowledge.wording import SOURCE, Wording

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(help="Essaie les règles : un besoin et des réponses donnent un parcours, et sa fiche.")
@click.option("--besoin", "needs", multiple=True, required=True, help="Identifiant d'un besoin ; peut se répéter.")
@click.option("--reponse", "replies", multiple=True, metavar="QUESTION=VALEUR", help="Une réponse ; peut se répéter.")
@click.option("--commune", help="Code INSEE (ou nom) de la commune où vit la personne.")
@language_option("du parcours et de la fiche")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
@click.option("--texte", "as_sheet", is_flag=True, help="Répondre par le texte de la fiche.")
@click.option("--pdf", type=_FILE, help="Écrire la fiche dans ce fichier.")
@click.option("--html", type=_FILE, help="Écrire la fiche en page à ouvrir.")
@click.option("--vcf", type=_FILE, help="Écrire les contacts pour un téléphone.")
@click.option("--deux-langues", "bilingual", is_flag=True, help="Ajouter une face en français à la fiche.")
@click.option(
    "--discret/--avec-motifs", "discreet", default=None, help="Fiche sans les motifs, ou avec. Sinon, selon le besoin."
)
@click.option("--agent", metavar='"NOM, STRUCTURE, TÉLÉPHONE"', callback=agent, help="Qui remet la fiche.")
@click.option("--lien", "link", metavar="ADRESSE", callback=link, help="Adresse à imprimer, avec son code.")
@rules_option
@directory_option
def command(
    needs: tuple[str, ...],
    replies: tuple[str, ...],
    commune: str | None,
    langue: str,
    as_json: bool,
    as_sheet: bool,
    pdf: Path | None,
    html: Path | None,
    vcf: Path | None,
    bilingual: bool,
    discreet: bool | None,
    agent: Sender | None,
    link: str | None,
    rules: Path | None,
    directory: Path | None,
) -> None:
    """Print the pathway, and write its sheet."""
    if bilingual and langue == SOURCE:
        raise click.UsageError("--deux-langues : choisissez aussi l'autre langue, par exemple --langue ar.")
    if as_json and as_sheet:
        raise click.UsageError("--json et --texte ne vont pas ensemble.")
    served = serving(settings(rules=rules, directory=directory)).now()
    needs = tuple(dict.fromkeys(needs))
    answers = dict(answers_given(served, needs, replies))
    if commune is not None:
        answers.update(placed(served, commune))
    pathway = served.orienter.pathway(needs, answers, datetime.now(UTC), language=langue)
    wording = Wording.load(langue)
    choices = Choices(bilingual=bilingual, discreet=discreet, sender=agent, link=link)
    papers = Papers(pathway, wording, choices, served.rules.look, pdf, html, vcf)
    files = list(papers.written())
    for _, path, content in files:
        write_whole(path, content)
    if as_json:
        click.echo(json.dumps(as_dict(pathway, wording), ensure_ascii=False))
        return
    if as_sheet:
        click.echo(papers.text())
    else:
        found = Found(pathway=pathway, directory_down=served.directory is None)
        click.echo(text_of(served.renderer.screen([Orient(needs, answers)], found, langue)))
    for what, path, _ in files:
        click.echo(f"{what} : {path}")

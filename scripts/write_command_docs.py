"""Write docs/commandes.md from the help of each command, so that it is never behind. A test checks that it is current."""

from collections.abc import Iterator
from pathlib import Path

import click

from bot.commands import COMMANDS, cli

PAGE = Path(__file__).parent.parent / "docs" / "commandes.md"

HEAD = """# Les commandes

Toutes commencent par `aiguilleur`. Cette page est écrite par `scripts/write_command_docs.py` à partir de l'aide du programme.
Sans rien configurer, elles servent le territoire de démonstration. Les réglages de `.env.example` valent pour toutes.
"""

EXAMPLES = {
    "evaluer": ["aiguilleur evaluer mesphrases.jsonl", "aiguilleur evaluer temoin.jsonl --json --courbe temoin.svg"],
    "discuter": ["aiguilleur discuter", "aiguilleur discuter --pourquoi --journal"],
    "servir": ["AIGUILLEUR_TELEGRAM_TOKEN=… aiguilleur servir"],
    "importer": [
        "aiguilleur importer structures.json services.json --directory directory.db",
        "aiguilleur importer annuaire.xlsx --correspondance carte.yaml --directory directory.db --rapport rapport.json",
        "aiguilleur importer annuaire.xlsx --proposer-correspondance --correspondance carte.yaml",
    ],
    "doublons": [
        "aiguilleur doublons --directory directory.db",
        "aiguilleur doublons --distincts source--id1 source--id2 --directory directory.db",
    ],
    "qualite": [
        "aiguilleur qualite --directory directory.db --commune 69034",
        "aiguilleur qualite --source annuaire-ccas --csv a-completer.csv",
    ],
    "signalements": ["aiguilleur signalements lister", "aiguilleur signalements exporter corrections.csv"],
    "corrections": ["aiguilleur corrections lister", "aiguilleur corrections accepter 1 2"],
    "inviter": [
        'aiguilleur inviter --role agent --structure demo--ccas --nom "Samira, CCAS"',
        'aiguilleur inviter --role coordination --nom "Inès" --qr invitation.png',
    ],
    "acces": ["aiguilleur acces lister", "aiguilleur acces retirer 2"],
    "reperer": [
        'aiguilleur reperer "nounou 2 ans caluire"',
        'aiguilleur reperer "colis sans papiers lyon" --pourquoi',
        "aiguilleur reperer --evaluer mes_lignes.yaml",
    ],
    "exporter": [
        "aiguilleur exporter annuaire.zip --directory directory.db",
        "aiguilleur exporter partenaires.xlsx --pour agents --directory directory.db",
    ],
    "verifier": ["aiguilleur verifier", "aiguilleur verifier mes_regles.yaml"],
    "comprendre": [
        'aiguilleur comprendre "jarrive plu a payer mon loyé"',
        "aiguilleur comprendre --jsonl < phrases.jsonl",
    ],
    "chercher": [
        'aiguilleur chercher "mision local caluir"',
        'aiguilleur chercher "ccas" --commune 69034 --limit 3 --json',
    ],
    "orienter": [
        "aiguilleur orienter --besoin garde_enfants --reponse age_enfant=moins_3 --commune 69034",
        "aiguilleur orienter --besoin alimentation --commune 69034 --pdf fiche.pdf",
    ],
    "fiche": ["aiguilleur fiche ccas", "aiguilleur fiche demo--ccas --role agent --pdf ccas.pdf"],
    "livret": [
        "aiguilleur livret --pdf livret.pdf",
        "aiguilleur livret --commune Rillieux --theme famille --gros --pdf rillieux.pdf",
    ],
    "liaison": [
        'aiguilleur liaison creer --vers demo--ccas--aide-financiere --objet "Un secours pour le chauffage" '
        '--structure "Centre social" --ligne "04 65 71 00 90" --pdf liaison.pdf',
        "aiguilleur liaison creer --fichier liaison.yaml --vers demo--ccas--aide-financiere --texte",
        "aiguilleur liaison repondre K7PM-4XQ8-R --venu",
    ],
    "modeles": ["aiguilleur modeles mes_modeles", "aiguilleur modeles mes_modeles --apercu"],
    "tester": ["aiguilleur tester", "aiguilleur tester mon_dossier"],
    "traduire": ["aiguilleur traduire", "aiguilleur traduire --verifier"],
    "schema": ["aiguilleur schema"],
}


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"\n## {name}\n\n{_section(name)}" for name in COMMANDS)


def _section(name: str) -> str:
    command = cli.get_command(click.Context(cli), name)  # type: ignore[attr-defined]
    whole = click.Context(cli, info_name="aiguilleur", **cli.context_settings)
    context = click.Context(command, info_name=name, parent=whole, max_content_width=110, terminal_width=110)
    examples = "\n".join(EXAMPLES[name])
    helps = "\n\n\n".join(_helps(command, context))
    return f"{COMMANDS[name]}.\n\n```sh\n{examples}\n```\n\n```text\n{helps}\n```\n"


def _helps(command: click.Command, context: click.Context) -> Iterator[str]:
    """The help of a command, then of each of its own."""
    yield command.get_help(context).strip()
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            own = command.get_command(context, name)
            inner = click.Context(own, info_name=name, parent=context, max_content_width=110, terminal_width=110)
            yield own.get_help(inner).strip()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

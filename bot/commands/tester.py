"""`aiguilleur tester`: play the golden conversations and phrases; count the taps to the first right contact."""

import asyncio
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from bot.commands.options import directory_option, rules_option, settings
from bot.served import Serving
from bot.transcripts import PhraseTable, Result, check_phrases, play, stories
from knowledge.errors import SettingsError
from knowledge.sheets import SheetMaker


@click.command(
    help="Joue les conversations et les phrases d'exemple, et compte les touches jusqu'au premier bon contact."
)
@click.argument("chemin", type=click.Path(path_type=Path, exists=True), default=Path("tests"))
@rules_option
@directory_option
def command(chemin: Path, rules: Path | None, directory: Path | None) -> None:
    """Print every difference, then the figures; exit 1 when there is a difference.

    CHEMIN is a folder that holds `conversations/` and `phrases/`, or one file of conversations.
    """
    found = settings(rules=rules, directory=directory)
    conversations, phrases = _files(chemin)
    serving = Serving(found.rules, found.directory, found.languages)
    results = asyncio.run(_played(conversations, serving))
    tables = [PhraseTable.read(path) for path in phrases]
    understanding = serving.now().world.understanding
    misread = [told for table in tables for told in check_phrases(table, understanding)]
    wrong = [result for result in results if result.differences]
    for result in wrong:
        click.echo("\n".join([*result.differences, ""]))
    for told in misread:
        click.echo(told)
    for line in _figures(results, tables, misread):
        click.echo(line)
    if wrong or misread:
        sys.exit(1)


def _files(path: Path) -> tuple[list[Path], list[Path]]:
    if path.is_file():
        return [path], []
    conversations = sorted((path / "conversations").glob("*.yaml"))
    phrases = sorted((path / "phrases").glob("*.yaml"))
    if not conversations and not phrases:
        raise SettingsError(
            f"« {path} » ne contient ni conversations/ ni phrases/ : donnez le dossier qui les contient, "
            "ou un fichier de conversations."
        )
    return conversations, phrases


async def _played(files: list[Path], serving: Serving) -> list[Result]:
    sheets = SheetMaker()
    return [await play(story, serving, sheets) for path in files for story in stories(path)]


def _figures(results: list[Result], tables: list[PhraseTable], misread: list[str]) -> Iterator[str]:
    good = sum(not result.differences for result in results)
    phrases = sum(len(table.phrases) for table in tables)
    yield f"Conversations : {good} sur {len(results)} comme attendu."
    if tables:
        yield f"Phrases : {phrases - len(misread)} sur {phrases} comprises comme attendu."
    taps = [result.taps for result in results if result.taps is not None]
    if taps:
        yield (
            f"Touches jusqu'au premier bon contact : médiane {statistics.median(taps):g}, "
            f"au plus {max(taps)}, sur {len(taps)} conversations."
        )
        messages = [result.messages for result in results if result.messages is not None]
        yield f"Messages écrits jusque-là : médiane {statistics.median(messages):g}, au plus {max(messages)}."

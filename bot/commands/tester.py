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
from knowledge.sheets import SheetMaker


@click.command(
    help="Joue les conversations et les phrases d'exemple, et compte les touches jusqu'au premier bon contact."
)
@click.argument("dossier", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("tests"))
@rules_option
@directory_option
def command(dossier: Path, rules: Path | None, directory: Path | None) -> None:
    """Print every difference, then the figures; exit 1 when there is a difference."""
    found = settings(rules=rules, directory=directory)
    serving = Serving(found.rules, found.directory, found.languages)
    results = asyncio.run(_played(dossier / "conversations", serving))
    tables = [PhraseTable.read(path) for path in sorted((dossier / "phrases").glob("*.yaml"))]
    wrong = [told for result in results for told in result.differences]
    misread = [told for table in tables for told in check_phrases(table, serving.now().world.understanding)]
    for told in (*wrong, *misread):
        click.echo(told)
    for line in _figures(results, tables, misread):
        click.echo(line)
    if wrong or misread:
        sys.exit(1)


async def _played(folder: Path, serving: Serving) -> list[Result]:
    sheets = SheetMaker()
    return [await play(story, serving, sheets) for path in sorted(folder.glob("*.yaml")) for story in stories(path)]


def _figures(results: list[Result], tables: list[PhraseTable], misread: list[str]) -> Iterator[str]:
    good = sum(not result.differences for result in results)
    phrases = sum(len(table.phrases) for table in tables)
    yield f"Conversations : {good} sur {len(results)} comme attendu."
    yield f"Phrases : {phrases - len(misread)} sur {phrases} comprises comme attendu."
    taps = [result.taps for result in results if result.taps is not None]
    if taps:
        yield (
            f"Touches jusqu'au premier bon contact : médiane {statistics.median(taps):g}, "
            f"au plus {max(taps)}, sur {len(taps)} conversations."
        )

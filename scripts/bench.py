"""Measure what people wait for: start-up, a message, a look-up, a pathway, a sheet, a whole turn. `make bench`.

Medians of many runs in one process, on whatever machine this is: compare the figures of one run with each other, not
with those of another machine.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.assistant import Assistant
from bot.conversation.events import Chose, Said, Started
from bot.served import Serving, names_in
from bot.settings import default_rules
from bot.store import MemoryStore, SqliteStore
from bot.transcripts import PhraseTable
from knowledge.hours import opening
from knowledge.places import Places
from knowledge.sheets import SheetMaker
from knowledge.understanding import Understanding
from knowledge.wording import Wording

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Print a table of medians and of the slowest in a hundred, in milliseconds."""
    print(f"{'':46}{'median':>10}{'p99':>10}   ms")
    started()
    serving = Serving(default_rules(), None)
    phrases = [
        phrase
        for path in sorted((ROOT / "tests/phrases").glob("*.yaml"))
        for phrase, _, _ in PhraseTable.read(path).phrases
    ]
    served = serving.now()
    row(
        "a message read (phrases of the tests)",
        [timed(lambda p=p: served.world.understanding.read(p)) for p in phrases],
    )
    long = [eighty(phrase) for phrase in (phrases * 2)[:1000]]
    without = Understanding(served.rules, names_in(served.search), with_encoder=False)
    for understanding in (served.world.understanding, without):
        understanding.read(long[0])
    row("1,000 messages of 80 characters", [timed(lambda p=p: served.world.understanding.read(p)) for p in long])
    row("  the same without the encoder", [timed(lambda p=p: without.read(p)) for p in long])
    row("  its dangers alone", [timed(lambda p=p: served.world.understanding.alarms(p)) for p in phrases])
    if served.search is not None:
        search = served.search
        asked = [
            "mision local caluir",
            "ccas",
            "restos coeur",
            "maison metropole",
            "creche caluire",
            "assurance maladi",
        ] * 30
        row("a structure looked up (demonstration)", [timed(lambda q=q: search.query(q)) for q in asked])
    places = Places.load()
    row(
        "a commune recognised",
        [timed(lambda t=t: places.found(t, near=["69034"])) for t in ["caluir", "69300", "lyon 3", "merci"] * 50],
    )
    now = datetime.now(UTC)
    row("open or closed", [timed(lambda: opening("Mo-Fr 08:30-12:15,13:30-17:00; PH off", now)) for _ in range(300)])
    answers = {"age_enfant": "moins_3", "commune": "69034"}
    row("a pathway", [timed(lambda: served.orienter.pathway(("garde_enfants",), answers, now)) for _ in range(60)])
    pathway = served.orienter.pathway(("garde_enfants",), answers, now)
    sheets, wording = SheetMaker(), Wording.load("fr")
    first = timed(lambda: sheets.pathway(pathway, wording))
    row("a sheet, the first", [first])
    row("a sheet, after", [timed(lambda: sheets.pathway(pathway, wording)) for _ in range(30)])
    print(f"{'  its size':46}{len(sheets.pathway(pathway, wording)) / 1024:>10.0f} kB")
    row("a whole turn, sessions in memory", asyncio.run(turns(serving, disk=False)))
    row("a whole turn, sessions on disk", asyncio.run(turns(serving, disk=True)))


def eighty(phrase: str) -> str:
    """A message of 80 characters, one need and some words around it."""
    return f"{phrase} et je ne sais plus du tout quoi faire, merci de votre aide pour ma famille et moi"[:80]


def started() -> None:
    """The command, from nothing to its first answer."""
    command = [sys.executable, "-c", "from bot.commands import main; main()", "comprendre", "j'ai faim"]
    row(
        "the command « comprendre », start included",
        [timed(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT)) for _ in range(5)],
    )


async def turns(serving: Serving, *, disk: bool) -> list[float]:
    """Forty conversations of five events each."""
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "state.db", b"bench", timedelta(hours=1)) if disk else MemoryStore()
        assistant = Assistant(serving, store, lambda: datetime.now(UTC))
        found: list[float] = []
        events = [
            Started(),
            Said("je cherche une nounou pour mon fils de 2 ans"),
            Said("caluir"),
            Said("oui"),
            Chose("geste", "suite"),
        ]
        for person in range(40):
            for event in events:
                begun = time.perf_counter()
                await assistant.turn(f"bench:{person}", event)
                found.append((time.perf_counter() - begun) * 1000)
        store.close()
    return found


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def row(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(
        f"{name:46}{statistics.median(ordered):>10.2f}{ordered[int(len(ordered) * 0.99) - (len(ordered) > 99)]:>10.2f}"
    )


if __name__ == "__main__":
    main()

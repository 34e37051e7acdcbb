"""Measure what an agent waits for, beside what a resident waits for in the same run: one line, one screen. `make bench`.

Over the demonstration territory, and over some 15,000 real services where `../shared` is beside the repository. Everything is
kept in a state.db on the disk, as it is when people are served. Medians of many turns in one process: compare the figures of
one run with each other, not with those of another machine.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.amending import Amendments
from bot.assembly import assistant_serving
from bot.assistant import Assistant
from bot.conversation.events import Chose, Event, Said
from bot.living import Living, Overlays
from bot.living.records import About
from bot.people import Account
from bot.people.keeping import access_key
from bot.served import Serving
from bot.settings import Settings, default_rules
from bot.store.people import SqlitePeople
from knowledge.directory import Directory, describe, replacing
from knowledge.importers.load import load
from knowledge.keys import key_of
from knowledge.search import index
from scripts.bench import row, timed

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
REAL = ("data_inclusion_france", "social_france")

LINES = (
    "ccas caluire", "nounou 2 ans caluire", "colis sans papiers lyon", "115", "mission locale rillieux", "pmi", "médecin gratuit",
    "aide alimentaire ouvert", "cours de français lyon", "conseiller numérique", "logement urgence caluire", "caf lyon 3",
)  # fmt: skip
ROUNDS = 10
NOTED = 200


def main() -> None:
    """Print a table of medians and of the slowest in a hundred, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        for name, directory in directories(Path(folder)):
            print(f"{name:46}{'median':>10}{'p99':>10}   ms")
            measured(Path(folder) / f"{name[:4]}.db", directory)


def directories(folder: Path) -> Iterator[tuple[str, Path | None]]:
    """The demonstration territory, then real services where they are."""
    yield "demonstration, 60 services", None
    files = [SHARED / name / file for name in REAL for file in ("structures.json", "services.json")]
    if not all(file.is_file() for file in files):
        print("(../shared/data is not there: no real directory)", file=sys.stderr)
        return
    path = folder / "directory.db"
    with replacing(path) as db:
        report = load(files, db)
        index(db)
        describe(db, built_at=datetime.now(UTC), demonstration=False)
    yield f"real, {report.services:,} services", path


def measured(state: Path, directory: Path | None) -> None:
    """The turns over one directory, then what notes and corrections add."""
    serving = Serving(default_rules(), directory)
    with served(state, serving, directory) as assistant:
        served_now = serving.now()
        read = served_now.finder.read
        row("a line read as a look-up", [timed(lambda t=t: read(t)) for t in LINES * ROUNDS])
        found = [(read(text), datetime.now(UTC)) for text in LINES]
        find = served_now.finder.find
        row("  what answers it found", [timed(lambda f=f: find(*f)) for f in found * ROUNDS])
        lines: list[Event] = [Said(text) for text in LINES]
        row("an agent's turn: a line, a card", asyncio.run(turns(assistant, "bench:agent", lines)))
        cards: list[Event] = [Chose("voir", key) for key in keys(served_now.directory)]
        row("an agent's turn: another card, tapped", asyncio.run(turns(assistant, "bench:agent", cards)))
        row("a resident's turn: the same lines", asyncio.run(turns(assistant, "bench:resident", lines)))
    noted(serving)


def noted(serving: Serving) -> None:
    """A pathway as the directory has it, with nothing noted, and with much noted."""
    living = Living.in_memory(today)
    answers = {"age_enfant": "moins_3", "commune": "69034"}

    def pathways() -> list[float]:
        orienter, now = serving.now().orienter, datetime.now(UTC)
        return [timed(lambda: orienter.pathway(("garde_enfants", "alimentation"), answers, now)) for _ in range(60)]

    serving.lay(Overlays())
    row("a pathway, nothing laid over", pathways())
    serving.lay(Overlays(Amendments(None), living))
    row("  under notes and corrections, none noted", pathways())
    directory = serving.now().directory
    assert directory is not None
    for number, (_, services) in zip(range(NOTED), directory.entries(), strict=False):
        for service in services[:1]:
            until = today() + timedelta(days=10)
            about, at = About(service.id), datetime.now(UTC)
            living.notebook.set(about, "complet", until, author="bench", person=f"bench:{number}", at=at)
    row(f"  under {NOTED} notes", pathways())
    living.close()


@contextmanager
def served(state: Path, serving: Serving, directory: Path | None) -> Iterator[Assistant]:
    """The assistant as it is served to everybody; « bench:agent » is an agent."""
    settings = Settings.read({}, state=state, directory=directory)
    registry, now = SqlitePeople(state, access_key(state)[0]), datetime.now(UTC)
    code, _ = registry.invite("agent", "Banc d'essai", None, "", now, timedelta(days=1))
    assert isinstance(registry.redeem(code.replace("-", ""), "bench:agent", now), Account)
    assistant = assistant_serving(settings, serving, registry)
    assistant.warm()
    try:
        yield assistant
    finally:
        assistant.close()


async def turns(assistant: Assistant, person: str, events: list[Event]) -> list[float]:
    """The same events over and over, in milliseconds; the first round is for nothing."""
    times: list[float] = []
    for _ in range(ROUNDS + 1):
        for event in events:
            begun = time.perf_counter()
            await assistant.turn(person, event)
            times.append((time.perf_counter() - begun) * 1000)
    return times[len(events) :]


def today() -> date:
    return datetime.now(UTC).date()


def keys(directory: Directory | None) -> list[str]:
    """The keys of a dozen services, from one end of the directory to the other."""
    assert directory is not None
    every = [service.id for _, services in directory.entries() for service in services[:1]]
    return [key_of(id) for id in every[:: max(1, len(every) // 12)]]


if __name__ == "__main__":
    main()

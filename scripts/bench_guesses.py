"""How long a resident's turn takes while codes are guessed, beside none: in one run. `python scripts/bench_guesses.py`

The guesses come at 10,000 a minute where the machine keeps up, to the real assistant with its accounts in a real file.
On a machine that does other things too, OPENBLAS_NUM_THREADS=1 keeps the threads of NumPy from waiting for each other, which
would be most of what is measured.
"""

import asyncio
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bot.assembly import assistant_serving, now, serving
from bot.assistant import Assistant
from bot.codes import new_code
from bot.conversation.events import Said
from bot.people.invitations import LIFETIME
from bot.settings import Settings, default_rules
from bot.store.people import SqlitePeople

TURNS, ROUNDS = 15, 6
"""Turns of a resident at a time, and how often each case comes round."""

CASES = {"nobody guessing": 0, "while one guesses": 1, "while a thousand guess in turn": 1000}
"""How many people guess."""

PACE = 60 / 10_000
"""Seconds between two guesses."""


async def main() -> None:
    """Print medians in milliseconds. Each round begins with another case, so that the noise of the machine falls on all."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            rules=default_rules(),
            directory=None,
            state=Path(folder) / "state.db",
            languages=None,
            session=timedelta(hours=24),
        )
        registry = SqlitePeople.of(settings)
        assistant = assistant_serving(settings, serving(settings), registry)
        assistant.warm()
        await turns(assistant)
        found: dict[str, list[float]] = {name: [] for name in CASES}
        paces: list[float] = []
        for place in range(ROUNDS):
            order = (*CASES, *CASES)[place % len(CASES) :][: len(CASES)]
            for name in order:
                times, pace = await flooded(assistant, f"telegram:{place}", CASES[name])
                found[name] += times
                paces += [pace] if CASES[name] else []
        code, _ = registry.invite("agent", "Samira", None, "", now(), LIFETIME)
        begun = time.perf_counter()
        await assistant.turn("telegram:holder", Said(code))
        opened = (time.perf_counter() - begun) * 1000
        alone = statistics.median(found["nobody guessing"])
        print(f"guesses: {min(paces):,.0f} to {max(paces):,.0f} a minute")
        for name, times in found.items():
            median = statistics.median(times)
            label = f"a turn of a resident, {name}"
            print(f"{label:58}{median:>8.2f} ms, median of {len(times)}, {median / alone:.2f} times")
        print(f"{'a right code after all of it':58}{opened:>8.2f} ms, access: {bool(registry.accounts())}")
        assistant.close()
        registry.close()


async def flooded(assistant: Assistant, who: str, persons: int) -> tuple[list[float], float]:
    """The times of a resident's turns while codes are guessed, and the pace of the guesses, a minute."""
    stop, begun = asyncio.Event(), time.perf_counter()
    guessing = asyncio.create_task(guess(assistant, who, persons, stop))
    found = await turns(assistant)
    stop.set()
    count = await guessing
    return found, count / (time.perf_counter() - begun) * 60


async def guess(assistant: Assistant, who: str, persons: int, stop: asyncio.Event) -> int:
    """Wrong codes until `stop`; how many."""
    count, begun = 0, time.perf_counter()
    while not stop.is_set():
        if persons:  # nobody guessing is the same clockwork without a guess
            await assistant.turn(f"{who}:{persons}:{count % persons}", Said(new_code()))
        count += 1
        await asyncio.sleep(max(0.0, begun + count * PACE - time.perf_counter()))
    return count


async def turns(assistant: Assistant) -> list[float]:
    """The times of a resident's turns, in milliseconds."""
    times = []
    for place in range(TURNS):
        begun = time.perf_counter()
        await assistant.turn(
            "telegram:resident", Said("je n'arrive plus à payer mon loyer" if place % 2 else "bonjour")
        )
        times.append((time.perf_counter() - begun) * 1000)
    return times


if __name__ == "__main__":
    asyncio.run(main())

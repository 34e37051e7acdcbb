"""Try the bot by hand, without a token: `python -m tests.telegram_emulator 9010`, then the bot in another window."""

import asyncio
import sys
from contextlib import suppress

from tests.telegram_emulator import Person, Telegram
from tests.telegram_emulator.people import labels_of
from tests.telegram_emulator.server import Call

HOW = """L'émulateur répond ici : {url}
Dans une autre fenêtre :

    AIGUILLEUR_TELEGRAM_API={url} AIGUILLEUR_TELEGRAM_TOKEN={token} aiguilleur servir

Puis écrivez ici. Une ligne est un message ; « >Oui » appuie sur le bouton Oui ; Ctrl+D pour finir.
"""


async def main(port: int) -> None:
    async with Telegram(port=port) as telegram:
        print(HOW.format(url=telegram.url, token=telegram.token))
        person = telegram.person()
        listening = asyncio.create_task(_show(telegram))
        while line := await asyncio.to_thread(sys.stdin.readline):
            await _act(person, line.strip())
        listening.cancel()


async def _act(person: Person, line: str) -> None:
    try:
        if line.startswith(">"):
            await person.taps(line[1:].strip())
        elif line:
            await person.says(line)
    except AssertionError as error:
        print(error)
    except TimeoutError:
        print("(le bot ne répond pas encore)")


async def _show(telegram: Telegram) -> None:
    shown = 0
    while True:
        calls = await telegram.more_than(shown)
        for call in calls:
            _print(call)
        shown += len(calls)


def _print(call: Call) -> None:
    if not call.ok:
        print(f"!! {call.method} : {call.answer['description']}")
        return
    if not isinstance(message := call.answer["result"], dict):
        return
    print(f"-- {call.method}")
    for key in ("text", "caption"):
        if key in message:
            print(message[key])
    for key in ("venue", "contact", "document"):
        if key in message:
            print(f"[{key}] {message[key]}")
    if labels := labels_of(message):
        print("   ".join(f"[{label}]" for label in labels))


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9010))

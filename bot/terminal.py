"""The terminal as a channel: a line typed is an event; a screen is lines, its buttons numbered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TextIO

from bot.assistant import Assistant
from bot.conversation.events import Chose, Event, Said, Started
from bot.explaining import explained
from bot.files import write_whole
from bot.screen import Button, Document, Screen
from bot.terminal_screen import Colours, Style, buttons_of, lines_of
from bot.transcripts.journal import Journal
from knowledge.text import fold

PERSON = "terminal"

PROMPT = "› "

QUIT = frozenset({"quitter", "quit", "exit", "/quitter", "/exit", "/quit"})


@dataclass(slots=True)
class Terminal:
    """One chat in one terminal. `why` explains each answer; `journal` collects the chat as a test."""

    assistant: Assistant
    read: TextIO
    write: TextIO
    folder: Path
    why: bool = False
    journal: Journal | None = None
    _buttons: tuple[Button, ...] = field(default=(), init=False)

    async def run(self) -> None:
        """Talk until the end of the input, or « quitter »."""
        await self._turn(Started())
        for line in self._typed():
            if fold(line) in QUIT:
                break
            if line.strip():
                await self._turn(self._event(line.strip()))

    async def _turn(self, event: Event) -> None:
        answer = await self.assistant.answer(PERSON, event)
        if answer is None:
            return
        self._show(answer.screen)
        self._say(*self._saved(answer.screen))
        if self.why:
            self._say(*explained(self.assistant.rules, answer))
        if self.journal is not None:
            self.journal.add(event, answer, self._buttons)
        self._buttons = buttons_of(answer.screen)

    def _event(self, line: str) -> Event:
        """A number is a button of the screen, a label too, `/aide` a gesture; all else is text."""
        if line.isdigit() and 1 <= int(line) <= len(self._buttons) and len(line) < 3:
            return _tapped(self._buttons[int(line) - 1])
        same = [button for button in self._buttons if fold(button.label) == fold(line) and fold(line)]
        if len(same) == 1:
            return _tapped(same[0])
        if found := re.fullmatch(r"/(\w+)", line):
            return Started() if found[1] in ("start", "debut") else Chose("geste", found[1])
        return Said(line)

    def _show(self, screen: Screen) -> None:
        style = Colours() if self.write.isatty() else Style()
        self._say("", *lines_of(screen, style=style), "")

    def _saved(self, screen: Screen) -> Iterator[str]:
        for part in screen.parts:
            if isinstance(part, Document):
                path = _free(self.folder / part.name)
                write_whole(path, part.content)
                yield f"{part.caption}"
                yield f"→ {path}"
                yield ""

    def _typed(self) -> Iterator[str]:
        while True:
            if self.read.isatty():
                self.write.write(PROMPT)
                self.write.flush()
            line = self.read.readline()
            if not line:
                return
            if not self.read.isatty():
                self._say(f"{PROMPT}{line.rstrip()}")
            yield line

    def _say(self, *lines: str) -> None:
        for line in lines:
            self.write.write(line + "\n")
        self.write.flush()


def _tapped(button: Button) -> Chose:
    asked, _, option = button.data.partition(":")
    return Chose(asked, option)


def _free(path: Path) -> Path:
    """The path, or the first numbered one that does not exist: a sheet never replaces another."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return path if not path.exists() else next(each for each in numbered if not each.exists())

"""The terminal as a channel: a line typed is an event; a screen is lines, its buttons numbered."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TextIO

import click

from bot.assistant import COMMANDS, Assistant
from bot.conversation.events import Chose, Event, Linked, Said, Started
from bot.explaining import explained
from bot.files import write_whole
from bot.frontdesk import COMMANDS as AT_THE_DESK
from bot.screen import Button, Document, Screen
from bot.terminal_screen import Colours, Style, buttons_of, lines_of
from bot.transcripts.journal import Journal
from knowledge.text import fold
from knowledge.wording import SOURCE, Wording

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
    _language: str = field(default=SOURCE, init=False)
    _at_the_desk: frozenset[str] = field(default=frozenset(), init=False)

    async def run(self) -> None:
        """Talk until the end of the input, « quitter », or Ctrl-C at the prompt.

        Lines are read in the event loop, which has nothing else to do: whoever runs it must let Ctrl-C raise
        KeyboardInterrupt, as `aiguilleur discuter` does.
        """
        with suppress(KeyboardInterrupt):
            self._at_the_desk = AT_THE_DESK if await self.assistant.attends(PERSON) else frozenset()
            await self._turn(Started())
            self._say(Wording.load(self._language).say("chat.terminal_hint"), "")
            for line in self._typed():
                if fold(line) in QUIT:
                    return
                if line.strip():
                    await self._turn(self._event(line.strip()))
        if self.write.isatty():
            self._say("")

    async def _turn(self, event: Event) -> None:
        answer = await self.assistant.answer(PERSON, event)
        if answer is None:
            return
        style = Colours() if self.write.isatty() else Style()
        self._say("", *lines_of(answer.screen, style=style, saved=self._saved(answer.screen)), "")
        if self.why:
            self._say(*explained(self.assistant.rules, answer))
        if self.journal is not None:
            self.journal.add(event, answer, self._buttons)
        self._buttons, self._language = buttons_of(answer.screen), answer.screen.language

    def _event(self, line: str) -> Event:
        """A number is a button of the screen, a label too, `/aide` a command, `/start` and a word a link; all else is text."""
        if line.isascii() and line.isdigit() and len(line) < 3 and 1 <= int(line) <= len(self._buttons):
            return _tapped(self._buttons[int(line) - 1])
        same = {button.data: button for button in self._buttons if fold(button.label) == fold(line) and fold(line)}
        if len(same) == 1:
            return _tapped(*same.values())
        if found := re.fullmatch(r"/(\w+)(?:\s+(.+))?", line):
            return self._command(found[1].lower(), found[2] or "")
        return Said(line)

    def _command(self, name: str, words: str) -> Event:
        """A command that a messenger lists, or a gesture by its name; what is neither is read as words.

        Words after a command are for those of the front desk; after /start, the one word is what a link opens.
        """
        if name in ("start", "debut") and not words:
            return Started()
        if name == "start" and re.fullmatch(r"[\w-]{1,64}", words, re.ASCII):
            return Linked(words)
        if name in self._at_the_desk:
            return Chose("geste", f"{name} {words}".strip())
        if words:
            return Said(words if name == "start" else f"{name} {words}")
        known = {*COMMANDS, *(button.data.partition(":")[2] for button in self._buttons), "retour", "passer", "menu"}
        return Chose("geste", name) if name in known else Said(name)

    def _saved(self, screen: Screen) -> Mapping[str, Path]:
        """Write the documents of a screen; gives where each is. One that cannot be written is left out, and told."""
        saved: dict[str, Path] = {}
        for part in screen.parts:
            if isinstance(part, Document):
                path = _free(self.folder / part.name)
                try:
                    write_whole(path, part.content)
                except click.ClickException as error:
                    self._say("", error.message)
                else:
                    saved[part.name] = path
        return saved

    def _typed(self) -> Iterator[str]:
        """Lines until the end of the input; one that comes from a file is shown, as one that is typed is."""
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

"""Walks through a chat: taps what it has tapped least, types, forges, goes back to old buttons; keeps all that comes out."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from bot.assistant import Assistant
from bot.conversation.events import Chose, Event, Linked, Located, Said, Sent, Started
from bot.frontdesk import COMMANDS
from bot.frontdesk.step import ROOMS
from bot.handlers.command import meant
from bot.screen import Button, Screen
from bot.terminal_screen import buttons_of
from tests.privacy.coming_out import shown

FORGED = (
    *(f"{asked}:{{key}}" for room in ROOMS for asked in room.taps),
    *(f"{asked}:{{key}}" for asked in ("carte", "rdv", "structure", "signaler")),
    "geste:fiche", "geste:x", "fiche:mots", "fiche:texte", "fiche:discrete", "fiche:page", "fiche:contacts", "fiche:agenda",
    "moment:x", "structure:0", "commune:69286", "commune:69034", ":", "", "une phrase",
)  # fmt: skip
"""Buttons that nobody was shown, those of every room among them; `{key}` is a service or a structure."""

Find = Callable[[str], list[str]]
"""Gives the marks of a text."""

LEAVES = "geste:habitant"
"""An agent tries the chat as residents have it: walked by itself."""

POSITIONS = ((45.7953, 4.8462), (48.85, 2.35), (0.0, 0.0))


@dataclass(frozen=True, slots=True)
class Leak:
    """What should not have come out: what was done last, where it stood, the mark."""

    after: Event
    where: str
    mark: str


@dataclass
class Walk:
    """One person in one chat. `out` is all that came out: the event, the kind of part, its text."""

    assistant: Assistant
    person: str
    language: str
    says: Sequence[str]
    keys: Sequence[str]
    links: Sequence[str] = ()
    seed: int = 6
    papers: int = 6
    """Documents that are asked for at most: each takes the time of fifty other screens."""
    out: list[tuple[Event, str, str]] = field(default_factory=list)
    met: dict[str, Button] = field(default_factory=dict)
    tapped: Counter[str] = field(default_factory=Counter)

    async def tours(self, commands: Sequence[str] = ()) -> "Walk":
        """Give each command once, and tap a button of every kind, shown or not."""
        chance = Random(self.seed)
        for text in commands:
            await self.does(meant(text, at_the_desk=COMMANDS))
        for data in FORGED:
            await self.does(self._taps(data.format(key=chance.choice(self.keys))))
        return self

    async def goes(self, turns: int) -> "Walk":
        """Walk on for so many turns."""
        chance = Random(self.seed)
        screen = await self.does(Started())
        said, forged = self._cycle(self.says, chance), self._cycle(FORGED, chance)
        for _ in range(turns):
            screen = await self.does(self._next(screen, chance, said, forged))
        return self

    async def does(self, event: Event) -> Screen:
        """One event; what came out is kept."""
        screen = await self.assistant.turn(self.person, event, language=self.language)
        assert screen is not None
        came = [*shown(screen)]
        self.out += ((event, kind, text) for kind, text in came)
        self.papers -= any(kind.startswith("document") for kind, _ in came)
        self.met.update((button.data, button) for button in buttons_of(screen))
        return screen

    @property
    def text(self) -> str:
        return "\n".join(text for _, _, text in self.out)

    def leaks(self, find: Find) -> list[Leak]:
        """The marks that came out, each with what it came after."""
        return [Leak(event, kind, mark) for event, kind, text in self.out for mark in find(text)]

    def _next(self, screen: Screen, chance: Random, said: Iterator[str], forged: Iterator[str]) -> Event:
        dice = chance.random()
        fresh = [button for button in buttons_of(screen) if self._open(button.data)]
        if dice < 0.55 and fresh:
            return self._taps(min(fresh, key=lambda button: (self.tapped[button.data], chance.random())).data)
        if dice < 0.77:
            text = next(said)
            return meant(text, at_the_desk=COMMANDS) if text.startswith("/") else Said(text)
        if dice < 0.86:
            old = [data for data in self.met if self._open(data)]
            return self._taps(min(old, key=lambda data: (self.tapped[data], chance.random()))) if old else Sent()
        if dice < 0.96:
            data = next(forged).format(key=chance.choice(self.keys))
            return self._taps(data) if self._open(data) else Sent()
        others: list[Event] = [Sent(), Started(), Located(*chance.choice(POSITIONS))]
        others += (Linked(link) for link in self.links)
        return chance.choice(others)

    def _open(self, data: str) -> bool:
        """Whether a button may be tapped: not one that leaves the desk, nor one that gives a paper when enough were given."""
        if data == LEAVES:
            return False
        return self.papers > 0 or not data.startswith(
            ("fiche", "geste:fiche", "geste:donner", "geste:apercu", "imprimer")
        )

    def _taps(self, data: str) -> Chose:
        self.tapped[data] += 1
        asked, _, option = data.partition(":")
        return Chose(asked, option)

    @staticmethod
    def _cycle(values: Sequence[str], chance: Random) -> Iterator[str]:
        while True:
            yield from chance.sample(values, len(values))

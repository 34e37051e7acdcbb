"""Conversations of agents, written in YAML, played against the real assistant: type this, that must show.

- titre: "Le CCAS, tapé vite"
  dialogue:
    - dit: "ccas caluir"
    - ecran: { carte: demo--ccas--accueil-social, montre: ["Ligne directe"], boutons: ["Appeler"] }

Acts: `dit` (typed), `appuie` (a button, by a part of its label or by its data), `commande` (without its slash), `partage` (a
position), `envoie` (a photograph), `recommence`. `ecran` tells what must be on the last screen: `carte`, the service in full;
`liste`, services among those of the list; `montre` and `tait`, texts that are and are not there; `boutons` and `sans_boutons`,
parts of labels; `messages`, how many.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from bot.assistant import Assistant
from bot.attendant import Attendant
from bot.conversation.events import Chose, Event, Located, Said, Sent, Started
from bot.people import Account, Everybody, Role
from bot.screen import Button, Screen
from bot.served import Serving
from bot.staff import Staff
from bot.store import MemoryStore
from bot.store.habits import Habits, MemoryHabits
from bot.store.works import MemoryWorks
from bot.terminal_screen import buttons_of, text_of
from bot.transcripts.story import MONDAY
from knowledge.sheets import SheetMaker

PERSON = "agent:test"


@dataclass(frozen=True, slots=True)
class Scene:
    """One conversation of a file."""

    title: str
    file: str
    lines: tuple[dict[str, Any], ...]
    role: Role = "agent"
    structure: str | None = None


def scenes(path: Path) -> Iterator[Scene]:
    for told in yaml.safe_load(path.read_text(encoding="utf-8")):
        yield Scene(
            told["titre"], path.name, tuple(told["dialogue"]), told.get("role", "agent"), told.get("structure", None)
        )


@dataclass(slots=True)
class Desk:
    """One agent and what answers them; the work is JSON between any two turns."""

    serving: Serving
    account: Account
    now: datetime = MONDAY
    link: str | None = "https://t.me/aiguilleur_bot"
    works: MemoryWorks = field(default_factory=MemoryWorks)
    habits: Habits = field(default_factory=MemoryHabits)
    screen: Screen | None = None
    assistant: Assistant = field(init=False)

    def __post_init__(self) -> None:
        sheets = SheetMaker()
        attendant = Attendant(works=self.works, sheets=sheets, habits=self.habits)
        staff = Staff(Everybody(self.account), attendant)
        self.assistant = Assistant(
            self.serving, MemoryStore(), lambda: self.now, sheets=sheets, link=self.link, staff=staff
        )

    @classmethod
    def of(cls, serving: Serving, role: Role = "agent", structure: str | None = None) -> "Desk":
        account = Account(role=role, name="Nadia", structure_id=structure, since=datetime(2026, 1, 1, tzinfo=UTC))
        return cls(serving, account)

    async def does(self, event: Event) -> Screen:
        answer = await self.assistant.answer(PERSON, event)
        assert answer is not None
        self.screen = answer.screen
        return answer.screen

    async def says(self, text: str) -> Screen:
        return await self.does(Said(text))

    async def taps(self, what: str) -> Screen:
        """A button of the last screen by a part of its label, or any by its data."""
        return await self.does(tapped(what, self.buttons))

    @property
    def buttons(self) -> tuple[Button, ...]:
        return buttons_of(self.screen) if self.screen else ()

    @property
    def text(self) -> str:
        return text_of(self.screen) if self.screen else ""


def tapped(what: str, buttons: tuple[Button, ...]) -> Chose:
    data = next((each.data for each in buttons if what == each.data), None)
    data = data or next((each.data for each in buttons if what in each.label), what)
    assert ":" in data, f"aucun bouton « {what} » parmi : {', '.join(each.label for each in buttons)}"
    asked, _, option = data.partition(":")
    return Chose(asked, option)


async def play(scene: Scene, serving: Serving) -> None:
    """Play one scene; raises AssertionError at the first thing that is not as told, with the screen."""
    desk = Desk.of(serving, scene.role, scene.structure)
    await desk.does(Started())
    for line in scene.lines:
        ((act, what),) = line.items()
        if act == "ecran":
            told = tuple(_differences(what, desk))
            shown = f"{desk.text}\n  boutons : {', '.join(each.label for each in desk.buttons)}"
            assert not told, f"{scene.file}, « {scene.title} » : {' ; '.join(told)}\n{shown}"
        else:
            await desk.does(_event(act, what, desk.buttons))


def _event(act: str, what: Any, buttons: tuple[Button, ...]) -> Event:
    match act:
        case "dit":
            return Said(str(what))
        case "appuie":
            return tapped(str(what), buttons)
        case "commande":
            return Chose("geste", str(what))
        case "partage":
            return Located(*what)
        case "envoie":
            return Sent()
        case "recommence":
            return Started()
        case _:
            raise AssertionError(f"« {act} » : un geste qui n'existe pas")


def _differences(wanted: dict[str, Any], desk: Desk) -> Iterator[str]:
    work = desk.works.load(PERSON, desk.now)
    labels = "\n".join(each.label for each in desk.buttons)
    for key, value in wanted.items():
        each = value if isinstance(value, list) else [value]
        match key:
            case "carte":
                if work is None or work.card != value:
                    yield f"la fiche est {work.card if work else 'aucune'}, pas {value}"
            case "liste":
                yield from (f"{id} manque dans la liste" for id in each if work is None or id not in work.shown)
            case "montre":
                yield from (f"« {text} » n'est pas écrit" for text in each if text not in desk.text)
            case "tait":
                yield from (f"« {text} » est écrit" for text in each if text in desk.text)
            case "boutons":
                yield from (f"aucun bouton « {text} »" for text in each if text not in labels)
            case "sans_boutons":
                yield from (f"un bouton « {text} »" for text in each if text in labels)
            case "messages":
                if desk.screen is None or len(desk.screen.messages) != value:
                    yield f"{len(desk.screen.messages) if desk.screen else 0} messages, pas {value}"
            case _:
                yield f"je ne connais pas « {key} »"

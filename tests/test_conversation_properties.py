"""Whatever a person does, in whatever order: an answer, a state that survives JSON, buttons that work."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.assistant import Answer, Assistant
from bot.conversation.engine import step
from bot.conversation.events import Chose, Event, Located, Said, Sent, Started
from bot.conversation.replies import Alert, Ask, Erased, Goodbye, Orient, Stale
from bot.conversation.state import NEED, State
from bot.screen import Button, Document
from bot.store import MemoryStore
from bot.terminal_screen import buttons_of
from knowledge.rules.model import UNKNOWN
from tests.conftest import serving, sheets

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))

OPTIONS = 8
"""Answers that a screen offers at most."""

LONGEST = 4096
"""Letters of a message of Telegram."""

DANGERS = ("il me frappe", "je veux mourir", "il y a le feu", "elle ne respire plus", "je dors dehors", "زوجي يضربني")

SAYINGS = (
    "jai faim", "cherche nounou pour mon bb de 8 mois a caluire", "jai perdu mon travaille et jarrive plus a payer le loyer",
    "non en fait une crèche", "la caf", "mission local", "caluir", "69300", "marseille", "à rillieux", "xyzabc", "oui", "non",
    "je sais pas", "retour", "menu", "corriger", "fiche", "encore", "continuer", "merci", "au revoir", "bonjour", "connard",
    "recommencer", "effacer", "aide", "urgence", "langue", "parler à quelqu'un", "2 ans", "1", "😀", "👍", "asdf", "x" * 10_000,
    "médecin qui parle tigrinya", "I lost my job", "ليس لدي ما آكله اليوم", "je suis au chômage", "3 enfants", "", " ",
    "je me sépare", "on vient d'arriver à Caluire", "I am leaving hospital tomorrow", "j'ai perdu mon travail",
    "jeudi à 14h30", "demain", "9h",
)  # fmt: skip

DATA = (
    "geste:fiche", "geste:nimporte", "fiche:mots", "fiche:texte", "fiche:discrete", "fiche:agenda", "fiche:?", "rdv:demo--ccas",
    "rdv:x", "sans_rdv:x", "moment:x", "besoin:emploi", "besoin:inconnu", "menu:logement", "langue:ar", "langue:xx",
    "commune:69034", "commune:99999", "changer:commune", "retirer:emploi", "carte:demo--ccas", "structure:0",
    "structure:demo--caf", "age:adulte", "evenement:separation", "evenement:inconnu", "cocher:logement", "cocher:inconnu",
    "continuer:separation", "geste:evenements", "besoin", ":", "", "une phrase d'un autre âge",
)  # fmt: skip


PLACES = ((45.795, 4.847), (48.85, 2.35), (0.0, 0.0), (-21.1, 55.5))


def tapped(data: str) -> Chose:
    asked, _, option = data.partition(":")
    return Chose(asked, option)


class Conversation(RuleBasedStateMachine):
    """One person, the real assistant, the demonstration territory."""

    def __init__(self) -> None:
        super().__init__()
        self.assistant = Assistant(serving(), MemoryStore(), lambda: MONDAY, sheets=sheets())
        self.state, self.met = State(), list[Button]()
        self.answer: Answer
        self.does(Started())

    @initialize(text=st.sampled_from(SAYINGS))
    def begins(self, text: str) -> None:
        self.does(Said(text))

    def does(self, event: Event) -> None:
        self.before, self.event = self.state, event
        turn = step(serving().now().world.at(MONDAY), self.state, event)
        answer = asyncio.run(self.assistant.answer("somebody", event))
        assert answer is not None
        if not (isinstance(event, Chose) and event.asked == "rdv"):  # a step does not know which contacts there are
            assert answer.turn.replies == turn.replies  # and so no apology of the assistant for something that failed
        self.answer = answer
        self.state = State() if _has(answer, Erased) else answer.turn.state
        self.met.extend(buttons_of(answer.screen))

    @rule(text=st.one_of(st.sampled_from(SAYINGS), st.text(max_size=40)))
    def says(self, text: str) -> None:
        self.does(Said(text))

    @rule(text=st.sampled_from(DANGERS))
    def says_a_danger(self, text: str) -> None:
        self.does(Said(text))
        assert isinstance(self.answer.turn.replies[0], Alert)
        after = self.state
        assert set(self.before.needs) <= set(after.needs)
        assert self.before.answers.keys() <= after.answers.keys()
        if self.before.asked == NEED:
            assert after.asked == NEED or after.needs  # the danger itself may be the need
        elif self.before.asked:
            assert after.asked == self.before.asked or self.before.asked in after.answers

    @rule(which=st.integers(0, 30))
    def taps_what_is_shown(self, which: int) -> None:
        shown = buttons_of(self.answer.screen)
        if shown:
            self.taps(shown[which % len(shown)].data)
            assert not _has(self.answer, Stale)

    @rule(which=st.integers(0, 1000))
    def taps_an_old_button(self, which: int) -> None:
        self.taps(self.met[which % len(self.met)].data)

    @rule(which=st.integers(0, 2), times=st.integers(1, 5))
    def answers_with_one_of_the_first_buttons(self, which: int, times: int) -> None:
        for _ in range(times):
            shown = buttons_of(self.answer.screen)
            if shown:
                self.taps(shown[which % len(shown)].data)

    @rule(
        event=st.one_of(
            st.sampled_from([Sent(), Started(), *(Located(*place) for place in PLACES), *map(tapped, DATA)]),
            st.text(max_size=20).map(tapped),
        )
    )
    def does_something_else(self, event: Event) -> None:
        self.taps(f"{event.asked}:{event.option}") if isinstance(event, Chose) else self.does(event)

    def taps(self, data: str) -> None:
        left, waiting = _left(self.answer), self.state.asked
        self.does(tapped(data))
        if _has(self.answer, Stale):
            assert self.state == self.before
        answered = (
            waiting and (data.partition(":")[0] == waiting or data == "geste:passer") and waiting in self.state.answers
        )
        fresh = waiting not in self.before.answers
        if answered and fresh and left is not None and self.state.needs == self.before.needs:
            assert (_left(self.answer) or 0) < left

    @invariant()
    def there_is_always_an_answer(self) -> None:
        screen = self.answer.screen
        assert any(message.text.strip() for message in screen.messages) or any(
            isinstance(part, Document) for part in screen.parts
        )

    @invariant()
    def there_is_always_a_next_step(self) -> None:
        assert buttons_of(self.answer.screen) or _has(self.answer, Erased) or _has(self.answer, Goodbye)

    @invariant()
    def the_state_survives_json(self) -> None:
        assert State.from_json(self.state.to_json()) == self.state

    @invariant()
    def every_button_fits_and_works(self) -> None:
        world = serving().now().world.at(MONDAY)
        for button in buttons_of(self.answer.screen):
            assert len(button.data.encode()) <= 64
            turn = step(world, self.state, tapped(button.data))
            assert not any(isinstance(reply, Stale) for reply in turn.replies), button

    @invariant()
    def answers_are_few(self) -> None:
        for message in self.answer.screen.messages:
            kinds = [button.data.partition(":")[0] for row in message.buttons for button in row]
            asked = [kind for kind in kinds if kind in (self.state.asked, "menu", "besoin")]
            assert len(asked) <= OPTIONS
            assert len(message.text) <= LONGEST

    @invariant()
    def every_language_can_say_it(self) -> None:
        renderer = serving().now().renderer
        for language in ("fr", "en", "ar"):
            screen = renderer.screen(self.answer.turn.replies, self.answer.found, language)
            assert len(screen.parts) >= len(self.answer.screen.parts) - 1
            assert not any("{" in message.text for message in screen.messages)

    @invariant()
    def nothing_known_is_asked(self) -> None:
        answers = {question for question, value in self.state.answers.items() if value != UNKNOWN}
        asked = {reply.question for reply in self.answer.turn.replies if isinstance(reply, Ask)}
        changing = isinstance(self.event, Chose) and self.event.asked == "changer"
        assert changing or self.before.asked in asked or not answers & asked

    @invariant()
    def a_pathway_follows_from_all_answers(self) -> None:
        for reply in self.answer.turn.replies:
            if isinstance(reply, Orient):
                assert self.answer.found.pathway is not None
                assert reply.needs == self.state.needs


def _has(answer: Answer, kind: type) -> bool:
    return any(isinstance(reply, kind) for reply in answer.turn.replies)


def _left(answer: Answer) -> int | None:
    return next((reply.left for reply in answer.turn.replies if isinstance(reply, Ask)), None)


Conversation.TestCase.settings = settings(
    max_examples=50, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWhateverAPersonDoes = Conversation.TestCase

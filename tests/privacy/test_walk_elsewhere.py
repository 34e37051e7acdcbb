"""What comes out beside the chats: inline results, a pathway handed over with a code, the page of partners, what fails."""

import re
from pathlib import Path

import httpx
import pytest

from bot.conversation.events import Chose, Said
from bot.deeplinks import payload_of
from bot.inline import Inline
from bot.liaison import Desk
from bot.served import Serving
from bot.web import application
from knowledge.card import card
from knowledge.liaison import Consent, Person
from tests.privacy.coming_out import Journal, on_the_disk
from tests.privacy.planted import HIDDEN_SERVICE, OWN, Planted, secrets
from tests.privacy.staffed import staffed
from tests.privacy.walker import Walk
from tests.samples_services import MONDAY, TODAY

LINES = (
    "ccas", "restos du c", "éclaircie", "csapa", "colis", "portage", "portage de repas", "mission loc", "femmes battues",
    "ombrek", "12 bis avenue du general ombrek", "AGT001D", "camille", "je dors dehors Zébulonne", "0536490001",
)  # fmt: skip


async def test_inline_results_are_what_anybody_may_read(
    planted: Planted, planted_serving: Serving, journal: Journal
) -> None:
    inline = Inline(planted_serving, lambda: MONDAY)
    for language in planted_serving.now().rules.territory.languages:
        for line in LINES:
            found = await inline.answer(line, language=language, link="https://t.me/essai_bot")
            told = repr(found).replace(line, "")
            assert [line, *secrets(told), *planted.for_agents(told)] == [line]
    assert [*secrets(journal.text), *planted.for_agents(journal.text)] == []
    assert "bulonne" not in journal.text


async def test_a_pathway_goes_from_one_chat_to_the_other_with_what_may_be_read_there(
    planted: Planted, planted_serving: Serving, keys: tuple[str, ...], folder: Path, journal: Journal
) -> None:
    with staffed(planted_serving, planted.path, folder) as desk:
        desk.invites("telegram:2", "agent", "Auteurzule")
        agent, resident = (Walk(desk.assistant, f"telegram:{each}", "fr", LINES, keys) for each in (2, 1))
        for line in ("ccas caluire", "restos du coeur", "csapa"):
            await agent.does(Said(line))
            await agent.does(Chose("geste", "parcours"))
            plus = next(data for data in agent.met if data.startswith("parcours_plus:"))
            await agent.does(Chose(*plus.split(":", 1)))
            agent.met.clear()
        await agent.does(Chose("geste", "ligne Appeler Zorglub demain"))
        await agent.does(Chose("geste", "donner_code"))
        code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b", agent.text)
        assert code is not None
        assert "Zorglub" not in "".join(desk.rows().values()) + on_the_disk(folder) + journal.text
        resident.links = (payload_of("pathway", code[0].replace("-", "")),)
        await resident.does(Said(code[0]))
        assert "Zorglub" in resident.text
        await resident.goes(40)
        assert resident.leaks(secrets) == agent.leaks(secrets) == []
        assert resident.leaks(planted.for_agents) == []
        assert "Auteurzule" not in resident.text
        kept = "".join(desk.rows().values()) + on_the_disk(folder) + journal.text
        assert "Zorglub" not in kept
        assert [*secrets(kept), *planted.for_agents(kept)] == []


async def test_the_page_of_partners_names_nobody_and_no_secret_place(
    planted: Planted, planted_serving: Serving, folder: Path, journal: Journal
) -> None:
    directory = planted_serving.now().directory
    assert directory is not None
    with Desk(folder / "state.db", clock=lambda: MONDAY) as desk:
        transport = httpx.ASGITransport(application(desk, planted_serving.now, clock=lambda: MONDAY))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as web:
            for service in (HIDDEN_SERVICE, f"{OWN}--accompagnement"):
                offer = directory.offer(service)
                assert offer is not None
                person, consent = Person(name="Zébulonne Quistrebert"), Consent(given_on=TODAY)
                opened = desk.open(card(offer), "today", person=person, consent=consent)
                for path in ("/r", f"/r/{opened.code}", "/r/K7PM-4XQ8-R", "/r/zorglub", "/nulle-part"):
                    told = (await web.get(path)).text
                    assert [path, *secrets(told), *planted.for_agents(told)] == [path]
                    assert "bulonne" not in told
    kept = on_the_disk(folder) + journal.text
    assert [word for word in ("bulonne", "uistrebert", "zorglub") if word in kept] == []


async def test_what_fails_quotes_nothing_of_what_it_was_about(
    planted: Planted, planted_serving: Serving, folder: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **named: object) -> None:
        raise ValueError(f"{given!r} {named!r}")

    with staffed(planted_serving, planted.path, folder) as desk:
        desk.invites("telegram:2", "agent", "Auteurzule")
        for where in FAILING:
            with monkeypatch.context() as patch:
                patch.setattr(where, broken)
                for person in ("telegram:1", "telegram:2"):
                    walk = Walk(desk.assistant, person, "fr", LINES, ("demo--ccas",))
                    for event in (Said("ccas Zébulonne"), Said("j'ai faim, Zébulonne"), Chose("voir", HIDDEN_SERVICE)):
                        await walk.does(event)
                    assert walk.leaks(secrets) == []
                    assert person == "telegram:2" or walk.leaks(planted.for_agents) == []
        kept = on_the_disk(folder) + journal.text
    assert "ValueError" in journal.text
    assert "bulonne" not in kept
    assert [*secrets(kept), *planted.for_agents(kept)] == []


FAILING = (
    "bot.assistant.step", "bot.attendant.step", "bot.rendering.renderer.Renderer.screen", "knowledge.choosing.card",
    "bot.attending.showing.card", "bot.rendering.frontdesk.screens.FrontDesk.screen", "knowledge.lookup.finder.Seeker.find",
    "knowledge.directory.reading.Directory._discreet", "knowledge.understanding.Understanding.read",
)  # fmt: skip

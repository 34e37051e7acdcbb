"""The page in a real browser: no violation found by axe-core, a narrow screen, a keyboard alone, no script."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.liaison import Desk
from knowledge.liaison import Appointed, Arrived, Refused
from tests.samples_liaison import partner
from tests.test_web.test_serving import served

CHROMIUM = Path("/usr/bin/chromium")
if not CHROMIUM.exists():
    pytest.skip("Chromium is not installed: apt-get install chromium", allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright drives the browser: pip install playwright")
axe_file = pytest.importorskip(
    "axe_playwright_python.base", reason="it brings axe-core: pip install axe-playwright-python"
)

AXE = (Path(axe_file.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
NARROW = {"width": 320, "height": 568}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[tuple[str, Desk]]:
    with served(tmp_path_factory.mktemp("site")) as (address, _, desk):
        yield address, desk


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A page and what happened in it: what it asked for, what the console said."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(viewport=NARROW, locale=options.pop("locale", "fr-FR"), **options)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.console: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.console.append(message.text))

    def __enter__(self) -> "Visit":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def enter(self) -> None:
        """Press Enter, which sends the form."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press(self, role: str, name: str) -> None:
        """Press what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.get_by_role(role, name=name).click()

    def on(self, field: str) -> None:
        """The keyboard is on this field: a browser gives the focus once the page is drawn, after it is loaded."""
        self.page.wait_for_function("field => document.activeElement.id === field", arg=field)

    def judged(self) -> None:
        """No violation of WCAG 2.2 AA or best practice, nothing wider than the screen."""
        self.page.evaluate(AXE)
        found = self.page.evaluate("() => axe.run({resultTypes: ['violations', 'incomplete']})")
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
        assert [each["id"] for each in found["incomplete"]] == []
        assert len(found["passes"]) > 10
        assert self.page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]


def test_a_partner_answers_by_keyboard_on_a_narrow_screen(site, browser):
    address, desk = site
    code = desk.open(partner(service_id="demo--accueil-jour--journee"), "week").code
    with Visit(browser) as visit:
        page, keys, enter = visit.page, visit.page.keyboard, visit.enter
        page.goto(f"{address}/r")
        visit.judged()
        keys.press("Tab")
        keys.type("k7pm-4xq8-s")
        enter()
        assert page.title().startswith("À corriger")
        visit.on("code")
        visit.judged()
        keys.press("Control+A")
        keys.type(code.lower().replace("-", " "))
        enter()
        page.wait_for_url(f"{address}/r/{code.replace('-', '')}")
        visit.judged()
        keys.press("Tab")
        keys.press("ArrowDown")
        visit.on("choix-rendez-vous")
        assert page.locator("#jour").is_visible()
        assert not page.locator("#motif-absent").is_visible()
        visit.judged()
        enter()
        visit.on("jour")
        visit.judged()
        day = date.today() + timedelta(days=7)  # noqa: DTZ011 — the day of who reads the page
        page.locator("#jour").fill(f"{day.isoformat()}")
        page.locator("#heure").fill("14:30")
        enter()
        assert "C'est noté, merci" in page.locator("h1").inner_text()
        assert "14\xa0h\xa030" in page.locator(".noted").inner_text()
        visit.judged()
        visit.press("link", "Corriger")
        visit.judged()
        page.get_by_label("Cela n'a pas pu se faire").check()
        visit.press("button", "Envoyer")
        assert "Choisissez un motif." in page.locator("[role=alert]").inner_text()
        visit.judged()
        page.get_by_label("Plus de place").check()
        visit.press("button", "Envoyer")
        assert "Plus de place" in page.locator(".noted").inner_text()
        assert [url for url in visit.asked if not url.startswith(f"{address}/")] == []
        assert [each for each in visit.console if "status of 4" not in each] == [], (
            "the policy allows all that the page has"
        )
        assert visit.context.cookies() == []
    appointed, refused = (answer.outcome for answer in desk.look(code).answers)
    assert isinstance(appointed, Appointed) and appointed.at.date() == day
    assert refused == Refused("session-complete")


def test_a_partner_answers_without_script(site, browser):
    _, desk = site
    opened = desk.open(partner(), "today")
    with Visit(browser, java_script_enabled=False) as visit:
        visit.page.goto(opened.link)
        visit.page.get_by_label("La personne est venue").check()
        visit.press("button", "Envoyer")
        assert "C'est noté, merci" in visit.page.locator("h1").inner_text()
    assert desk.look(opened.code).current.outcome == Arrived()


@pytest.mark.parametrize("locale", ["ar", "en-GB"])
def test_the_page_is_as_good_in_other_languages(site, browser, locale):
    address, desk = site
    opened = desk.open(partner(), "today")
    with Visit(browser, locale=locale) as visit:
        for path in ("/r", f"/r/{opened.code}", "/none"):
            visit.page.goto(f"{address}{path}")
            visit.judged()


def test_what_happens_shows_to_who_enlarges_the_text_and_who_prefers_strong_colours(site, browser):
    _, desk = site
    opened = desk.open(partner(), "today")
    with Visit(browser, forced_colors="active") as visit:
        visit.page.goto(opened.link)
        visit.page.evaluate("() => document.documentElement.style.fontSize = '200%'")
        assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= NARROW["width"]
        assert visit.page.locator("button").evaluate("node => getComputedStyle(node).borderTopStyle") == "solid"

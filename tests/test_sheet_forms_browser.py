"""The page in a real browser: no barrier that axe-core knows of, on a telephone and on a desk; a page that prints.

Needs Debian's Chromium; skipped where there is none.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from pypdf import PdfReader

from knowledge.rules.model import Look
from knowledge.sheets.choices import Choices
from knowledge.sheets.forms import as_page
from knowledge.sheets.model import Sheet
from knowledge.sheets.pathway import pathway_content
from knowledge.wording import Wording
from tests.samples_pathway import BUS, LINK, NOON, contact_of, pathway_with

CHROMIUM = which("chromium") or ""
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium n'est pas installé (apt-get install chromium)")

axe_playwright_python = pytest.importorskip("axe_playwright_python", reason="needs the development packages")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = [
    "wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
]  # fmt: skip
RUN = """async rules => (await axe.run(document, {
  runOnly: {type: 'tag', values: rules},
  rules: {'color-contrast-enhanced': {enabled: true}, 'target-size': {enabled: true}},
}))"""
TELEPHONE, DESK = {"width": 320, "height": 640}, {"width": 1100, "height": 800}
CHOICES = Choices(link=LINK, words="j'arrive plus à payer", appointments={"service-0": NOON + timedelta(days=6)})
LONG = "Association-intercommunale-d'accompagnement-vers-et-dans-le-logement-des-familles" * 3


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def sheet_of(language: str, **choices: Any) -> Sheet:
    every = (
        contact_of(6, places=(BUS,), telephone=None, dial=None),
        contact_of(7, structure=LONG, website=f"https://{LONG}.fr", telephone="04 65 71 00 07 (poste 12, le matin)"),
        contact_of(8, structure="Дім для родин", telephone="0" * 40, dial=None),
    )
    pathway = replace(pathway_with(4), annex=every, searched=("Interprète",))
    sheet = pathway_content(pathway, Wording.load("fr" if language == "uk" else language), replace(CHOICES, **choices))
    return {**sheet, "language": "uk", "title": "Мої кроки", "needs": "Житло"} if language == "uk" else sheet


PAGES = {
    "French": lambda: [sheet_of("fr")],
    "Arabic": lambda: [sheet_of("ar")],
    "Ukrainian": lambda: [sheet_of("uk")],
    "discreet": lambda: [sheet_of("fr", discreet=True)],
    "Arabic and French": lambda: [sheet_of("ar"), sheet_of("fr")],
}


def shown(browser: Any, page: str, size: dict[str, int]) -> Any:
    """The page as it is in the browser; our own policy would keep axe-core out."""
    tab = browser.new_context(viewport=size, bypass_csp=True).new_page()
    tab.set_content(page)
    return tab


def barriers(tab: Any) -> list[tuple[str, list[str]]]:
    tab.evaluate(AXE)
    found = tab.evaluate(RUN, RULES)
    assert len(found["passes"]) > 25
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]


@pytest.mark.parametrize(("name", "size"), [*((name, TELEPHONE) for name in PAGES), ("Arabic and French", DESK)])
def test_nothing_bars_the_way_to_the_page(browser: Any, name: str, size: dict[str, int]) -> None:
    tab = shown(browser, as_page(PAGES[name](), Look(footer="CCAS")), size)
    assert barriers(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
    tab.context.close()


def test_the_checker_sees_a_contrast_that_is_too_low(browser: Any) -> None:
    tab = shown(browser, as_page([sheet_of("fr")], Look(accent="#777777")), DESK)
    assert "color-contrast-enhanced" in [id for id, _ in barriers(tab)]
    tab.context.close()


@pytest.mark.parametrize("name", ["French", "Arabic and French"])
def test_it_prints_on_a4_in_12_points_with_numbered_pages_and_whole_contacts(browser: Any, name: str) -> None:
    tab = shown(browser, as_page(PAGES[name](), Look()), DESK)
    tab.emulate_media(media="print")
    sizes = tab.evaluate(
        "[...document.querySelectorAll('main *')].map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= 16  # CSS pixels: 12 points
    pdf = PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True)))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages} == {(595, 842)}
    texts = [" ".join(page.extract_text().split()) for page in pdf.pages]
    last = texts[-1] if name == "French" else texts[-1][::-1] + texts[-1]
    assert str(len(texts)) in last
    for number in range(4):
        assert any(f"04 65 71 00 {number:02}" in text for text in texts)
    tab.context.close()


def test_nothing_is_asked_of_the_network(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "fiche.html"
    file.write_text(as_page([sheet_of("ar"), sheet_of("fr")], Look()), encoding="utf-8")
    tab = browser.new_context().new_page()
    asked: list[str] = []
    troubles: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: troubles.append(message.text))
    tab.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert troubles == []
    tab.context.close()

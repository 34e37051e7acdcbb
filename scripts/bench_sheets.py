"""Sheets beside other makers of PDF, on the same content, in one run. Part of `make bench`.

Fifty sheets of ours, all different, and the first ten of them by the others: the same texts, the same codes, the same fonts
embedded. Each engine is set up once, as its documentation advises, and makes one sheet before it is timed: that one is
printed as the first. Times are from data to bytes. WeasyPrint prints the page of `knowledge.sheets.forms` in its tagged
variant; fpdf2 flows the plain text of the sheet, which is much less of a layout, and tags nothing. Those that are not
installed are left out: `pip install weasyprint fpdf2 uharfbuzz`.
"""

import logging
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from itertools import count
from pathlib import Path

import segno
from pypdf import PdfReader

from knowledge.demonstration import demonstration_directory
from knowledge.directory import Directory
from knowledge.pathway import Pathway
from knowledge.places import Places
from knowledge.rules import load
from knowledge.rules.model import Logo, Look
from knowledge.sheets import Choices, SheetMaker
from knowledge.sheets.booklet import Around, BookletMaker, booklet_content
from knowledge.sheets.fonts import font_folders
from knowledge.sheets.forms import as_page, as_text
from knowledge.sheets.model import Sheet
from knowledge.sheets.pathway import pathway_content
from knowledge.sheets.structure import House, house_for
from knowledge.wording import Wording
from tests.samples_look import png
from tests.samples_pathway import LINK, pathway_with

ROOT = Path(__file__).parent.parent
SHEETS = 50
RIVALS = 10
"""Sheets of the others, which take their time."""

SERVICES = 500
PLAIN = Look()
LINKED = Choices(link=LINK)

Make = Callable[[int], bytes]
"""The sheet of this number, from data to bytes."""


@dataclass(frozen=True)
class Case:
    """A kind of sheet; `languages` are its faces."""

    name: str
    languages: tuple[str, ...] = ("fr",)
    choices: Choices = LINKED
    look: Look = PLAIN


CASES = (
    Case("French, four contacts"),
    Case("  with a logo of 20 kB", look=Look(logo=Logo(content=png(160, 125, noisy=True), kind="png", alt="Ville"))),
    Case("  discreet", choices=Choices(link=LINK, discreet=True)),
    Case("Arabic", ("ar",)),
    Case("Ukrainian", ("uk",)),
    Case("Arabic and French", ("ar", "fr"), Choices(link=LINK, bilingual=True)),
)


def main() -> None:
    """Print the tables."""
    print(f"{'sheet':30}{'engine':12}{'first':>9}{'median':>9}{'p99':>9}{'kB':>7}{'pages':>7}{'tags':>6}   ms")
    for case in CASES:
        for engine, make in engines(case):
            line(case.name, engine, make, SHEETS if engine == "ours" else RIVALS)
    booklet(large=False)
    booklet(large=True)
    print(f"memory of this process at its highest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def engines(case: Case) -> Iterator[tuple[str, Make]]:
    yield "ours", ours(case)
    if find_spec("weasyprint"):
        yield "WeasyPrint", weasyprint(case)
    if find_spec("fpdf") and find_spec("uharfbuzz"):
        yield "fpdf2", fpdf2(case)


def pathway(number: int) -> Pathway:
    """An ordinary pathway, unlike any other: its names hold the number."""
    found = pathway_with(4)
    steps = tuple(
        replace(
            step,
            contacts=tuple(
                replace(contact, card=replace(contact.card, structure=f"{contact.card.structure} {number}"))
                for contact in step.contacts
            ),
        )
        for step in found.steps
    )
    return replace(found, steps=steps)


def contents(case: Case, number: int) -> list[Sheet]:
    return [pathway_content(pathway(number), Wording.load(language), case.choices) for language in case.languages]


def ours(case: Case) -> Make:
    maker, wording = SheetMaker(), Wording.load(case.languages[0])
    return lambda number: maker.pathway(pathway(number), wording, case.choices, look=case.look)


def weasyprint(case: Case) -> Make:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; src: url("{font.as_uri()}"); font-weight: {weight}; }}'
        for family, weight, font in upright_fonts()
    )
    families = ", ".join(dict.fromkeys(f'"{family}"' for family, _, _ in upright_fonts()))
    css = CSS(string=f"{faces} * {{ font-family: {families} !important; }}", font_config=fonts)

    def make(number: int) -> bytes:
        html = HTML(string=as_page(contents(case, number), case.look))
        pdf = html.write_pdf(stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1")
        assert isinstance(pdf, bytes)
        return pdf

    return make


def fpdf2(case: Case) -> Make:
    from fpdf import FPDF

    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it finds the fonts old
    regular = [(family, font) for family, _, font in upright_fonts()]
    letters = dict(regular)

    def make(number: int) -> bytes:
        pdf = FPDF(format="A4")
        for family, font in letters.items():
            pdf.add_font(family, fname=font)
        first, *others = letters
        pdf.set_fallback_fonts(others)
        pdf.set_text_shaping(True)
        for sheet in contents(case, number):
            pdf.set_title(sheet["title"])
            pdf.add_page()
            pdf.set_font(first, size=12)
            pdf.multi_cell(0, 6, as_text(sheet), align="R" if sheet["right_to_left"] else "L")
            maps = [
                block["map"] for moment in sheet["moments"] for step in moment["steps"] for block in step["contacts"]
            ]
            for link in (sheet["link"], *maps):
                image = BytesIO()
                segno.make(link, micro=False).save(image, kind="png", scale=4, border=0)
                pdf.image(image, w=21)
        return bytes(pdf.output())

    return make


def upright_fonts() -> list[tuple[str, str, Path]]:
    """Family, weights and file of each font that a sheet may embed."""
    found = []
    for folder in font_folders():
        for font in sorted(folder.glob("*.ttf")):
            family = folder.parent.name.removeprefix("fontpkg_").replace("_", " ").title()
            if "Italic" not in font.name and "[" in font.name:
                found.append((family, "100 900", font))
            elif font.stem.endswith("Regular"):
                found.append((family, "400", font))
            elif font.stem.endswith("Bold") and "Extra" not in font.stem:
                found.append((family, "700", font))
    return found


def booklet(*, large: bool) -> None:
    """The whole demonstration directory, as often as it takes to have 500 services."""
    rules, places = load(ROOT / "orientation_rules.yaml"), Places.load()
    at = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    around = Around(rules=rules, places=places, wording=Wording.load("fr"), at=at, large=large)
    houses = list(five_hundred())
    services = sum(len(house.cards) for house in houses)
    maker = BookletMaker()
    line(
        f"booklet, {services} services" + (", large" if large else ""),
        "ours",
        lambda _: maker.pdf(booklet_content(houses, around)),
        2,
    )


def five_hundred() -> Iterator[House]:
    with Directory.open(demonstration_directory()) as directory:
        entries = list(directory.entries())
    made = 0
    for turn in count():
        for structure, services in entries:
            if made >= SERVICES:
                return
            made += len(services)
            one = replace(structure, id=f"{structure.id}-{turn}", nom=f"{structure.nom} {turn}")
            yield house_for(one, tuple(replace(each, id=f"{each.id}-{turn}", structure_id=one.id) for each in services))


def line(name: str, engine: str, make: Make, sheets: int) -> None:
    times, sizes, pdf = [], [], b""
    for number in range(sheets + 1):
        begun = time.perf_counter()
        pdf = make(number)
        times.append((time.perf_counter() - begun) * 1000)
        sizes.append(len(pdf))
    first, *others = times
    others.sort()
    reader = PdfReader(BytesIO(pdf))
    tagged = "yes" if "/StructTreeRoot" in reader.root_object else "no"
    print(
        f"{name:30}{engine:12}{first:>9.0f}{statistics.median(others):>9.1f}{others[int(len(others) * 0.99)]:>9.1f}"
        f"{statistics.median(sizes) / 1000:>7.0f}{len(reader.pages):>7}{tagged:>6}",
        flush=True,
    )


if __name__ == "__main__":
    main()

"""The sheet as a page: needs nothing else, and what a directory says stays text."""

from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.rules.model import Logo, Look
from knowledge.sheets.choices import Choices
from knowledge.sheets.forms import as_page
from knowledge.sheets.forms.safe import web_address
from knowledge.sheets.model import Sheet
from knowledge.sheets.pathway import pathway_content
from knowledge.wording import Wording
from tests.samples_pathway import LINK, contact_of, pathway_of, pathway_with, step_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>'
LOOK = Look(logo=Logo(content=SVG, kind="svg", alt='Ville "A"'), footer="CCAS </footer><script>", accent="#0b4656")
VOID = {"meta", "img", "input", "br", "path"}
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066\u2069\u2069\u2069",
    "&lt;b&gt;",
    "<!-- ",
    "]]>",
)


class Page(HTMLParser):
    """What a page holds; elements that are closed in another order than they were opened fail."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def sheet_of(*contacts: object, language: str = "fr", **changes: object) -> Sheet:
    pathway = pathway_of(step_of(*contacts), **changes) if contacts else pathway_with(4)  # type: ignore[arg-type]
    return pathway_content(pathway, Wording.load(language), Choices(link=LINK))


@cache
def ordinary() -> frozenset[str]:
    """The elements of a page without any attack."""
    return frozenset(element for element, _ in Page(as_page([sheet_of(), sheet_of(language="ar")], LOOK)).elements)


def assert_harmless(page: str) -> None:
    for element, attributes in Page(page).elements:
        assert element in ordinary()
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("href") or "#").startswith(("https://", "http://", "mailto:", "tel:", "#"))
        assert (attributes.get("src") or "data:image/").startswith("data:image/")


def test_a_page_asks_for_nothing_and_runs_nothing() -> None:
    page = as_page([sheet_of()], LOOK)
    assert_harmless(page)
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page
    assert not any(element in ("script", "link", "iframe", "object", "form") for element, _ in Page(page).elements)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_an_attack_in_the_directory_is_printed_as_text(attack: str, language: str) -> None:
    contact = contact_of(
        0, structure=attack, service=attack, address=attack, transport=attack, email=attack, website=attack,
        bring=(attack,), fee_details=attack, dial=attack, telephone=attack, ways=("envoyer-un-courriel",),
    )  # fmt: skip
    page = as_page([sheet_of(contact, language=language, territory=attack)], LOOK)
    assert_harmless(page)
    assert "".join(attack.strip("\u202e\u2066\u2069").split()) in "".join(Page(page).text.split())
    assert "\u202e" not in page


def test_what_stands_at_the_foot_of_a_printed_page_does_not_leave_the_style_sheet() -> None:
    attack = 'x"; } body { display: none } </style><script>alert(1)</script>\\'
    page = as_page([{**sheet_of(), "title": attack, "demonstration_short": attack}], LOOK)
    assert_harmless(page)
    style = page.split("<style>")[1].split("</style>")[0]
    assert "display\\3a  none" in style
    assert style.count("{") == style.count("}")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["fr", "ar"]))
def test_whatever_a_directory_says_the_page_is_well_formed(hostile: str, language: str) -> None:
    contact = contact_of(0, structure=hostile, service=hostile, email=hostile, website=hostile, address=hostile)
    assert_harmless(as_page([sheet_of(contact, language=language, territory=hostile)], LOOK))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "data:text/html,x", "//exemple.fr", "ftp://exemple.fr",
        "https://user:secret@exemple.fr", "https://", "https://[", "https://exemple.fr/\u202egnp", "exemple.fr", "",
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_are_followed(address: str) -> None:
    assert web_address(address) == ""


def test_an_address_is_encoded_and_followed() -> None:
    assert web_address('https://exemple.fr/a"b?c=d&e=%20') == "https://exemple.fr/a%22b?c=d&e=%20"


def test_two_languages_stand_one_after_the_other_each_in_its_direction() -> None:
    elements = Page(as_page([sheet_of(language="ar"), sheet_of()], LOOK)).elements
    assert dict(elements[0][1]) == {"lang": "ar", "dir": "rtl"}
    faces = [attributes for element, attributes in elements if element == "article"]
    assert [(face["lang"], face["dir"]) for face in faces] == [("ar", "rtl"), ("fr", "ltr")]
    assert [element for element, _ in elements].count("h1") == 2
    assert [attributes["href"] for element, attributes in elements if element == "a"][:2] == ["#face-1", "#face-2"]


def test_headings_never_skip_a_level() -> None:
    pathway = pathway_of(step_of(contact_of(0)), annex=(contact_of(1),))
    page = Page(as_page([pathway_content(pathway, Wording.load("fr"))], LOOK))
    levels = [int(element[1]) for element, _ in page.elements if element in ("h1", "h2", "h3", "h4")]
    assert levels == [1, 2, 3, 4, 2, 3, 2]


def test_a_number_is_dialled_a_mail_written_and_a_place_found_at_a_touch() -> None:
    links = {attributes["href"] for element, attributes in Page(as_page([sheet_of()], LOOK)).elements if element == "a"}
    assert {"tel:+334657100" + f"{number:02}" for number in range(4)} <= links
    assert {"tel:115", "mailto:accueil@exemple.fr", "https://www.exemple.fr/accueil", LINK} <= links
    assert "https://osm.org/?mlat=45.79000&mlon=4.84000&zoom=17" in links


def test_a_confidential_contact_gives_its_telephone_and_no_place() -> None:
    secret = contact_of(0, confidential=True, address="7 rue Cachée", website="https://lieu.exemple.fr")
    page = as_page([sheet_of(secret)], LOOK)
    assert "tel:+33465710000" in page
    for place in ("Cachée", "osm.org", "lieu.exemple.fr", "1,2 km"):
        assert place not in page


def test_part_of_a_name_in_french_is_said_in_french_to_who_listens() -> None:
    page = as_page([sheet_of(language="ar")], LOOK)
    assert '<span lang="fr"><bdi dir="ltr">Maison des Tout-Petits</bdi></span>' in page


def test_the_same_sheet_gives_the_same_page() -> None:
    assert as_page([sheet_of()], LOOK) == as_page([sheet_of()], LOOK)


def test_a_colour_that_is_none_and_a_page_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        as_page([sheet_of()], Look(accent="red;} body{display:none"))
    with pytest.raises(ValueError, match="sheet"):
        as_page([], LOOK)

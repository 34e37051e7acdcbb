"""The page in tests: a site over a desk, and what a page says."""

from html.parser import HTMLParser

import httpx

from bot.codes import Attempts
from bot.liaison import Desk
from bot.web import application
from tests.conftest import serving
from tests.samples_liaison import Clock

SITE = "http://localhost"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def site(desk: Desk, clock: Clock, client: str = "198.51.100.7", attempts: Attempts | None = None) -> httpx.AsyncClient:
    app = application(desk, serving().now, attempts=attempts, clock=clock)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(client, 1234)), base_url=SITE)


class Reading(HTMLParser):
    """What a page says, and the fields of its form."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.fields: dict[str, dict[str, str | None]] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._style = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._style = tag == "style"
        self.tags.append((tag, given))
        if tag == "input" and given.get("id"):
            self.fields[given["id"]] = given

    def handle_endtag(self, tag):
        self._style = False

    def handle_data(self, data):
        if not self._style and data.strip():
            self.texts.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(self.texts).replace("\xa0", " ")


def read(answer: httpx.Response) -> Reading:
    return Reading(answer.text)

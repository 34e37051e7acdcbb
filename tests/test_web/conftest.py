"""A desk at a moment of fiction, the page over it, and the code of one sheet that holds somebody's identity."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from bot.liaison import Desk
from knowledge.card import card
from tests.conftest import serving
from tests.samples_liaison import CONSENT, PERSON, Clock, desk_at
from tests.samples_web import site


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with desk_at(tmp_path, clock) as desk:
        yield desk


@pytest.fixture
async def web(desk: Desk, clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    async with site(desk, clock) as web:
        yield web


@pytest.fixture
def code(desk: Desk) -> str:
    offers = serving().now().directory.entries()
    first = next(services[0].id for _, services in offers if services)
    return desk.open(card(serving().now().directory.offer(first)), "today", person=PERSON, consent=CONSENT).code

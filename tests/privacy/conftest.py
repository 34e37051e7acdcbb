"""One directory with its marks, served once for all the walks."""

import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from bot.served import Serving
from bot.settings import default_rules
from knowledge.keys import key_of
from knowledge.understanding import Understanding
from tests.privacy.coming_out import Journal
from tests.privacy.planted import Planted


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return Planted.in_(tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="session")
def planted_serving(planted: Planted) -> Serving:
    """Without the optional encoder: what a message means takes most of the time of a turn, and changes nothing here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.served.Understanding", partial(Understanding, with_encoder=False))
        return Serving(default_rules(), planted.path)


@pytest.fixture(scope="session")
def keys(planted_serving: Serving) -> tuple[str, ...]:
    """The key of every service and of every structure."""
    directory = planted_serving.now().directory
    assert directory is not None
    ids = [id for house, services in directory.entries() for id in (house.id, *(each.id for each in services))]
    return tuple(map(key_of, ids))


@pytest.fixture
def journal() -> Iterator[Journal]:
    """What our loggers write, at their most talkative."""
    handler = Journal()
    ours = [logging.getLogger(name) for name in ("bot", "knowledge", "asyncio", "py.warnings")]
    levels = [logger.level for logger in ours]
    for logger in ours:
        logger.addHandler(handler)
        logger.setLevel(logging.DEBUG)
    yield handler
    for logger, level in zip(ours, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where state.db is."""
    return tmp_path

"""Each conversation of tests/frontdesk is a test: what an agent types, what must show."""

from pathlib import Path

import pytest

from tests.conftest import serving
from tests.frontdesk_player import Scene, play, scenes

FOLDER = Path(__file__).parent / "frontdesk"

SCENES = [scene for path in sorted(FOLDER.glob("*.yaml")) for scene in scenes(path)]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: f"{scene.file}: {scene.title}")
async def test_the_conversation_goes_as_it_is_written(scene: Scene) -> None:
    await play(scene, serving())

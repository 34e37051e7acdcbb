"""The README's chat is a real chat, and its commands exist."""

import io
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.assistant import Assistant
from bot.served import Serving
from bot.store import MemoryStore
from bot.terminal import Terminal

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


async def test_the_chat_of_the_readme_goes_as_it_is_shown(tmp_path: Path) -> None:
    """Every line that is shown comes, in this order; « … » stands for lines left out."""
    shown = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    lines = [line for line in shown[1].splitlines() if line and line != "…"]
    said = "".join(f"{line.removeprefix('› ')}\n" for line in lines if line.startswith("› "))
    written = io.StringIO()
    morning = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
    assistant = Assistant(Serving(ROOT / "orientation_rules.yaml", None), MemoryStore(), lambda: morning)
    await Terminal(assistant, io.StringIO(said), written, tmp_path).run()
    came = iter(written.getvalue().splitlines())
    for line in lines:
        assert any(line == each for each in came), f"not shown any more, or not in this order: {line}"


def test_the_commands_of_the_readme_are_those_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    asked = re.findall(r"^make (\w+)", README, re.MULTILINE)
    assert asked == ["run", "test"]
    assert [target for target in asked if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []

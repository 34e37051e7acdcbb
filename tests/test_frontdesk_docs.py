"""The agents' page shows a real exchange, and its commands exist."""

import io
import re
from pathlib import Path

from bot.frontdesk.step import COMMANDS
from bot.terminal import Terminal
from tests.conftest import serving
from tests.frontdesk_player import Desk

PAGE = (Path(__file__).parent.parent / "docs" / "agents.md").read_text(encoding="utf-8")


async def test_the_exchange_of_the_page_goes_as_it_is_shown(tmp_path: Path) -> None:
    """Every line that is shown comes, in this order; « … » stands for lines left out."""
    shown = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    lines = [line for line in shown[1].splitlines() if line and line != "…"]
    said = "".join(f"{line.removeprefix('› ')}\n" for line in lines if line.startswith("› "))
    written = io.StringIO()
    desk = Desk.of(serving())
    await Terminal(desk.assistant, io.StringIO(said), written, tmp_path).run()
    came = iter(written.getvalue().splitlines())
    for line in lines:
        assert any(line == each for each in came), f"not shown any more, or not in this order: {line}"


def test_the_commands_of_the_page_exist() -> None:
    table = [row for row in PAGE.splitlines() if row.startswith("| `/")]
    named = {name for row in table for name in re.findall(r"`/(\w+)", row.split("|")[1])}
    assert named
    assert named <= COMMANDS

"""The repository keeps its own promises: documentation, version and settings are never behind the code."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.commands import COMMANDS

ROOT = Path(__file__).parent.parent


def test_the_page_of_commands_is_what_the_program_says() -> None:
    # In a process of its own: a command that was called by itself before keeps the help of that call.
    script = "import runpy; print(runpy.run_path('scripts/write_command_docs.py')['page'](), end='')"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    written = done.stdout
    assert (ROOT / "docs" / "commandes.md").read_text(encoding="utf-8") == written, "run scripts/write_command_docs.py"


def test_the_changelog_tells_of_the_version_that_is_built() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"## {version} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_example() -> None:
    used = {
        name
        for path in (ROOT / "bot").rglob("*.py")
        for name in re.findall(r"AIGUILLEUR_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8"))
    }
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert {name for name in used if name not in example} == set()


def test_every_package_that_is_required_is_pinned_and_told() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    names = [re.split(r"[\[<>=!~ ]", each)[0].lower() for each in required]
    names = [name for name in names if name != project["name"]]  # an extra that takes another one
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in names if f"\n{name}==" not in f"\n{pinned}"] == []
    assert [name for name in names if not name.startswith("types-") and name not in told] == []


def test_the_constraints_name_versions_and_no_host() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.+!-]+", line)] == []


@pytest.mark.parametrize(
    "page", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"], ids=lambda page: page.name
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_command_is_documented() -> None:
    page = (ROOT / "docs" / "commandes.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"## {name}\n" not in page] == []


def test_make_alone_lists_every_target_that_is_for_people() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert [target for target in phony if not re.search(rf"^{target}:.*## ", makefile, re.MULTILINE)] == []

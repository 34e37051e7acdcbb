"""Each conversation of tests/conversations and each phrase of tests/phrases is a test that a coordinator can write."""

import asyncio
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from bot.served import Serving
from bot.settings import default_rules
from bot.transcripts import PhraseTable, Story, play, stories
from bot.transcripts.phrases import meaning
from knowledge.errors import RulesError
from knowledge.sheets import SheetMaker

HERE = Path(__file__).parent

# A commit is judged on the same examples each time; new ones are looked for where somebody can look at them.
settings.register_profile("judged", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("judged")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix != ".yaml":
        return None
    if file_path.parent == HERE / "conversations":
        return Conversations.from_parent(parent, path=file_path)
    if file_path.parent == HERE / "phrases":
        return Phrases.from_parent(parent, path=file_path)
    return None


class Conversations(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        for story in stories(self.path):
            yield Conversation.from_parent(self, name=story.title, story=story)


class Phrases(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        table = PhraseTable.read(self.path)
        for phrase, line, wanted in table.phrases:
            yield Phrase.from_parent(self, name=phrase, table=table, line=line, wanted=wanted)


class Different(AssertionError):
    """What happened is not what a file says; the message is for who wrote the file."""


class Told(pytest.Item):
    """A test whose failure is its message: no traceback helps a coordinator."""

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: str | None = None) -> str:
        if isinstance(excinfo.value, Different | RulesError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))


class Conversation(Told):
    def __init__(self, *, story: Story, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.story = story

    def runtest(self) -> None:
        result = asyncio.run(play(self.story, serving(), sheets()))
        if result.differences:
            raise Different("\n".join(result.differences))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.story.number - 1, self.name


class Phrase(Told):
    def __init__(self, *, table: PhraseTable, line: int, wanted: bool, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.table, self.line, self.wanted = table, line, wanted

    def runtest(self) -> None:
        if meaning(serving().now().world.understanding, self.table.kind, self.table.id, self.name) != self.wanted:
            verb = "devrait" if self.wanted else "ne devrait pas"
            raise Different(
                f"{self.table.file}, ligne {self.line} : « {self.name} » {verb} donner « {self.table.id} »."
            )

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.line - 1, self.name


@cache
def serving() -> Serving:
    """The rules of the repository, on the demonstration territory."""
    return Serving(default_rules(), None)


@cache
def sheets() -> SheetMaker:
    return SheetMaker()

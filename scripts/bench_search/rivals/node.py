"""MiniSearch and FlexSearch, in a Node process that is asked over its standard input."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.resources import files
from pathlib import Path

from knowledge.text import fold
from scripts.bench_search.engine import WANTED, Document, Engine, Missing


class Node:
    """One engine in Node; the time of a question includes the pipe, some 0.1 ms."""

    slow = False

    def __init__(self, name: str, process: "subprocess.Popen[str]", ids: list[str]) -> None:
        self.name, self._process, self._ids = name, process, ids

    def found(self, text: str) -> list[str]:
        return [self._ids[row] for row in self.asked(fold(text))]

    def asked(self, line: object) -> list[int]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()
        answer: list[int] = json.loads(self._process.stdout.readline())
        return answer


def minisearch(documents: list[Document], cache: Path) -> AbstractContextManager[Engine]:
    return _opened("minisearch", "MiniSearch, fuzzy and prefix", documents, cache)


def flexsearch(documents: list[Document], cache: Path) -> AbstractContextManager[Engine]:
    return _opened("flexsearch", "FlexSearch, phonetic and prefix", documents, cache)


@contextmanager
def _opened(package: str, name: str, documents: list[Document], cache: Path) -> Iterator[Engine]:
    folder = cache / "node"
    if not shutil.which("node"):
        raise Missing("Node is not installed")
    if not (folder / "node_modules" / package).is_dir():
        raise Missing(f"{package} is not installed: npm install --prefix {folder} {package}")
    script = folder / "engines.mjs"  # beside the modules that it imports
    script.write_text(files(__package__).joinpath("engines.mjs").read_text(encoding="utf-8"), encoding="utf-8")
    command = ["node", "--max-old-space-size=4096", str(script), package, str(WANTED)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        engine = Node(name, process, [one.id for one in documents])
        engine.asked([[one.name, one.commune] for one in documents])
        yield engine

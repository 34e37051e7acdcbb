"""What is told of each record, one line of JSON after the other, in memory while it is little and on the disk after."""

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import Any

IN_MEMORY = 1 << 20
"""Bytes kept in memory; a national import tells some hundred million."""


class Journal:
    """Lines that are added, and read again from the first."""

    def __init__(self) -> None:
        self._lines = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 — it lives as long as the report

    def add(self, told: dict[str, Any]) -> None:
        self._lines.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (json.loads(line) for line in self.lines())

    def lines(self) -> Iterator[str]:
        """The lines as they are written."""
        self._lines.seek(0)
        for line in self._lines:
            yield line.decode().rstrip("\n")
        self._lines.seek(0, 2)

    def __del__(self) -> None:
        self._lines.close()

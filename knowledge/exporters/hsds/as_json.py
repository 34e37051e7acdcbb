"""Write HSDS 3.0 as JSON: full services, each with its organisation, then the organisations that offer none."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from knowledge.exporters.hsds import full
from knowledge.exporters.writing import aside, replacing_file
from knowledge.model import Service, Structure

NAME = "Open Referral HSDS 3 (JSON)"


def export(entries: Iterable[tuple[Structure, tuple[Service, ...]]], target: Path, *, private: bool = False) -> None:
    """Write `{"services": [...], "organizations": [...]}`; every object is valid by the published schema of HSDS 3.0.

    Raises ExportError; then the file that was there is untouched.
    """
    with replacing_file(target, private=private) as file, aside(target) as idle:
        services = organizations = 0
        file.write(b'{"services": [')
        for structure, offered in entries:
            house = full.organization(structure)
            if not offered:
                organizations += _add(idle, house, organizations)
            for service in offered:
                services += _add(file, full.service(service, structure, house), services)
        file.write(b'\n], "organizations": [')
        idle.seek(0)
        shutil.copyfileobj(idle, file)
        file.write(b"\n]}\n")


def _add(file: IO[bytes], given: dict[str, Any], before: int) -> int:
    file.write((",\n" if before else "\n").encode() + json.dumps(given, ensure_ascii=False).encode())
    return 1

"""How long an import takes, index included, and how much memory, in a process of its own."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from scripts.bench_search.territory import territory
from scripts.bench_search.writing import write_json

# The process tells its own peak: what the system tells of a child may be that of the parent that it was made from.
_COMMAND = """
import json, re, sys, time
from pathlib import Path
from bot.commands import main
try:
    main()
finally:
    peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
    print(json.dumps({"processor": time.process_time(), "megabytes": int(peak[1]) / 1024}))
"""


@dataclass(frozen=True, slots=True)
class Imported:
    """Seconds passed, seconds of processor, and megabytes at the most."""

    services: int
    seconds: float
    processor: float
    megabytes: float


def imported(services: int, cache: Path) -> Imported:
    """`aiguilleur importer` of so many services from data·inclusion JSON, which is kept in the cache.

    Raises CalledProcessError when the import fails; what it says of the fault passes through.
    """
    folder = cache / f"territory-{services}"
    if not (folder / "done").exists():
        write_json(territory(services), folder)
        (folder / "done").touch()
    built = cache / "imported.db"
    files = [str(folder / "structures.json"), str(folder / "services.json")]
    command = [sys.executable, "-c", _COMMAND, "importer", *files, "--directory", str(built)]
    begun = time.perf_counter()
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds = time.perf_counter() - begun
    built.unlink()
    return Imported(services, seconds, **json.loads(told.splitlines()[-1]))

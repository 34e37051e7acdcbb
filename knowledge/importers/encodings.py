"""How the text of a file is encoded; a French sentence where that cannot be known."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from knowledge.errors import InputError

_BLOCK = 1 << 20
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ADVICE = "Enregistrez-le à nouveau en « CSV UTF-8 »."
_TWICE = ("Ã©", "Ã¨")
"""What é and è written in UTF-8 look like in Windows-1252: no French text has them."""


def encoding(path: Path, shown: str, expected: str) -> str:
    """UTF-8, UTF-16 with its mark, or Windows-1252 where nothing shows that it is a damaged UTF-8.

    The file is read once, block by block. Raises InputError, with the line, for what is none of these.
    """
    with path.open("rb") as file:
        if file.read(2) in _UTF16:
            return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    line = 1
    try:
        for block in _blocks(path):
            if b"\0" in block:
                raise InputError(f"« {shown} » n'est pas du texte. {expected}")
            decoder.decode(block)
            line += block.count(b"\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        line += error.object[: error.start].count(b"\n")
    else:
        return "utf-8-sig"
    return _windows(path, shown, line)


def _windows(path: Path, shown: str, line: int) -> str:
    end = ""
    try:
        for block in _blocks(path):
            text = end + block.decode("cp1252")
            if any(sign in text for sign in _TWICE):
                raise InputError(
                    f"« {shown} », ligne {line} : des caractères sont abîmés, deux encodages s'y mélangent. {_ADVICE}"
                )
            end = text[-1:]
    except UnicodeDecodeError as error:
        raise InputError(
            f"« {shown} », ligne {line} : cet encodage n'est ni de l'UTF-8 ni du Windows-1252. {_ADVICE}"
        ) from error
    return "cp1252"


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block

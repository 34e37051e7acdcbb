"""What an HSDS record says that data·inclusion has no field for: kept in words, or left aside and told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from knowledge.importers import cleaning
from knowledge.importers.records import Remark

Object = Mapping[str, object]
"""An object of HSDS: its fields, and the objects that it holds."""


@dataclass(slots=True)
class Told:
    """The words and the remarks of one record."""

    words: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def say(self, label: str, *texts: str | None) -> None:
        """Keep texts for the description, behind a label that says whose words they are."""
        found = list(dict.fromkeys(filter(None, texts)))
        if found:
            self.words.append(f"{label} : {' ; '.join(found)}")

    def note(self, code: str, message: str) -> None:
        """Tell what was left aside."""
        self.remarks.append(Remark(code, message))

    def described(self, description: str | None) -> str | None:
        """The description, then the words that were kept."""
        return "\n\n".join(filter(None, (description, "\n".join(self.words)))) or None


def text(value: object) -> str | None:
    """A text of HSDS; exports often write a line break as a backslash and an n.

    >>> text("Le lundi.\\\\n\\\\nSur rendez-vous.")
    'Le lundi.\\n\\nSur rendez-vous.'
    """
    found = cleaning.text(value)
    return cleaning.text(found.replace("\\r\\n", "\n").replace("\\n", "\n")) if found and "\\n" in found else found


def line(value: object) -> str | None:
    """A text of HSDS on one line."""
    return cleaning.line(text(value))


def objects(value: object) -> tuple[Object, ...]:
    """The objects of a list; what is not one is left out.

    >>> objects([{"id": "1"}, "2"]), objects(None)
    (({'id': '1'},), ())
    """
    return tuple(item for item in value if isinstance(item, Mapping)) if isinstance(value, list | tuple) else ()


def one(value: object) -> Object:
    """An object, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def sentences(given: Object, *names: str) -> Iterable[str]:
    """The texts of these fields that are there."""
    return (found for name in names if (found := text(given.get(name))))

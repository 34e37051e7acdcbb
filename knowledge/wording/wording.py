"""Say a sentence in the language of the person; French where a translation is missing or fuzzy."""

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from knowledge.wording.sources import Sentence, sentences

SOURCE = "fr"
"""The language in which everything is written first."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})
ISOLATE, POP = "\u2068", "\u2069"
"""First-strong isolate and its end (Unicode Standard Annex 9): what stands between keeps its own direction."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One language. Two wordings of the same language are the same object."""

    language: str
    catalogue: NullTranslations

    @classmethod
    def load(cls, language: str) -> "Wording":
        """The wording of a language; French for a language that has no catalogue."""
        return _load(language)

    @property
    def locale(self) -> str:
        """The locale of dates and numbers: for English the British one, whose dates are in the order of the French."""
        return "en_GB" if self.language == "en" else self.language

    @property
    def right_to_left(self) -> bool:
        return self.language in RIGHT_TO_LEFT

    def say(self, id: str, /, count: int | None = None, **values: object) -> str:
        """The sentence with this id, its `{placeholders}` filled; `count` chooses singular or plural.

        Raises KeyError for an id that does not exist, or a placeholder of the French sentence without a value: a mistake
        of ours, seen by the tests. A translation whose placeholders are wrong gives the French sentence.

        >>> Wording.load("fr").say("hours.closes_soon", 2)
        'ferme dans 2 minutes'
        """
        source = sentences()[id]
        if count is None:
            french, text = source.one, self.translate(source.one)
        else:
            french = source.one if abs(count) < 2 else source.many  # in French 0 and 1.5 are singular
            text = french if self.language == SOURCE else self._plural(source, count, french)
            values["count"] = count
        if not values:
            return text
        isolated = {name: self.isolate(value) for name, value in values.items()}
        try:
            return text.format_map(isolated)
        except (KeyError, ValueError, IndexError):
            if text == french:
                raise
            return french.format_map(isolated)  # a translator's slip must not cost a person the answer

    def translate(self, text: str) -> str:
        """A French sentence of the rule file in this language, or itself."""
        return self.catalogue.gettext(text) if text else ""

    def isolate(self, value: object) -> str:
        """Keep a number, an address or a name readable inside right-to-left text; as it is elsewhere."""
        return f"{ISOLATE}{value}{POP}" if self.right_to_left else str(value)

    def _plural(self, source: Sentence, count: int, french: str) -> str:
        text = self.catalogue.ngettext(source.one, source.many, count)
        return french if text in (source.one, source.many) else text


def translated() -> tuple[str, ...]:
    """The languages that can be spoken: French, then those that have a catalogue."""
    locales = files("knowledge.wording").joinpath("locales")
    found = (file.name for file in locales.iterdir()) if locales.is_dir() else ()
    return (SOURCE, *sorted(name.removesuffix(".po") for name in found if name.endswith(".po")))


@cache
def _load(language: str) -> Wording:
    file = files("knowledge.wording").joinpath("locales", f"{language}.po")
    if language == SOURCE:
        return Wording(SOURCE, NullTranslations())
    if not file.is_file():
        return _load(SOURCE)
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))  # leaves the fuzzy entries out
    compiled.seek(0)
    return Wording(language, GNUTranslations(compiled))

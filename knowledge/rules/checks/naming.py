"""Names that must be written elsewhere in the file."""

from collections.abc import Iterable, Iterator

from knowledge.rules.mistakes import Mistake, meant
from knowledge.rules.passage import Passage


def known(names: Iterable[Passage], among: Passage) -> Iterator[Mistake]:
    """A mistake for each name that is not a key of a section; an empty name, or no section, is told elsewhere."""
    if not isinstance(among.value, dict):
        return
    for name in names:
        if name.text and name.text not in among.value:
            fix = meant(name.text, among.names()) or f"Ajoutez-le sous « {among.name} », ou corrigez-le."
            yield name.mistake(f"« {name.text} » n'est pas dans « {among.name} »", fix)


def once(names: Iterable[Passage], cause: str, fix: str = "Gardez le premier.") -> Iterator[Mistake]:
    """A mistake for each name that a list gives again."""
    seen: set[str] = set()
    for name in names:
        if name.text in seen:
            yield name.mistake(f"« {name.text} » {cause}", fix)
        if name.text:
            seen.add(name.text)

"""Corrections beside what the directory says now: what a coordinator decides on, and what an import takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from bot.amending.amendments import Amendments, corrected, entry_of
from bot.amending.fields import VERIFIED, Value, value_of
from bot.amending.records import Amendment
from knowledge.directory import Directory
from knowledge.model import Service, Structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One correction. `holds`: it is the last of its field; `now` is what the directory says, as it was built."""

    amendment: Amendment
    structure: str
    """Its name; its id where it is gone."""
    service: str
    """Empty for a field of the structure."""
    holds: bool
    now: Value
    together: tuple[int, ...]
    """The numbers of those that were said at once, for other places of the structure; decided together."""
    gone: bool
    """The record is not in the directory any more, or was united with another: the correction shows nowhere."""

    @property
    def waits(self) -> bool:
        """Whether the coordinator has to decide."""
        return self.holds and self.amendment.status == "waiting"

    @property
    def first(self) -> bool:
        """Whether it stands for those that were said at once."""
        return not self.together or self.amendment.number < min(self.together)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Its own, then those that were said at once."""
        return (self.amendment.number, *self.together)

    @property
    def changed(self) -> bool:
        """Whether the directory has changed since, to something else."""
        said = self.amendment
        return not self.gone and said.field != VERIFIED and self.now not in (said.before, said.value)


def listed(amendments: Amendments, directory: Directory) -> tuple[Listed, ...]:
    """Every correction that is remembered, the oldest first. `directory` is as it was built. Raises StateError."""
    held, every = amendments.held(), amendments.all()
    said: dict[object, list[int]] = {}
    for each in every:
        said.setdefault(_act(each), []).append(each.number)
    return tuple(
        _listed(each, directory, tuple(n for n in said[_act(each)] if n != each.number), holds=each.number in held)
        for each in every
    )


def entries(amendments: Amendments, directory: Directory) -> Iterator[tuple[Structure, tuple[Service, ...]]]:
    """The records with what was accepted and holds, whole, as an import takes them: only those that have something."""
    held = amendments.held()
    accepted = [each for each in amendments.all() if each.number in held and each.status == "accepted"]
    for id in dict.fromkeys(each.structure_id for each in accepted):
        mine = [each for each in accepted if each.structure_id == id]
        entry = directory.entry(id)
        if entry is None:
            continue
        house, offered = entry
        wanted = {each.service_id for each in mine if each.service_id}
        found = [service for service in offered if service.id in wanted]
        yield (
            cast(Structure, corrected(house, (each for each in mine if not each.service_id), house.nom)),
            tuple(
                cast(Service, corrected(service, (each for each in mine if each.service_id == service.id), house.nom))
                for service in found
            ),
        )


def _act(amendment: Amendment) -> object:
    """What one person said of one structure in one go."""
    said = amendment
    return said.structure_id, said.field, said.value, said.by, said.at, said.status


def _listed(amendment: Amendment, directory: Directory, together: tuple[int, ...], *, holds: bool) -> Listed:
    entry, house = entry_of(amendment, directory), directory.structure(amendment.structure_id)
    wanted = amendment.service_id or amendment.structure_id
    return Listed(
        amendment=amendment,
        structure=house.nom if house else amendment.structure_id,
        service=(entry.nom if entry else amendment.service_id) if amendment.service_id else "",
        holds=holds,
        now=value_of(entry, amendment.field) if entry else None,
        together=together,
        gone=entry is None or entry.id != wanted,
    )

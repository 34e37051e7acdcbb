"""A pathway that an agent built: the services and the lines that they chose, in their order, for one person."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from knowledge.choosing import contact
from knowledge.directory import Offer
from knowledge.handed import Entry
from knowledge.orient import Orienter
from knowledge.pathway import Contact, Pathway, Step
from knowledge.ranking import Candidate, Profile, score
from knowledge.rules.model import Route
from knowledge.wishes import Wishes
from knowledge.wording import SOURCE, Wording

WIDE = 2
"""How many times others are asked for to know which step of the rules a contact belongs to."""

_ANYWHERE = Route("", "", "", "later", (), (), None, 1, (), ())


def composed(
    orienter: Orienter,
    entries: Iterable[Entry],
    needs: Iterable[str],
    answers: Mapping[str, str],
    at: datetime,
    *,
    language: str = SOURCE,
    more: int = 0,
) -> Pathway:
    """The pathway of these entries, in this order, as a resident may see it, at this (aware) moment.

    Needs and answers may be empty; what the rules do not know of them is left out. Each entry is a step. A contact that the
    rules would have shown keeps what its step says: its title, and the first time its advice, its numbers, what to bring.
    A contact whose address is secret makes it discreet. A service that the directory does not have any more is in `gone`;
    without a directory its name remains, a step alone. `more`: how many times the person asked for others: those of the rules
    follow. Raises DirectoryError.
    """
    needs = tuple(need for need in needs if need in orienter.rules.needs)
    ruled = orienter.pathway(needs, answers, at, language=language, more=max(WIDE, more - 1))
    composing = _Composing(orienter, ruled, Wishes(orienter.rules, orienter.places, answers, at, language, "resident"))
    steps = tuple(composing.steps(entries))
    others = orienter.pathway(needs, answers, at, language=language, more=more - 1) if more and needs else None
    return replace(
        ruled,
        steps=(*steps, *_without(others.steps, steps)) if others else steps,
        annex=others.annex if others else (),
        searched=others.searched if others else (),
        discreet=ruled.discreet or any(each.card.confidential for step in steps for each in step.contacts),
        given=True,
        gone=tuple(composing.gone),
    )


class _Composing:
    """Makes the steps of one pathway."""

    def __init__(self, orienter: Orienter, ruled: Pathway, wishes: Wishes) -> None:
        self._orienter, self._wishes = orienter, wishes
        self._known = {each.card.service_id: (step, each) for step in ruled.steps for each in step.contacts}
        self._said: set[str] = set()
        self.gone: list[str] = []

    def steps(self, entries: Iterable[Entry]) -> Iterator[Step]:
        directory = self._orienter.directory
        for number, entry in enumerate(entries, 1):
            route = f"parcours-{number}"
            if not entry.service_id:
                yield _bare(
                    route, entry.line or Wording.load(SOURCE).say("handing.line_lost"), by_hand=bool(entry.line)
                )
            elif directory is None:
                yield _bare(
                    route, entry.name or Wording.load(SOURCE).say("handing.no_directory"), by_hand=bool(entry.name)
                )
            elif (offer := directory.offer(entry.service_id)) is None:
                self.gone.append(entry.name)
            else:
                yield self._step(route, offer)

    def _step(self, route: str, offer: Offer) -> Step:
        if offer.service.id not in self._known:
            found = self._contact(offer)
            alone = replace(_bare(route, ""), contacts=(found,))
            return replace(alone, title=Wording.load(SOURCE).say(f"sheet.step_{alone.way}"))
        step, found = self._known[offer.service.id]
        first = step.route not in self._said
        self._said.add(step.route)
        return Step(
            route=route,
            needs=step.needs,
            when="order",
            title=step.title,
            advice=step.advice if first else "",
            calls=step.calls if first else (),
            contacts=(found,),
            bring=step.bring if first else (),
        )

    def _contact(self, offer: Offer) -> Contact:
        """A service that the rules would not have shown: no answer speaks for it or against it."""
        candidate = Candidate(offer, self._wishes.wish(_ANYWHERE, Profile()))
        return contact(candidate, score(candidate), self._wishes.role)


def _bare(route: str, title: str, *, by_hand: bool = False) -> Step:
    return Step(route, (), "order", title, "", (), (), (), by_hand)


def _without(steps: Iterable[Step], given: Iterable[Step]) -> Iterator[Step]:
    """The steps without the contacts that were given, and without a step that nobody is left in."""
    known = {each.card.service_id for step in given for each in step.contacts}
    for step in steps:
        left = tuple(each for each in step.contacts if each.card.service_id not in known)
        if left or not step.contacts:
            yield replace(step, contacts=left)

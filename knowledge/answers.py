"""Free words → answers to questions: « bébé », « pour ma mère », « 2 ans », « oui »."""

import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge.gestures import Gestures
from knowledge.matching import FILLERS, Found, Phrasebook
from knowledge.rules.model import Question, Rules, every
from knowledge.text import LONGEST, fold, words

_DENIALS = frozenset({"plus", "pas", "jamais", "plu"})
"""What denies the word before it."""

ADULT = 18
"""Years from which nobody is a child (Convention on the Rights of the Child, article 1)."""

REACH = 40
"""Characters before an age in which it is said whose it is."""

_CHILDREN = frozenset(
    (
        "fils fille enfant enfants bebe bebes petit petite petits jumeaux jumelles garcon gamin gamine ado nourrisson "
        "son daughter child children baby kid kids boy girl toddler twins "
        "hijo hija nino nina ninos filho filha filhos crianca criancas oglum kizim cocuk cocugum bebek bebegim "
        "сын сыну сына дочь дочери дочка ребенок ребенка ребенку дети син сина сину донька доньки дитина дитини дитині "
        "ابني ابنتي طفل طفلي طفلتي بنتي ولدي رضيع رضيعي"
    ).split()
)
_GROWN = frozenset(
    (
        "ai mere pere maman papa mari femme conjoint conjointe monsieur madame voisine voisin am mother father mum "
        "dad husband wife tengo madre padre tenho mae pai annem babam yasindayim мне мама маме папе мені мамі тату عمري "
        "أمي أبي والدي والدتي"
    ).split()
)

YES_NO = frozenset({"oui", "non"})

_AGE = re.compile(
    r"(?<!\d)(\d{1,3})\s*"
    r"(ans?|mois|semaines?|years?|yrs?|months?|weeks?|سنوات|سنة|أشهر|شهرا?)(?!\w)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:depuis|pendant|dans|fait|y a|ya|apr[eè]s|sous|encore|durant|for|since|past|last|in|منذ|خلال|قبل)\s+"
    r"(?:environ |plus de |presque |about )?$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\s*(?:de|d')\s*(?:loyer|retard|salaire|ch[oô]mage|impay|prison|pr[eé]avis|contrat|factur)|\s+ago", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*(\d{1,3})\s*")
_YEARS = {"m": 1 / 12, "s": 1 / 52, "w": 1 / 52, "أ": 1 / 12, "ش": 1 / 12}


class AnswerSense:
    """The answers of a rule file, ready to be recognised."""

    def __init__(self, rules: Rules, gestures: Gestures) -> None:
        self._gestures = gestures
        self._questions = rules.questions
        self._hints = {
            id: Phrasebook(
                (option.id, phrase) for option in question.options.values() for phrase in every(option.phrases)
            )
            for id, question in rules.questions.items()
        }
        self._labels = {
            id: Phrasebook((option.id, option.label) for option in question.options.values())
            for id, question in rules.questions.items()
        }

    def answer(self, question: str, text: str) -> str | None:
        """The option that a message chooses for the question that was just asked, or None."""
        options = self._questions[question].options
        folded = fold(text)
        exact = [option.id for option in options.values() if fold(option.label) == folded or option.id == folded]
        if exact:
            return exact[0]
        return (
            self._aged(question, text, bare=True)
            or self._said(question, text)
            or _one(self._labels[question].find(text))
            or self._nodded(question, text)
        )

    def facts(self, questions: Iterable[str], text: str) -> Mapping[str, str]:
        """Answers that a message gives by itself to questions that nobody asked yet; only the phrases of an answer count."""
        asked = list(questions)
        found = {question: option for question in asked if (option := self._said(question, text))}
        aged = {question: option for question in asked if (option := self._aged(question, text))}
        owned = {question: option for question in asked if (option := self._aged(question, text, owned=True))}
        if len(aged) > 1 and len(owned) < len(aged):
            aged = owned or _youngest(aged, self._questions)
        found.update(aged)
        return found

    def _said(self, question: str, text: str) -> str | None:
        """Told by a phrase of an answer, unless it is denied at once: « je travaille plus »."""
        typed = words(text)
        found = self._hints[question].find(typed)
        return _one(
            tuple(match for match in found if not _DENIALS & set(typed[match.places[-1] + 1 : match.places[-1] + 2]))
        )

    def _nodded(self, question: str, text: str) -> str | None:
        gesture = self._gestures.gesture(text) or next(iter(_first_nod(text, self._gestures)), None)
        return gesture if gesture in YES_NO and gesture in self._questions[question].options else None

    def _aged(self, question: str, text: str, *, bare: bool = False, owned: bool = False) -> str | None:
        """The option of an age that is said; `owned`: only where it is said whose it is."""
        options = [option for option in self._questions[question].options.values() if option.age]
        of_children = bool(options) and max(option.age[1] for option in options if option.age) < ADULT
        ages = [
            (age, whose)
            for age, whose in _ages_in(text[:LONGEST], bare=bare)
            if whose == of_children or not (owned or whose is not None)
        ]
        ages.sort(key=lambda found: found[1] is None)  # whose it is was said: it counts first
        fitting = [
            option.id
            for age, _ in ages
            for option in options
            if option.age and option.age[0] <= age < option.age[1] + 1
        ]
        return fitting[0] if fitting else None


def _ages_in(text: str, *, bare: bool) -> Iterator[tuple[float, bool | None]]:
    """The ages said, in years, and whether a child's: None where it is not said whose.

    « depuis 2 mois » and « 3 mois de loyer » are no ages.
    """
    for found in _AGE.finditer(text):
        before = text[: found.start()]
        if not _SINCE.search(before) and not _OF.match(text[found.end() :]):
            age, child = int(found[1]) * _YEARS.get(found[2][0].lower(), 1.0), _child(before)
            yield age, None if child and age >= ADULT else child  # « ma fille de 30 ans » is no child any more
    if bare and (alone := _NUMBER.fullmatch(text)):
        yield float(alone[1]), None


def _child(before: str) -> bool | None:
    """Whether the words before an age speak of a child; the nearest word that tells decides."""
    for word in reversed(words(before[-REACH:])):
        if word in _CHILDREN:
            return True
        if word in _GROWN:
            return False
    return None


def _one(found: tuple[Found, ...]) -> str | None:
    """The option told by the most words; None when two options are told as well."""
    told: dict[str, int] = {}
    for match in found:
        weight = sum(len(word) for word, _ in match.pairs if word not in FILLERS) or 1
        told[match.key] = max(told.get(match.key, 0), weight)
    best = sorted(told, key=lambda key: -told[key])
    if not best or (len(best) > 1 and told[best[0]] == told[best[1]]):
        return None
    return best[0]


def _first_nod(text: str, gestures: Gestures) -> list[str]:
    """« oui, depuis deux mois » starts with an answer."""
    typed = words(text)
    said = gestures.gesture(typed[0]) if typed else None
    return [said] if said else []


def _youngest(aged: Mapping[str, str], questions: Mapping[str, Question]) -> dict[str, str]:
    """An age that fits two questions is the child's where one of them is asked about children only."""

    def oldest(question: str) -> float:
        return max(option.age[1] for option in questions[question].options.values() if option.age)

    child = min(aged, key=oldest)
    return {child: aged[child]} if sum(oldest(question) == oldest(child) for question in aged) == 1 else {}

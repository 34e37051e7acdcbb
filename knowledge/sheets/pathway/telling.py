"""Words that tell why somebody is there: what a discreet sheet never says, even inside a name or an address."""

import re
from collections.abc import Iterable

from knowledge.text import fold, words

STARTS = tuple(
    "addict agress aidant alcool aliment anorex asile autis avocat boulim budget caarud cancer cannab cegidd chom cidff "
    "conjug contracep csapa cure deces depend depist depress desint detenu dette deuil divorc drogu emploi emprise enceint "
    "endett epicerie errance etranger exil expuls femme grossess gynec handicap harcel heberg homophob homosex hopita "
    "hospital impay infect insertion invalid jugement juri justic lgbt logement loyer malad maltrait maternit mdph medec "
    "medic mental migrant misere orphelin parloir pauvr penal penit planning plainte precar prison prostit psych refugi "
    "repas restos sante sejour separation sevrage sexu sida soign soin suicid surendett tabac toxico tribunal vestiaire "
    "vetement victim violen".split()
)
"""Starts of French words. Too wide is the right side to be wrong on: a name that is left out is said on the telephone."""

WHOLE = frozenset(
    "abri abus argent cada cmp colis cri faim ist ivg juge juges oqtf peur rsa sdf sos veuf veuve vih viol viols".split()
)

_LITTLE = frozenset(
    "aide aider apres autre autres avant avec avoir bien chez dans dire elle etre fait faire leur mieux mon nous parler pour "
    "quelqu quoi sans soutenu suite tout toute une vers votre vous".split()
)
_SHORT = 3
"""Letters of a word of a need that tells nothing by itself."""
_ALIKE = 5
"""Letters that two words share at their start to be the same here: « violence », « violences »."""

_PARTS = re.compile(r"\s*[,;·]\s*")
_STREET = re.compile(
    r"\d|(?:allee|avenue|boulevard|chaussee|chemin|cours|esplanade|faubourg|grande rue|impasse|montee|passage|place|promenade"
    r"|quai|route|rue|ruelle|sentier|square|traverse|voie)\b"
)


class Telling:
    """What tells too much, for one pathway."""

    def __init__(self, labels: Iterable[str]) -> None:
        """`labels`: what the person came for; their words are added to ours."""
        own = {word for label in labels for word in words(label)}
        self._own = frozenset(word for word in own if len(word) > _SHORT and word not in _LITTLE)

    def __call__(self, text: str) -> bool:
        """Whether a text tells why somebody is there.

        >>> told = Telling(["Des meubles, du linge"])
        >>> told("Maison des femmes"), told("Le meuble pour tous"), told("Centre communal d'action sociale")
        (True, True, False)
        """
        return any(self._tells(word) for word in words(text))

    def without(self, text: str) -> str:
        """A list such as an address, without its parts that tell; a street may have any name.

        >>> Telling(()).without("Centre de planning familial, 3 rue de la Santé, 69300 Caluire")
        '3 rue de la Santé, 69300 Caluire'
        """
        return ", ".join(part for part in _PARTS.split(text) if part and (_STREET.match(fold(part)) or not self(part)))

    def _tells(self, word: str) -> bool:
        if word in WHOLE or word.startswith(STARTS):
            return True
        return any(word == own or (len(own) >= _ALIKE and word[:_ALIKE] == own[:_ALIKE]) for own in self._own)

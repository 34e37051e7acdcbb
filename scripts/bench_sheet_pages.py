"""How many pathway sheets hold on the pages they should: one up to four contacts, two up to eight. `make bench`.

Every need of the rules alone and with the next two, in a commune of the territory and in a neighbour, on the demonstration
directory, and on another one where its path is given. Contacts of neighbouring communes count.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from bot.served import Serving
from bot.settings import default_rules
from knowledge.pathway import Pathway
from knowledge.sheets import Choices, SheetMaker
from knowledge.wording import Wording, translated

AT = datetime.fromisoformat("2026-11-20T14:30:00+01:00")
LINK = "https://t.me/aiguilleur_demo_bot"


def main() -> None:
    """Print, for each language, the share of sheets that hold, and their size."""
    directories = (None, *map(Path, sys.argv[1:]))
    pathways = [each for directory in directories for each in asked(directory)]
    print(f"{'language':10}{'one page, to 4 contacts':>26}{'two pages, 5 to 8':>22}{'kB at most':>12}")
    for language in translated():
        maker, wording = SheetMaker(), Wording.load(language)
        held, all_, heaviest = Counter[int](), Counter[int](), 0
        for pathway in pathways:
            pdf = maker.pathway(pathway, wording, Choices(link=LINK))
            wanted = 1 if contacts(pathway) <= 4 else 2
            all_[wanted] += 1
            held[wanted] += len(PdfReader(BytesIO(pdf)).pages) <= wanted
            heaviest = max(heaviest, len(pdf))
        shown = [f"{held[pages]} of {all_[pages]}, {100 * held[pages] / max(1, all_[pages]):.1f} %" for pages in (1, 2)]
        print(f"{language:10}{shown[0]:>26}{shown[1]:>22}{heaviest / 1000:>12.0f}")


def asked(directory: Path | None) -> Iterator[Pathway]:
    """The pathways, those of more than eight contacts aside."""
    orienter = Serving(default_rules(), directory).now().orienter
    territory, needs = orienter.rules.territory, tuple(orienter.rules.needs)
    for place, need in enumerate(needs):
        for others in ((), needs[place + 1 : place + 2], needs[place + 1 : place + 3]):
            for commune in (territory.communes[0], territory.neighbours[0]):
                pathway = orienter.pathway((need, *others), {"commune": commune}, AT)
                if contacts(pathway) <= 8:
                    yield pathway


def contacts(pathway: Pathway) -> int:
    return len(list(pathway.contacts())) + len(pathway.annex)


if __name__ == "__main__":
    main()

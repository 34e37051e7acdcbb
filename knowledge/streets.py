"""How streets are written: what is short for what, what a street can be, what may follow its number."""

ABBREVIATIONS = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard",
    "pl": "place", "r": "rue", "rte": "route", "ch": "chemin", "che": "chemin", "chem": "chemin", "all": "allee",
    "imp": "impasse", "sq": "square", "crs": "cours", "fg": "faubourg", "fbg": "faubourg", "qu": "quai",
    "dr": "docteur", "gal": "general", "gen": "general", "mal": "marechal", "pdt": "president",
    "prof": "professeur", "res": "residence", "bat": "batiment", "zi": "zone", "za": "zone", "zac": "zone",
}  # fmt: skip
"""Folded words (`knowledge.text`), as are those below."""

STREETS = frozenset(
    "allee avenue boulevard chaussee chemin cite cours esplanade faubourg impasse mail montee parvis passage place "
    "promenade quai residence rond route rue ruelle sente sentier square traverse venelle villa voie zone".split()
)
SUFFIXES = frozenset({"bis", "ter", "quater", "a", "b", "c"})
SILENT = frozenset("a au aux d de des du en et l la le les par pour s sur un une".split())
"""Words that tell no two names apart."""

"""« Lieux de médiation numérique »: places of digital help, in the national standard or as two regions publish them.

Form: schema.data.gouv.fr, LaMednum/standard-mediation-num. A place is a structure, and one service when it offers any.
"""

from collections.abc import Iterator

from knowledge.importers import mednum_standard
from knowledge.importers.flat import Unread, names, rows
from knowledge.importers.mednum_regional import REGIONS
from knowledge.importers.records import Record, Rejected
from knowledge.importers.sources import Source
from knowledge.importers.tables import shifted

NAME = "lieux de médiation numérique"


def recognises(source: Source) -> bool:
    """Whether the fields are those of the standard, or of one of the regions that are known."""
    found = names(source)
    if "structure_id" in found:
        return False
    return any(found >= one for one in (*mednum_standard.SIGNATURES, *(region.signature for region in REGIONS)))


def records(source: Source) -> Iterator[Record | Rejected]:
    """A structure and its service for each place. Raises InputError when the file cannot be read on."""
    found = names(source)
    region = next((region for region in REGIONS if found >= region.signature), None)
    read = region.record if region else mednum_standard.record
    unread = Unread(region.fields if region else mednum_standard.FIELDS)
    for origin, given in rows(source):
        yield shifted(origin) if given is None else read(origin, given, unread.remarks(given, NAME))

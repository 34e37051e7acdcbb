"""Read Open Referral HSDS: JSON and tables of version 3, tables of version 1.

Each organisation and each service that stands by itself is a record; what belongs to them is read with them.
"""

from knowledge.importers.hsds.records import records
from knowledge.importers.hsds.shapes import is_ours as recognises

NAME = "Open Referral HSDS"

__all__ = ["NAME", "recognises", "records"]

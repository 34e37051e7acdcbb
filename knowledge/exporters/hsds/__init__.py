"""Write Open Referral HSDS 3.0: `as_json`, full services in one file; `as_tables`, the tabular data package.

What HSDS has a place for stands there, for whoever reads HSDS. What it has none for, and what would come back otherwise
than it was, stands in attributes (`knowledge.importers.hsds.own`): an import of the export gives the same entries.
"""

"""Writers of what the directory holds: structures and services in, one file out, whole or not at all.

A format is a module with `NAME: str` (its French name) and `export(entries, target, *, private=False) -> None`. It reads
`entries` once, in their order, keeps memory bounded, and writes through `writing.replacing_file`. What an audience may
not see is left out before, by `audience.for_audience`: a format writes all that it is given.
"""

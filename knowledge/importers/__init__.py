"""Readers of what a territory has: files in, structures and services out, and a report of every record."""

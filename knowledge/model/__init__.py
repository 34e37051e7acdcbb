"""Structures and services: the fields of data·inclusion v1, and our complement."""

from knowledge.model.complement import Access, Accessibility, Closed, Complement, Full, Place
from knowledge.model.entries import Service, Structure

__all__ = ["Access", "Accessibility", "Closed", "Complement", "Full", "Place", "Service", "Structure"]

"""Communes of France: by code, by name with its mistakes, by postcode, by position; the zones they belong to."""

from knowledge.places.commune import Commune
from knowledge.places.distance import distance_km
from knowledge.places.lookup import Found
from knowledge.places.places import Places

__all__ = ["Commune", "Found", "Places", "distance_km"]

"""Aiguilleur: how it talks, and the channels it talks through."""

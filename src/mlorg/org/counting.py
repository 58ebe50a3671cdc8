"""How people are counted, and of how few nothing is told."""

from __future__ import annotations

from .organization import Organization
from .roles import is_ml

FEWEST = 5
"""Persons below which nothing is told of what they earn, do or know, or how they would fare. No setting lowers it."""


def ml_people(org: Organization) -> set[str]:
    """The persons in ML posts."""
    return {seat.person for post in org.posts if is_ml(post) for seat in org.holders.get(post.id, ())}

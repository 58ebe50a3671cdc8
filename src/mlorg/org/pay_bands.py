"""Pay as bands: what single posts are paid is rounded before anything is computed from it.

Whoever sees all results, and how they change, learns the band of a post at most, never its pay.
"""

from __future__ import annotations

from dataclasses import replace

from .organization import Organization
from .structure import Post

BAND = 0.25
"""Width of a band, in units of a data scientist's pay (assumed: about a level of seniority)."""


def in_pay_bands(org: Organization) -> Organization:
    """The organisation with every stated pay in the middle of its band; the lowest band is one width."""
    if all(post.pay is None for post in org.posts):
        return org
    return org.with_(posts=[_banded(post) for post in org.posts])


def _banded(post: Post) -> Post:
    return post if post.pay is None else replace(post, pay=max(BAND, BAND * round(post.pay / BAND)))

"""Were one to four persons others, everything would be said in the same words: there is nothing to solve for."""

import re

from .served import HAPPENING

PASSING = re.compile(
    r"""(?x)
    (?<![0-9a-zA-Z])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{12,64}(?![0-9a-zA-Z])  # fingerprints, runs
    | (?<![.0-9a-zA-Z])\d{16}(?![.0-9a-zA-Z])  # a run that happens to have no letter
    | \d{4}-\d\d-\d\d[T\s]\d\d:\d\d(?::\d\d)?[.\d]*(?:\+00:00)?  # the time of a run
    """
)
"""What tells that something is another, or when, and not what."""


def lasting(text: str) -> str:
    """A text without fingerprints and times."""
    return PASSING.sub("#", text)


def test_it_is_another_company(planted, twin):
    """Every secret is another: names, addresses, numbers, pay and first days of a few, work in the repository."""
    assert len(twin.words - planted.words) > 800
    assert twin.history != planted.history


def test_nothing_is_said_otherwise(said, said_of_twin):
    assert said.keys() == said_of_twin.keys()
    asked = [name for name in said if not name.startswith(f"server {HAPPENING}")]
    assert [name for name in asked if lasting(said[name]) != lasting(said_of_twin[name])] == []

"""G10: alternatives in another order under other names, and other names of units and posts, change no outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ...archetypes import Arm
from ...org import Organization
from ...sim import Frame, Sampling
from ...sim.oracles import Case, Effort
from ...sim.oracles.cases import Point
from ...sim.oracles.estimates import Estimate
from ..comparing.alternatives import Alternative, library_alternatives
from ..comparing.comparison import compare_alternatives
from .population import FIRMS, about, firm_of

DRAWS = 4


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """One firm each."""
    return [partial(cases, *each, effort) for each in FIRMS[: 1 if effort.quick else 2]]


def cases(seed: int, posts: int, effort: Effort) -> Iterator[Case]:
    """Outcomes that depend on names or order, of all alternatives in both arms."""
    today = firm_of(seed, posts)
    plain = library_alternatives(today)
    sampling = Sampling(effort.some(DRAWS, 2), 2, effort.seed)
    expected = compare_alternatives(Frame.of(today), plain, sampling).outcomes
    other = renamed(today)
    for what, org, changed in (
        ("in another order under other labels", today, relabelled(plain)),
        ("with other names of units and posts", other, {a.id: a for a in library_alternatives(other)}),
    ):
        seen = compare_alternatives(Frame.of(org), tuple(changed.values()), sampling).outcomes
        wrong = sum(
            expected[arm][old].sums.tobytes() != seen[arm][new.id].sums.tobytes()
            for arm in Arm
            for old, new in changed.items()
        )
        name = f"alternatives of {2 * len(plain)} with another outcome {what}, {about(today)}"
        yield Case(name, 0.0, Estimate(float(wrong), 0.0))


def relabelled(alternatives: Sequence[Alternative]) -> dict[str, Alternative]:
    """The alternatives in reverse order under other labels, by their old id."""
    numbered = reversed(list(enumerate(alternatives)))
    return {a.id: replace(a, id=f"choice-{n}", label=f"Choice {n}", description="") for n, a in numbered}


def renamed(org: Organization) -> Organization:
    """The organisation with other names of units and titles of posts; ids and roles as they are."""
    units = [replace(u, name=f"Place {len(org.units) - n}") for n, u in enumerate(org.units)]
    posts = [replace(p, title=f"Title {len(org.posts) - n}") for n, p in enumerate(org.posts)]
    return org.with_(units=units, posts=posts)

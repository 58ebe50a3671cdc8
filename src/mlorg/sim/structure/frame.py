"""What all alternatives of one organisation share, taken from the organisation as it is today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from mlorg.org import ALLOCATIONS, Function, ModelStage, Organization, Post, is_ml, role_of
from mlorg.org.hierarchy import unit_tree
from mlorg.org.lines import BusinessLines

MOST_USERS = 100
"""A line's users are counted up to this many; beyond, one simulated user stands for several (assumed)."""

ASSUMED_DATASETS = 3
"""Data sets per line where none is listed (assumed)."""

_MAKERS = frozenset({Function.ENGINEERING, Function.DATA, Function.PLATFORM, Function.ML})


def key_of(name: str, secret: str = "") -> int:
    """A 64-bit key that depends on the id and the secret of the workspace alone, so that one more line or post leaves
    all other draws as they are, and that nobody without the secret can tell whether a key is that of an id."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8, key=secret.encode()).digest(), "little")


def is_worker(post: Post) -> bool:
    """An ML post that builds: neither manager nor product manager, nor one of a platform team."""
    return is_ml(post) and post.role not in ("ml_manager", "ml_pm", "platform_engineer")


@dataclass(frozen=True)
class Frame:
    """Lines, their users, ideas, data sets and models in use; the capacity that the load refers to; the allocation."""

    today: Organization
    lines: tuple[str, ...]
    users: Mapping[str, int]
    idea_share: Mapping[str, float]
    datasets: tuple[tuple[str, str | None], ...]
    live: Mapping[str, int]
    capacity: float
    seats: Mapping[str, str | None] = field(repr=False)
    notes: tuple[str, ...] = ()
    allocation: str = ALLOCATIONS[0]
    secret: str = field(default="", repr=False)

    @classmethod
    def of(cls, today: Organization, allocation: str = ALLOCATIONS[0], secret: str = "") -> Frame:
        """The frame of an organisation; `allocation` is one of `ALLOCATIONS`, `secret` (at most 64 bytes) keeps the
        keys of its streams from being guessed."""
        business = BusinessLines(today)
        lines = tuple(u.id for u in business.units)
        posts = {line: _posts_below(today, line) for line in lines}
        sizes = {line: sum(not is_ml(p) for p in posts[line]) for line in lines}
        datasets, notes = _datasets(today, business, lines)
        if not business.declared:
            notes = (f"no unit is marked as a business line: {len(lines)} were guessed from the unit tree", *notes)
        live = dict.fromkeys(lines, 0)
        for model in today.models:
            line = business.of_asset(model)
            if line is not None and model.stage is ModelStage.PRODUCTION:
                live[line] += 1
        return cls(
            today,
            lines,
            {line: min(MOST_USERS, _users(posts[line])) for line in lines},
            _shares(sizes),
            datasets,
            live,
            sum(filled(today, p) for p in today.posts if is_worker(p)),
            {p.id: business.of_post(p) for p in today.posts},
            notes,
            allocation,
            secret,
        )

    def key(self, name: str) -> int:
        """The key of the streams of whatever has this id."""
        return key_of(name, self.secret)


def filled(org: Organization, post: Post) -> float:
    """Full-time posts that work: fte times the holders' shares of time; 0 for a vacant post."""
    return post.fte * min(1.0, sum(m.share for m in org.holders.get(post.id, ())))


def _posts_below(org: Organization, unit: str) -> list[Post]:
    return [p for u in unit_tree(org).below(unit) for p in org.sitting_in.get(u, ())]


def _users(posts: list[Post]) -> int:
    """Those who do not make software or data; where a line has none, everybody outside ML."""
    outside = [p for p in posts if not is_ml(p)]
    return len([p for p in outside if role_of(p).function not in _MAKERS]) or len(outside)


def _shares(sizes: Mapping[str, int]) -> dict[str, float]:
    total = sum(max(1, n) for n in sizes.values())
    return {line: max(1, n) / total for line, n in sizes.items()}


def _datasets(
    org: Organization, business: BusinessLines, lines: tuple[str, ...]
) -> tuple[tuple[tuple[str, str | None], ...], tuple[str, ...]]:
    listed = tuple((d.id, business.of_asset(d)) for d in org.datasets)
    if listed:
        return listed, ()
    assumed = tuple((f"{line}/{n + 1}", line) for line in lines for n in range(ASSUMED_DATASETS))
    return assumed, (f"no data set is listed: {ASSUMED_DATASETS} per line are assumed",)

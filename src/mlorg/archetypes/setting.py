"""An organisation seen as the place for a structure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from ..org import Post
from ..org.lines import BusinessLines
from .branches import Branches
from .coverage import Coverage, default_coverage, fitted
from .crews import head_of
from .design import Design
from .landscape import Landscape


@dataclass(frozen=True)
class Setting:
    """An organisation seen as the place for a structure, and the coverage asked for."""

    land: Landscape
    branches: Branches
    wanted: Coverage | None = None

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Ids of the ML posts to place."""
        return tuple(p.id for p in self.land.people)

    @cached_property
    def chief(self) -> str:
        """The ML post that heads a division, lab or hub, if there is to be one."""
        home = self.branches.home
        return head_of(self.land, self.people, self.land.org.unit[home].head if home is not None else None)

    @cached_property
    def heads(self) -> frozenset[str]:
        """Posts that head a unit other than those of the ML people."""
        apart = self.branches.ml_territory(self.branches.home)
        return frozenset(u.head for u in self.land.org.units if u.head is not None and u.id not in apart)

    def keeps_lines(self, moved: Iterable[str], to: str | None) -> bool:
        """True if the business lines are the same after these posts outside ML moved; guessed ones need not be."""
        org, away = self.land.org, set(moved)
        if self.land.lines.declared or not away:
            return True
        posts = (replace(p, sits_in=to) if p.id in away else p for p in org.posts)
        return BusinessLines(org.with_(posts=posts)).units == self.land.lines.units

    def free_to_move(self, post: Post) -> bool:
        """True if a post outside ML leads nobody and heads no unit."""
        return post.id not in self.land.fixed.children and post.id not in self.heads and post.id != self.land.top

    def post(self, post_id: str) -> Post:
        """The post as it is today."""
        return self.land.org.post[post_id]

    def covered(self, design: Design, people: int, at_least: int) -> Coverage:
        """The coverage for this many people: the one asked for, filled up, or the stated default."""
        sizes = {line: len(self.land.posts_in[line]) for line in self.land.line_ids}
        if self.wanted is None:
            coverage = default_coverage(sizes, people, at_least)
        else:
            coverage, notes = fitted(self.wanted, self.land.line_ids, people)
            design.notes.extend(notes)
        design.coverage = coverage
        return coverage

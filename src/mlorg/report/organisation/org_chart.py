"""The organisation as a chart needs it: every unit, every post, and both kinds of line between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ...org import Organization, Post, Unit, is_ml
from ...org.hierarchy import Tree, unit_tree
from ...org.naming import post_title, unit_name
from ..pages import About, Page
from .tree import line_of


@dataclass(frozen=True, slots=True)
class UnitBox:
    """One unit. `part_of` is the id of the unit around it, `head` that of the post that leads it; "" = none known."""

    id: str
    name: str
    kind: str
    part_of: str
    head: str
    business_line: bool | None
    posts: int
    """Posts that sit in it itself."""


@dataclass(frozen=True, slots=True)
class PostBox:
    """One post. `line` is what `TreeRow.line` is; `dotted_to` are posts it reports to beside its line."""

    id: str
    title: str
    role: str
    unit: str
    reports_to: str
    line: str
    dotted_to: tuple[str, ...]
    vacant: bool
    ml: bool
    mandate: str
    manager_kind: str


@dataclass(frozen=True, slots=True)
class OrgChartPage(Page):
    """Units and posts with their lines, each list with parents before children. Nobody is named."""

    schema: ClassVar[str] = "mlorg.chart/1"
    units: tuple[UnitBox, ...]
    posts: tuple[PostBox, ...]


def org_chart_page(org: Organization, about: About) -> OrgChartPage:
    """Every unit and post of the organisation."""
    units, posts = unit_tree(org), Tree({post.id: post.manager for post in org.posts})
    return OrgChartPage(
        about,
        tuple(_unit(org, org.unit[id_]) for id_, _ in units.walk()),
        tuple(_post(org, org.post[id_], posts.parent(id_)) for id_, _ in posts.walk()),
    )


def _unit(org: Organization, unit: Unit) -> UnitBox:
    return UnitBox(
        id=unit.id,
        name=unit_name(org, unit.id),
        kind=unit.kind.value,
        part_of=unit.part_of or "",
        head=unit.head or "",
        business_line=unit.business_line,
        posts=len(org.sitting_in.get(unit.id, ())),
    )


def _post(org: Organization, post: Post, parent: str | None) -> PostBox:
    return PostBox(
        id=post.id,
        title=post_title(post),
        role=post.role or "",
        unit=post.sits_in or "",
        reports_to=parent or "",
        line=line_of(org, post, parent),
        dotted_to=post.dotted_to,
        vacant=post.id not in org.holders,
        ml=is_ml(post),
        mandate=post.mandate.value if post.mandate else "",
        manager_kind=post.manager_kind.value if post.manager_kind else "",
    )

"""How posts, units, owners and assets are called in words. Never by the name of a person."""

from __future__ import annotations

from collections.abc import Mapping

from .assets import Asset, Ownership
from .organization import Organization
from .references import NOBODY, Ref
from .roles import role_of
from .structure import Post
from .vocabulary import Function


def on_one_line(text: str) -> str:
    """The text without line breaks and other characters that cannot be seen, which a terminal might obey."""
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def post_title(post: Post) -> str:
    """The title; where there is none the role, then the id."""
    return on_one_line(post.title or (role_of(post).label if post.role else post.id))


def unit_name(org: Organization, unit: str | None) -> str:
    """The unit's name or id, empty where not known."""
    if unit is None:
        return ""
    return on_one_line(org.unit[unit].label if unit in org.unit else unit)


def seat_name(org: Organization, post: str) -> str:
    """A post by title and unit; by its id where there is no such post."""
    if post not in org.post:
        return post
    unit = unit_name(org, org.post[post].sits_in)
    title = post_title(org.post[post])
    return f"{title}, {unit}" if unit else title


def asset_name(asset: Asset) -> str:
    """The asset's name or id."""
    return on_one_line(asset.name or asset.id)


PEOPLE: Mapping[Function, str] = {
    Function.ML: "ML people",
    Function.ENGINEERING: "engineers",
    Function.DATA: "data people",
    Function.PRODUCT: "product people",
    Function.PLATFORM: "platform people",
    Function.RESEARCH: "researchers",
    Function.EXECUTIVE: "executives",
    Function.BUSINESS: "business people",
}
"""The people of one trade within a unit."""


def owner_name(org: Organization, ownership: Ownership) -> str:
    """Who owns: a unit (or which of its people), a post by title and unit, a person by what they do."""
    name = _party(org, ownership.owner)
    return f"{name} {PEOPLE[ownership.function]}" if ownership.function else name


def _party(org: Organization, owner: Ref) -> str:
    if owner == NOBODY:
        return "nobody"
    if owner.kind == "unit":
        return unit_name(org, owner.id)
    if owner.kind == "post":
        return seat_name(org, owner.id)
    seats = org.seats.get(owner.id, ()) if owner.kind == "person" else ()
    return f"{seat_name(org, seats[0].post)} ({owner.id})" if seats else owner.id

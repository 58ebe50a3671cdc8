"""How posts, units, owners and assets are called on a page. Never by the name of a person."""

from __future__ import annotations

from ..org import NOBODY, Asset, Organization, Ownership, Post, Ref, role_of


def post_title(post: Post) -> str:
    """The title; where there is none the role, then the id."""
    return post.title or (role_of(post).label if post.role else post.id)


def unit_name(org: Organization, unit: str | None) -> str:
    """The unit's name or id, empty where not known."""
    if unit is None:
        return ""
    return org.unit[unit].label if unit in org.unit else unit


def asset_name(asset: Asset) -> str:
    """The asset's name or id."""
    return asset.name or asset.id


def owner_name(org: Organization, ownership: Ownership) -> str:
    """Who owns: a unit (and which of its people), a post by title and unit, a person by what they do."""
    owner = ownership.owner
    name = _party(org, owner)
    return f"{name} ({ownership.function.value})" if ownership.function else name


def _party(org: Organization, owner: Ref) -> str:
    if owner == NOBODY:
        return "nobody"
    if owner.kind == "unit":
        return unit_name(org, owner.id)
    if owner.kind == "post" and owner.id in org.post:
        return _seat(org, owner.id)
    if owner.kind == "person":
        seats = org.seats.get(owner.id, ())
        return f"{_seat(org, seats[0].post)} ({owner.id})" if seats else owner.id
    return owner.id


def _seat(org: Organization, post_id: str) -> str:
    post = org.post[post_id]
    unit = unit_name(org, post.sits_in)
    return f"{post_title(post)}, {unit}" if unit else post_title(post)

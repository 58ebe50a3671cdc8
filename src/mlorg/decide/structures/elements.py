"""The elements of a structure: what a difference between two organisations is split over."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from ...org import Function, Responsibility
from .mixing import Mixer, Piece


class Element(StrEnum):
    """One lever: everything of one kind in which two structures can differ."""

    REPORTING = "reporting"
    SEAT = "seat"
    MANDATE = "mandate"
    MANAGER_KIND = "manager_kind"
    COLLECT = "collect"
    WAREHOUSE = "warehouse"
    LABEL = "label"
    PIPELINE = "pipeline"
    DEPLOY = "deploy"
    MAINTAIN = "maintain"
    ROLES = "roles"
    PRODUCT = "product_managers"
    PLATFORM = "platform"


LABELS: Mapping[Element, str] = {
    Element.REPORTING: "who reports to whom",
    Element.SEAT: "where people sit",
    Element.MANDATE: "whose use cases they take up",
    Element.MANAGER_KIND: "kind of manager",
    Element.COLLECT: "who collects the data",
    Element.WAREHOUSE: "who stores the data",
    Element.LABEL: "who labels",
    Element.PIPELINE: "who runs the data pipelines",
    Element.DEPLOY: "who brings models into use",
    Element.MAINTAIN: "who keeps models running",
    Element.ROLES: "the mix of roles",
    Element.PRODUCT: "product managers",
    Element.PLATFORM: "the platform team",
}
"""How an element is called."""

OF_ROLE = {"ml_pm": Element.PRODUCT, "platform_engineer": Element.PLATFORM}
"""Posts that get or lose one of these roles belong to the element with their seat, title and mandate."""
_LINES = ("reports_to", "dotted_to", "head", "funder")
_OF_POST = {"sits_in": Element.SEAT, "mandate": Element.MANDATE}


def element_of(piece: Piece, mixer: Mixer) -> Element:
    """The element that a piece belongs to; persons and who fills what go with the mix of roles."""
    if piece.kind == "ownership":
        asset, responsibility = piece.key
        return Element.PLATFORM if asset.kind == "platform" else _of_duty(responsibility)
    if piece.field in _LINES:
        return Element.REPORTING
    if piece.field == "manager_kind":
        return Element.MANAGER_KIND
    known = [value for value in mixer.values(piece) if value is not None]
    if piece.kind == "post":
        return role_element(known) or _OF_POST.get(piece.field, Element.ROLES)
    if piece.kind == "unit":
        return Element.PLATFORM if any(u.function is Function.PLATFORM for u in known) else Element.SEAT
    return Element.PLATFORM if piece.kind == "platform" else Element.ROLES


def role_element(posts: list[Any]) -> Element | None:
    """The element of a post that has one of the roles of `OF_ROLE` in one organisation and not in all."""
    found = {post.role for post in posts}
    return next((e for role, e in OF_ROLE.items() if role in found and len(found) > 1), None)


def _of_duty(responsibility: Responsibility) -> Element:
    """Who builds follows from who sits where."""
    return Element.SEAT if responsibility is Responsibility.BUILD else Element(responsibility.value)

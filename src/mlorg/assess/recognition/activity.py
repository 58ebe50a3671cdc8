"""Signals of what people outside ML do with models, from the history of repositories and registries."""

from __future__ import annotations

from collections import Counter

from ...org import Function, Ref, is_ml, role_of
from ...org.counting import FEWEST
from ...org.facts import Evidence
from ...org.figures import percent
from .observing import Observation, observed, unknown
from .view import Ground, View

HARDLY, OFTEN = 0.1, 0.35
"""Shares of those who work on models (assumed)."""


def literacy(view: View) -> Observation:
    """Share of those who commit to models who are engineers or product people of the lines. Source: claims F4, I4b."""
    ground = view.ground
    if ground.evidence is None:
        return unknown("product_team_ml_literacy", "no repository has been read")
    wanted = {model.ref for model in view.models}
    counts = _workers(ground, ground.evidence, wanted)
    if counts.total() < FEWEST:
        return unknown("product_team_ml_literacy", "fewer than five persons of known units are seen to work on models")
    share = counts["others"] / counts.total()
    level = "low" if share < HARDLY else "high" if share > OFTEN else "some"
    return observed("product_team_ml_literacy", {level: 1}, 1, _says(counts["others"], counts["ml"]))


def _says(others: int, ml: int) -> str:
    """The share in words; where either side is too small to be told of, only that it is."""
    if min(others, ml) >= FEWEST:
        return f"{percent(others / (others + ml))} of those who work on models are no ML people"
    return f"fewer than five of those who work on models are {'no ' if others < FEWEST else ''}ML people"


def _workers(ground: Ground, evidence: Evidence, wanted: set[Ref]) -> Counter[str]:
    """Persons who work on the models, ML people and others."""
    facts = (f for kind in ("author", "author.deploy") for f in evidence.all_of(kind, "model") if f.subject in wanted)
    people = {f.value.id for f in facts if isinstance(f.value, Ref) and f.value.kind == "person"}
    org = ground.organization
    posts = [org.post[m.post] for person in sorted(people) for m in org.seats.get(person, ()) if m.post in org.post]
    helpful = (Function.ENGINEERING, Function.PRODUCT, Function.DATA)
    kinds = ("ml" if is_ml(p) else "others" if role_of(p).function in helpful else "" for p in posts)
    return Counter(kind for kind in kinds if kind)


ACTIVITY_SIGNALS = (literacy,)

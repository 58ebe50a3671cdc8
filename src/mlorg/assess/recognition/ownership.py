"""Signals of who owns which responsibility for data and models, and of shared tooling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from ...org import NOBODY, Function, Ownership, Part, Ref, RegisteredModel, Responsibility, is_ml, role_of
from ...org.assets import Asset
from .observing import Observation, observed, unknown
from .view import Ground, View

DATA_SIGNALS = {
    Responsibility.COLLECT: "data_collection",
    Responsibility.WAREHOUSE: "data_warehousing",
    Responsibility.LABEL: "labelling",
    Responsibility.PIPELINE: "pipelining",
}
MODEL_SIGNALS = {Responsibility.DEPLOY: "who_deploys", Responsibility.MAINTAIN: "who_maintains"}
SIGNAL_OF = DATA_SIGNALS | MODEL_SIGNALS
MOST_MODELS = 1 / 3
"""Share of models whose handing over must be known for the signal to speak (assumed)."""

_PARTY = {
    Function.ML: "ml",
    Function.ENGINEERING: "engineering",
    Function.DATA: "central_data",
    Function.PLATFORM: "platform",
    Function.RESEARCH: "ml",
}


def party(ownership: Ownership, ground: Ground) -> str | None:
    """What kind of owner it is, in the levels of the data signals; None = cannot be told."""
    owner = ownership.owner
    if owner == NOBODY:
        return "nobody"
    if owner.kind == "vendor":
        return "vendor"
    function = ownership.function
    if function is not None:
        if function is Function.DATA and owner.kind == "unit" and _of_ml(owner.id, ground):
            return "ml"
        return _PARTY.get(function, "business_unit")
    return _of_unit(owner.id, ground) if owner.kind == "unit" else _of_post(owner, ground)


def _of_ml(unit: str, ground: Ground) -> bool:
    """Data engineers of the division, or central data that reports to the head of ML."""
    return ground.function_of.get(unit) is Function.ML or unit in ground.led_by_ml


def _of_unit(unit: str, ground: Ground) -> str | None:
    if unit not in ground.organization.unit:
        return None
    if unit in ground.led_by_ml:
        return "ml"
    function = ground.function_of[unit]
    if unit in ground.lines.of_unit and function in (None, Function.BUSINESS, Function.PRODUCT, Function.EXECUTIVE):
        return "business_unit"
    return _PARTY.get(function, "business_unit") if function else "business_unit"


def _of_post(owner: Ref, ground: Ground) -> str | None:
    org = ground.organization
    posts = [owner.id] if owner.kind == "post" else [m.post for m in org.seats.get(owner.id, ())]
    if not posts or posts[0] not in org.post:
        return None
    post = org.post[posts[0]]
    return "ml" if is_ml(post) else _PARTY.get(role_of(post).function, "business_unit")


def owners_of(assets: Iterable[Asset], responsibility: Responsibility, ground: Ground) -> Counter[str]:
    """How many assets each kind of owner has; assets whose owner is not known are left out."""
    found: Counter[str] = Counter()
    for asset in assets:
        held = ground.owners.accountable(asset, responsibility)
        kind = None if held is None else party(held, ground)
        if kind is not None:
            found[_of_models(kind) if responsibility in MODEL_SIGNALS else kind] += 1
    return found


def _of_models(kind: str) -> str:
    """The owner of a model's responsibility: data people who run models act as a platform."""
    return {"engineering": "product_engineering", "central_data": "platform"}.get(kind, kind)


def owned(view: View, responsibility: Responsibility) -> Observation:
    """Who owns one responsibility, as shares of assets. Source: axis 2 for data (A2a to A2d), 3 for models (A3a, b)."""
    signal = SIGNAL_OF[responsibility]
    assets: tuple[Asset, ...] = view.datasets if responsibility in DATA_SIGNALS else view.models
    if not assets:
        return _by_standing(view, responsibility)
    counts = owners_of(assets, responsibility, view.ground)
    known = sum(counts.values())
    if not known:
        return unknown(signal, f"no owner is known for {responsibility.value} of {len(assets):,} assets")
    return observed(signal, counts, len(assets), f"the owner of {known:,} of {len(assets):,} assets is known")


def _by_standing(view: View, responsibility: Responsibility) -> Observation:
    """Where no asset is known, what is stated for whole lines."""
    signal, ground = SIGNAL_OF[responsibility], view.ground
    lines = [u.id for u in ground.lines.units if view.inside(u.id)]
    found: Counter[str] = Counter()
    for line in lines:
        held = _stated_for(line, responsibility, ground)
        kind = None if held is None else party(held, ground)
        if kind is not None:
            found[_of_models(kind) if responsibility in MODEL_SIGNALS else kind] += 1
    if not found:
        return unknown(signal, "no asset and no owner for a line is known")
    return observed(signal, found, len(lines), f"stated for {found.total()} of {len(lines)} lines, without assets")


def _stated_for(line: str, responsibility: Responsibility, ground: Ground) -> Ownership | None:
    """The accountable owner stated for the nearest unit at or above the line."""
    held = (o for u in ground.units.above(line) for o in ground.organization.owners_of.get(Ref("unit", u), ()))
    return next((o for o in held if o.responsibility is responsibility and o.part is Part.ACCOUNTABLE), None)


def handover(view: View) -> Observation:
    """Whether who builds a model also deploys and maintains it. Source: the table of axes, claim E2."""
    if not view.models:
        return unknown("handover", "no models are known")
    ways = Counter(way for m in view.models if (way := _way(m, view.ground)) is not None)
    if ways.total() < MOST_MODELS * len(view.models):
        return unknown("handover", f"builder, deployer and maintainer are known of {ways.total():,} models only")
    says = f"builder, deployer and maintainer are known of {ways.total():,} of {len(view.models):,} models"
    return observed("handover", ways, len(view.models), says)


def _way(model: RegisteredModel, ground: Ground) -> str | None:
    roles = (Responsibility.BUILD, Responsibility.DEPLOY, Responsibility.MAINTAIN)
    held = [ground.owners.accountable(model, r) for r in roles]
    build, deploy, maintain = (None if h is None else (h.owner, h.function) for h in held)
    if build is None or deploy is None or maintain is None:
        return None
    if deploy[0] == NOBODY:
        return "not_in_use"
    if build == deploy == maintain:
        return "same_people"
    return "builders_maintain" if build == maintain else "handed_over" if build != deploy else None


def platform(view: View) -> Observation:
    """Who runs shared tooling for ML. Source: claim I3a and the table of axes. No platform seen is not none."""
    ground = view.ground
    if not view.whole:
        return unknown("central_platform", "asked of the whole organisation")
    held = [o for p in ground.organization.platforms if (o := _runs(p, ground)) is not None]
    kinds = Counter(_platform_of(o, ground) for o in held)
    if not kinds:
        return unknown("central_platform", "no platform with an owner is known, which is not the same as none")
    return observed("central_platform", kinds, kinds.total(), f"{kinds.total()} platforms with an owner")


def _runs(platform: Asset, ground: Ground) -> Ownership | None:
    roles = (Responsibility.MAINTAIN, Responsibility.BUILD, Responsibility.DEPLOY)
    return next((o for r in roles if (o := ground.owners.accountable(platform, r)) is not None), None)


def _platform_of(ownership: Ownership, ground: Ground) -> str:
    owner = ownership.owner
    if owner.kind == "vendor":
        return "bought"
    within = owner.kind == "unit" and owner.id in ground.organization.unit
    of_ml = within and any(ground.organization.unit[u].function is Function.ML for u in ground.units.above(owner.id))
    return "ml_function" if of_ml or party(ownership, ground) == "ml" else "platform_team"


OWNERSHIP_SIGNALS: tuple[Callable[[View], Observation], ...] = (
    *(partial(owned, responsibility=each) for each in SIGNAL_OF),
    handover,
    platform,
)

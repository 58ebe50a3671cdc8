"""Changes of ownership: standing rules per line, what stands against them, heirs of units left empty, closing these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..org import (
    DATA_RESPONSIBILITIES,
    NOBODY,
    Asset,
    Change,
    Dataset,
    Function,
    Organization,
    Own,
    Ownership,
    Part,
    Post,
    Ref,
    RegisteredModel,
    Remove,
    Responsibility,
    UseCase,
    is_ml,
    role_of,
)
from ..org.hierarchy import Tree, unit_tree
from ..org.lines import BusinessLines
from ..org.owners import Owners
from .design import Design
from .duties import Owner
from .setting import Setting

Place = tuple[str, Responsibility]
"""A line and a responsibility."""


@dataclass(frozen=True)
class Reassignment:
    """Ownership in `after`, the organisation as the moves leave it, on the way to the duties of the design."""

    setting: Setting
    design: Design
    after: Organization
    wave: str

    @cached_property
    def _units(self) -> Tree:
        return unit_tree(self.after)

    @cached_property
    def _lines(self) -> BusinessLines:
        """The lines as the moves leave them: a home that moves takes what lies in it along."""
        return BusinessLines(self.after)

    def changes(self) -> Iterator[Change]:
        """Own and Remove changes, in the order of lines and responsibilities."""
        for line, duties in self.design.duties.items():
            for responsibility, owner in duties.items():
                yield from self._rule(line, responsibility, owner)
                yield from self._cleared((line, responsibility), owner)
        yield from self._shared()

    def _rule(self, line: str, responsibility: Responsibility, owner: Owner) -> Iterator[Change]:
        ref = Ref("unit", line)
        standing = [o for o in self.after.owners_of.get(ref, ()) if _accountable(o, responsibility)]
        if any(o.owner.kind == "vendor" for o in standing):
            return
        if not standing or any(Owner(o.owner, o.function) != owner for o in standing):
            yield self._own(ref, responsibility, owner)

    def _own(self, asset: Ref, responsibility: Responsibility, owner: Owner) -> Own:
        reason = self.design.why_duty[responsibility]
        ownership = Ownership(asset, responsibility, owner.ref, function=owner.function)
        return Own(ownership, wave=self.wave, reason=reason)

    def _cleared(self, place: Place, owner: Owner) -> Iterator[Change]:
        """Ownerships of single assets and sub-units that say something else than the rule of the line."""
        for ownership in self._own_rules.get(place, ()):
            if not self._agrees(ownership, owner):
                why = f"{self.design.why_duty[place[1]]} The rule of the line holds here too."
                yield Remove("ownership", ownership.key, wave=self.wave, reason=why)

    @cached_property
    def _own_rules(self) -> Mapping[Place, tuple[Ownership, ...]]:
        found: dict[Place, list[Ownership]] = {}
        for ownership in self.after.ownerships:
            line = self._line(ownership.asset)
            if line is not None and ownership.part is Part.ACCOUNTABLE and ownership.owner.kind != "vendor":
                found.setdefault((line, ownership.responsibility), []).append(ownership)
        return {place: tuple(owned) for place, owned in found.items()}

    def _line(self, asset: Ref) -> str | None:
        """The line whose rule an ownership of this asset or unit overrules."""
        lines = self._lines
        if asset.kind == "unit":
            line = lines.of_unit.get(asset.id)
            return None if line == asset.id else line
        known = self.after.asset.get(asset)
        return None if known is None else lines.of_asset(known)

    def _agrees(self, ownership: Ownership, owner: Owner) -> bool:
        """True if the owner of the one is among those whom the rule names."""
        ref = ownership.owner
        if ref.kind == "unit":
            unit = self.after.unit.get(ref.id)
            function = ownership.function or (unit.function if unit else None)
            return (
                self._units.within(ref.id, owner.ref.id)
                and owner.function in (None, function)
                and self.manned(ownership)
            )
        return any(self._is_one_of(post, owner) for post in self._posts_of(ref))

    def _posts_of(self, ref: Ref) -> Iterable[Post]:
        if ref.kind == "post":
            return [self.after.post[ref.id]] if ref.id in self.after.post else []
        seats = self.after.seats.get(ref.id, ()) if ref.kind == "person" else ()
        return [self.after.post[seat.post] for seat in seats if seat.post in self.after.post]

    def _is_one_of(self, post: Post, owner: Owner) -> bool:
        return self._units.within(post.sits_in, owner.ref.id) and does(post, owner.function)

    def _shared(self) -> Iterator[Change]:
        """Datasets and models outside all lines, for duties that are the same for all lines."""
        owners, lines = Owners(self.after), self._lines
        assets: tuple[Asset, ...] = (*self.after.datasets, *self.after.models)
        for asset in assets:
            if lines.of_asset(asset) is not None:
                continue
            for responsibility, owner in self.design.shared_duties.items():
                if (asset.ref.kind == "dataset") != (responsibility in DATA_RESPONSIBILITIES):
                    continue
                today = owners.accountable(asset, responsibility)
                if today is None or (today.owner.kind != "vendor" and not self._agrees(today, owner)):
                    yield self._own(asset.ref, responsibility, owner)

    def manned(self, ownership: Ownership) -> bool:
        """False if the moves took away everybody who carried the ownership."""
        ref = ownership.owner
        if ref.kind != "unit" or self.setting.branches.ml_posts.get(ref.id, 0) == 0:
            return True
        owner = Owner(ref, ownership.function)
        if owner not in self._manned:
            before, after = (self._has_anybody(org, owner) for org in (self.setting.land.org, self.after))
            self._manned[owner] = after or not before
        return self._manned[owner]

    def _has_anybody(self, org: Organization, owner: Owner) -> bool:
        units = self._units.below(owner.ref.id)
        return any(does(p, owner.function) for u in units for p in org.sitting_in.get(u, ()))

    @cached_property
    def _manned(self) -> dict[Owner, bool]:
        return {}

    def inherited(self) -> Iterator[Change]:
        """What units (or their people of one trade) owned whom the moves took away: passed on to an heir."""
        for ownership in self.after.ownerships:
            if self.manned(ownership) or self._is_a_duty(ownership):
                continue
            heir = self._heir(ownership.responsibility)
            if ownership.part is Part.RESPONSIBLE:
                why = "Those who helped work elsewhere now."
                yield Remove("ownership", ownership.key, wave=self.wave, reason=why)
            elif heir is not None:
                new = Ownership(ownership.asset, ownership.responsibility, heir.ref, function=heir.function)
                why = "Those who did this work elsewhere now: somebody else takes it over."
                yield Own(new, wave=self.wave, reason=why)

    def _is_a_duty(self, ownership: Ownership) -> bool:
        duties = self.design.duties.get(ownership.asset.id, {}) if ownership.asset.kind == "unit" else {}
        return ownership.part is Part.ACCOUNTABLE and ownership.responsibility in duties

    def _heir(self, responsibility: Responsibility) -> Owner | None:
        branches, home = self.setting.branches, self.design.home
        data = branches.data if responsibility in DATA_RESPONSIBILITIES else None
        engineering = branches.engineering.unit
        if home is not None:
            return Owner(Ref("unit", home))
        if data is not None and data.unit is not None:
            return Owner(Ref("unit", data.unit))
        if engineering is not None and branches.engineers_in(None).get(engineering, 0) > 0:
            return Owner(Ref("unit", engineering), Function.ENGINEERING)
        return Owner(NOBODY)


def does(post: Post, function: Function | None) -> bool:
    """True if the post does this kind of work; every post does for None."""
    if function is None or function is Function.ML:
        return function is None or is_ml(post)
    return role_of(post).function is function


def _accountable(ownership: Ownership, responsibility: Responsibility) -> bool:
    return ownership.part is Part.ACCOUNTABLE and ownership.responsibility is responsibility


def closed_units(setting: Setting, design: Design, after: Organization, wave: str) -> Iterator[Remove]:
    """Units that the moves emptied and nothing else needs, inner ones first."""
    land, before = setting.land, setting.branches
    left = land.count_below(after.posts)
    needed = _needed_units(after) | {w.unit.id for w in design.units} | set(land.line_ids)
    needed |= {w.unit.part_of or "" for w in design.units}
    for unit_id, _ in reversed(tuple(land.units.walk())):
        unit = land.org.unit[unit_id]
        emptied = before.ml_posts[unit_id] > 0 and left[unit_id] == 0
        closable = unit.function in (Function.ML, Function.PLATFORM, None)
        if emptied and closable and unit_id not in needed:
            for ownership in after.owners_of.get(unit.ref, ()):
                yield Remove("ownership", ownership.key, wave=wave, reason="The unit closes and has no assets.")
            yield Remove("unit", unit_id, wave=wave, reason="Everybody in it works elsewhere in the new structure.")
        elif unit.part_of is not None:
            needed.add(unit.part_of)


def _needed_units(org: Organization) -> set[str]:
    """Units that something other than posts and the unit tree refers to."""
    found = {u.funder for u in org.units if u.funder is not None}
    located: tuple[Dataset | RegisteredModel | UseCase, ...] = (*org.datasets, *org.models, *org.use_cases)
    found |= {asset.line for asset in located if asset.line is not None}
    found |= {unit for platform in org.platforms for unit in platform.serves}
    found |= {o.owner.id for o in org.ownerships if o.owner.kind == "unit"}
    return found

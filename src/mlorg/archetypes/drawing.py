"""From the wanted structure to changes: who moves, in waves that leave a sound organisation behind each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..org import Add, Change, Function, Post, Ref, ReportsTo, Set, Unit, is_ml, role_of, roles
from .design import Design, Seat, StaffSeat, WantedUnit
from .setting import Setting
from .settled import Pay

SET_UP = "1 units and leads"
SEATS = "2 seats and lines"
OWNERSHIP = "3 ownership"
TITLES = "4 titles and clearing up"

Values = tuple[tuple[str, Any], ...]


def send_data_people_back(setting: Setting, design: Design) -> None:
    """Data people who sit in an ML unit today go to central data: the structure keeps none of its own."""
    land, data = setting.land, setting.branches.data
    if not land.one_top or data is None:
        return
    posts = (p for p in land.org.posts if p.sits_in not in land.line_of and land.is_fixed(p, Function.DATA))
    inside = (p for p in posts if setting.branches.belongs_to(p.sits_in, design.home) is Function.ML)
    back = [p.id for p in inside if setting.free_to_move(p) and p.id != data.head]
    if setting.keeps_lines(back, data.unit):
        for post in back:
            manager: ReportsTo = data.head or land.above[post]
            why = "The ML people have no data engineering of their own: it is done in central data."
            design.staff[post] = StaffSeat(data.unit, manager, why)


def moves(setting: Setting, design: Design, pay: Mapping[str, Pay]) -> Iterator[Change]:
    """Changes to units, lines, seats and titles, in the order of their waves; ownership is not among them."""
    org = setting.land.org
    for wanted in design.units:
        yield from _unit_changes(org.unit.get(wanted.unit.id), wanted)
    yield from _led_anew(setting, design)
    leads = [p for p in sorted(design.seats) if design.seats[p].leads]
    others = [p for p in sorted(design.seats) if not design.seats[p].leads]
    for post in leads:
        yield from _seat_changes(org.post[post], design.seats[post], SET_UP)
        yield from _title_changes(org.post[post], design.seats[post], pay.get(post), SET_UP)
    for post in others:
        yield from _seat_changes(org.post[post], design.seats[post], SEATS)
    for post, staff in sorted(design.staff.items()):
        values = _different(org.post[post], sits_in=staff.unit, reports_to=staff.manager)
        yield from _set(Ref("post", post), values, SEATS, staff.why)
    for post in others:
        yield from _title_changes(org.post[post], design.seats[post], pay.get(post), TITLES)


def _unit_changes(today: Unit | None, wanted: WantedUnit) -> Iterator[Change]:
    unit = wanted.unit
    if today is None:
        yield Add("unit", unit, wave=SET_UP, reason=wanted.why)
        return
    values = _different(today, part_of=unit.part_of, head=unit.head, function=unit.function)
    yield from _set(unit.ref, values, SET_UP, wanted.why)


def _seat_changes(post: Post, seat: Seat, wave: str) -> Iterator[Change]:
    values = _different(post, sits_in=seat.unit, reports_to=seat.manager, dotted_to=seat.dotted, mandate=seat.mandate)
    return _set(post.ref, values, wave, seat.why)


def _title_changes(post: Post, seat: Seat, pay: Pay | None, wave: str) -> Iterator[Change]:
    after = post
    if seat.role is not None and seat.role != post.role:
        after = replace(post, role=seat.role, title=roles()[seat.role].label, pay=post.pay or role_of(post).pay)
        after = after if is_ml(after) else replace(after, declared_ml=True)
    if seat.kind is not None:
        after = replace(after, manager_kind=seat.kind)
    if pay is not None:
        after = replace(after, pay=pay.pay, fte=pay.fte)
    fields = ("role", "title", "pay", "fte", "declared_ml", "manager_kind")
    values = _different(post, **{name: getattr(after, name) for name in fields})
    why = seat.why_role if after.role != post.role else ""
    return _set(post.ref, values, wave, why or _why_without_title(values))


def _why_without_title(values: Values) -> str:
    if any(name in ("pay", "fte") for name, _ in values):
        return "Once settled, pay follows the role, and the pay bill stays what it is."
    return "The kind of manager follows from the unit the post leads."


def _led_anew(setting: Setting, design: Design) -> Iterator[Change]:
    """Posts outside ML that reported to an ML post: staff of the ML unit to who leads there, others one step up."""
    land = setting.land
    apart = _over_leads(setting, design).union(land.fixed.children)
    chief = next((w.unit.head for w in design.units if w.unit.id == design.home), None)
    for post in land.org.posts:
        manager = post.manager
        if post.id in land.movable or post.id in design.staff or manager not in land.movable:
            continue
        to: ReportsTo = land.above[post.id]
        at_home = design.home in land.org.unit and land.units.within(post.sits_in, design.home or "")
        if at_home and chief is not None and land.one_top and post.id not in apart:
            to = manager if _leads_at_home(design, manager) else chief
        why = "Their manager so far leads nobody in the new structure, or sits elsewhere."
        yield from _set(post.ref, _different(post, reports_to=to), SET_UP, why)


def _leads_at_home(design: Design, post: str) -> bool:
    seat = design.seats.get(post)
    return seat is not None and seat.leads


def _over_leads(setting: Setting, design: Design) -> frozenset[str]:
    """Posts outside ML that lead ML people in the design, and all above them: none of these may end below ML."""
    found: set[str] = set()
    fixed = setting.land.fixed
    for manager in {s.manager for s in design.seats.values()} | {s.manager for s in design.staff.values()}:
        if isinstance(manager, str) and manager not in setting.land.movable:
            for post in fixed.above(manager):
                if post in found:
                    break
                found.add(post)
    return frozenset(found)


def _different(today: Any, **values: Any) -> Values:
    return tuple((name, value) for name, value in values.items() if getattr(today, name) != value)


def _set(subject: Ref, values: Values, wave: str, reason: str) -> Iterator[Change]:
    if values:
        yield Set(subject, values, wave=wave, reason=reason)


def vacated_heads(units: Iterable[Unit], setting: Setting, design: Design) -> Iterator[Change]:
    """Units that an ML post headed which no longer does: their head is not known until one is named."""
    wanted = {w.unit.id for w in design.units}
    for unit in units:
        if unit.id not in wanted and unit.head in setting.land.movable:
            why = "The post that headed this unit works elsewhere or leads nobody now; a new head is to be named."
            yield from _set(unit.ref, (("head", None),), TITLES, why)

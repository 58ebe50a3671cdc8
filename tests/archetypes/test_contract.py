"""An overlay of a structure may set only what defines a structure: checked change by change."""

import pytest
from hypothesis import given, settings
from tests.archetypes.messy import messy_organizations

from mlorg.archetypes import STRUCTURES, Arm, propose
from mlorg.archetypes.firms import firm
from mlorg.org import Add, Function, Own, Remove, Set, is_ml, roles

SEAT = {"sits_in", "reports_to", "dotted_to", "mandate"}
TITLE = {"role", "title", "pay", "manager_kind", "declared_ml"}
UNIT = {"part_of", "head", "function"}
PLACED_STAFF = {"sits_in", "reports_to"}
every_structure = pytest.mark.parametrize("kind", STRUCTURES, ids=lambda s: s.id)


def forbidden(change, org, arm):
    """Why the change may not be in an overlay of a structure; empty if it may."""
    match change:
        case Own():
            return ""
        case Remove():
            return "" if change.kind in ("ownership", "unit") else f"removes a {change.kind}"
        case Add(kind="unit"):
            return "" if change.entity.function in (Function.ML, Function.PLATFORM) else "adds another kind of unit"
        case Add():
            return "" if change.kind == "platform" else f"adds a {change.kind}"
        case Set(subject=(kind, key)):
            allowed = _may_set(kind, key, org, arm)
            return ", ".join(sorted({name for name, _ in change.values} - allowed))
    return f"is a {type(change).__name__}"


def _may_set(kind, key, org, arm):
    if kind == "unit":
        return UNIT
    if kind != "post":
        return set()
    if not is_ml(org.post[key]):
        return PLACED_STAFF
    return SEAT | TITLE | ({"fte"} if arm is Arm.SETTLED else set())


def assert_within_bounds(org, kind):
    for arm in Arm:
        changes = propose(org, kind.id, arm).overlay.changes
        assert [reason for c in changes if (reason := forbidden(c, org, arm))] == []


@every_structure
@settings(max_examples=20, deadline=None, derandomize=True)
@given(org=messy_organizations())
def test_only_what_a_structure_is_made_of(kind, org):
    assert_within_bounds(org, kind)


@every_structure
@pytest.mark.parametrize("seed", range(12))
def test_only_what_a_structure_is_made_of_in_firms(kind, seed):
    assert_within_bounds(firm(seed, people=(8, 30, 120, 900)[seed % 4]), kind)


@every_structure
@settings(max_examples=20, deadline=None, derandomize=True)
@given(org=messy_organizations())
def test_where_nobody_moves_only_owners_change(kind, org):
    changes = propose(org, kind.id).overlay.changes
    if not kind.moves:
        assert all(isinstance(c, Own | Remove) for c in changes)
        assert {c.kind for c in changes if isinstance(c, Remove)} <= {"ownership"}


@every_structure
@pytest.mark.parametrize("seed", range(4))
def test_every_change_has_a_reason_and_a_wave(kind, seed):
    for change in propose(firm(seed, people=150), kind.id, Arm.SETTLED).overlay.changes:
        assert change.reason.endswith(".")
        assert change.wave[0].isdigit()


@every_structure
@pytest.mark.parametrize("arm", list(Arm))
def test_new_roles_are_roles_of_the_table(kind, arm):
    for change in propose(firm(5, people=400), kind.id, arm).overlay.changes:
        if isinstance(change, Set) and change.subject.kind == "post":
            values = dict(change.values)
            assert values.get("role", "data_scientist") in roles()
            assert values.get("title", "ML engineer") in {r.label for r in roles().values()}

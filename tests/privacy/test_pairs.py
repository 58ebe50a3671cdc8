"""Variants of the demo are drawn, and pairs of faces: what lies between two faces of it tells nothing of up to four."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.privacy.planted import FEW

from mlorg import api
from mlorg.org.pay_bands import in_pay_bands, nearest_band
from mlorg.report.json import to_json

FACES = {
    **{f"{view} {when or 'now'}": (view, when) for view in api.VIEWS for when in ("", "one-moves", "one-less")},
    **{f"delta {name}": ("delta", name) for name in ("raises", "one-moves", "one-less")},
    **{f"settled {name}": ("settled", name) for name in ("embedded", "independent")},
    "chart": ("chart", ""),
    "plan": ("plan", "raises"),
}
DRAWN = settings(
    max_examples=10, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
QUICK = api.PlanOptions(draws=3, per_draw=1)


def said(workspace, face):
    """What a face says, without the fingerprint of what it was computed from."""
    kind, of = face
    makers = {
        "delta": lambda: api.scenario_delta(workspace, of),
        "settled": lambda: api.propose(workspace, of, api.ProposalOptions(arm="settled")),
        "chart": lambda: api.org_chart(workspace),
        "plan": lambda: api.plan(workspace, of, QUICK),
    }
    page = makers[kind]() if kind in makers else api.show(workspace, kind, api.Selection(of))
    return to_json(replace(page, about=replace(page.about, inputs_hash="")), "0")


@pytest.fixture(scope="module")
def loaded(planted):
    """The workspace, when called: hypothesis would write all of it down."""
    workspace = api.load(planted.folder)
    return lambda: workspace


def variant(workspace, who, pay, days):
    """The workspace, were some persons paid otherwise in their bands and there since other days."""
    org = workspace.organization
    seats = [
        replace(seat, validity=_later(seat.validity, days)) if seat.person in who else seat for seat in org.memberships
    ]
    theirs = {seat.post for seat in seats if seat.person in who}
    posts = [replace(post, pay=nearest_band(post.pay) + pay) if post.id in theirs else post for post in org.posts]
    return replace(workspace, organization=in_pay_bands(org.with_(posts=posts, memberships=seats)))


def _later(validity, days):
    return validity if validity.start is None else replace(validity, start=validity.start - timedelta(days))


@DRAWN
@given(
    st.sets(st.integers(0, 290), min_size=1, max_size=FEW),
    st.floats(-0.12, 0.12),
    st.integers(1, 90),
    st.lists(st.sampled_from(sorted(FACES)), min_size=2, max_size=2, unique=True),
)
def test_what_lies_between_two_faces_is_the_same_for_others(loaded, some, pay, days, pair):
    workspace = loaded()
    who = {workspace.organization.memberships[number].person for number in some}
    other = variant(workspace, who, pay, days)
    assert [said(workspace, FACES[face]) for face in pair] == [said(other, FACES[face]) for face in pair]


def test_a_face_that_tells_pay_is_found(loaded, monkeypatch):
    """A leak: pay that is not banded moves the plan."""
    workspace = loaded()
    post = "data-scientist-1"
    who = {seat.person for seat in workspace.organization.memberships if seat.post == post}
    monkeypatch.setattr("mlorg.org.pay_bands.BAND", 1e-6)
    other = variant(workspace, who, 0.1, 0)
    moved = [name for name, face in FACES.items() if said(workspace, face) != said(other, face)]
    assert moved == ["plan"]

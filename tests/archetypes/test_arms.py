"""Restructured and settled: roles, pay and what is said of it."""

from dataclasses import replace

import pytest

from mlorg.archetypes import STRUCTURES, Arm, propose
from mlorg.archetypes.firms import firm
from mlorg.archetypes.settled import mix
from mlorg.org import apply, is_ml, pay_of, role_of, roles

MOVING = [s.id for s in STRUCTURES if s.moves]


def settled(org, structure):
    proposal = propose(org, structure, Arm.SETTLED)
    return proposal, apply(org, proposal.overlay)


def with_ml_posts(org, **values):
    return org.with_(posts=[replace(p, **values) if is_ml(p) else p for p in org.posts])


@pytest.mark.parametrize("structure", [s.id for s in STRUCTURES])
def test_shares_of_a_mix_add_up_to_one(structure):
    for shares in mix(structure).values():
        assert sum(shares.values()) == pytest.approx(1)
        assert all(roles()[role].ml for role in shares)


@pytest.mark.parametrize("structure", MOVING)
def test_paid_by_role_all_ml_posts_have_one_full_time_share(structure):
    _, after = settled(firm(3, people=400), structure)
    posts = [p for p in after.posts if is_ml(p)]
    assert {p.pay for p in posts} == {None}
    assert len({round(p.fte, 12) for p in posts}) == 1


def test_a_dearer_mix_pays_fewer_full_time_posts_and_says_so():
    today = with_ml_posts(firm(3, people=400), role="data_scientist")
    proposal, after = settled(today, "rnd")
    assert all(p.fte < 1 for p in after.posts if is_ml(p))
    assert any("full-time posts out of 10" in note for note in proposal.notes)


def test_a_cheaper_mix_pays_more():
    today = with_ml_posts(firm(3, people=400), role="ml_researcher")
    _, after = settled(today, "embedded")
    assert all(p.fte > 1 for p in after.posts if is_ml(p))


def test_of_few_posts_no_figure_about_pay_is_put_in_words():
    proposal, _ = settled(with_ml_posts(firm(3, people=60, ml_people=4), role="data_scientist"), "rnd")
    notes = [note for note in proposal.notes if "mix of roles" in note]
    assert notes
    assert not any(c.isdigit() for c in "".join(notes))


@pytest.mark.parametrize("structure", MOVING)
def test_where_pay_is_above_the_table_it_stays_so(structure):
    """An organisation that pays a third more than the table does so after settling: time does not grow by a third."""
    today = with_ml_posts(firm(3, people=400), role="data_scientist", pay=4 / 3)
    _, after = settled(today, structure)
    posts = [p for p in after.posts if is_ml(p)]
    assert all(p.pay == pytest.approx(role_of(p).pay * 4 / 3) for p in posts)
    assert 0.7 < posts[0].fte < 1.2


@pytest.mark.parametrize("structure", MOVING)
@pytest.mark.parametrize(("pay", "fte"), [(20.0, 2.0), (20.0, 0.1), (0.01, 2.0)])
def test_at_the_limits_of_pay_the_bill_is_kept_and_nothing_breaks_them(structure, pay, fte):
    today = with_ml_posts(firm(4, people=200), pay=pay, fte=fte)
    _, after = settled(today, structure)
    assert sum(map(pay_of, after.posts)) == pytest.approx(sum(map(pay_of, today.posts)), rel=1e-9)
    assert all(0 < p.fte <= 2 + 1e-9 and 0 < (p.pay or 1) <= 20 + 1e-9 for p in after.posts)
    assert propose(after, structure, Arm.SETTLED).overlay.changes == ()


@pytest.mark.parametrize("structure", ["rnd", "independent"])
def test_the_mix_is_the_one_of_the_table(structure):
    _, after = settled(firm(6, people=2000, ml_people=60), structure)
    builders = [p.role for p in after.posts if is_ml(p) and p.role not in ("ml_manager", "ml_pm")]
    for role, share in mix(structure)["all"].items():
        assert abs(builders.count(role) - share * len(builders)) < 1


def test_no_more_posts_are_retitled_than_the_mix_needs():
    today = with_ml_posts(firm(6, people=2000, ml_people=60), role="ml_researcher")
    _, after = settled(today, "rnd")
    kept = [p for p in after.posts if p.role == "ml_researcher"]
    builders = [p for p in after.posts if is_ml(p) and p.role not in ("ml_manager", "ml_pm")]
    assert len(kept) == round(0.6 * len(builders))


@pytest.mark.parametrize("structure", [s.id for s in STRUCTURES if not s.moves])
def test_where_nobody_moves_both_arms_are_the_same(structure):
    today = firm(3, people=400)
    assert propose(today, structure).overlay.changes == propose(today, structure, Arm.SETTLED).overlay.changes

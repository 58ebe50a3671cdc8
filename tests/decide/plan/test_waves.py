"""How steps are spread over time, and what each of them asks for."""

from dataclasses import replace
from datetime import date

import pytest
from tests.sim.companies import company

from mlorg.archetypes import propose
from mlorg.decide.plan import Kind, all_plans, effort_of, lost_duties, plan_of, steps_between, terms_of, unsound
from mlorg.decide.plan.effort import BANDS, told, told_in_all
from mlorg.decide.plan.values import Order, Pace
from mlorg.decide.plan.waves import WEEKS_BETWEEN_LINES, WEEKS_OF_A_PILOT, WEEKS_OF_A_QUARTER, line_risks
from mlorg.org import Line, Organization, Overlay, Own, Ownership, Post, Ref, Remove, Responsibility, Set, Unit, apply
from mlorg.org.counting import FEWEST
from mlorg.sim import draw_environments

TODAY = company("pool")
LINES = apply(TODAY, propose(TODAY, "embedded").overlay)
STEPS = steps_between(TODAY, LINES)


def after(*changes):
    return apply(TODAY, Overlay("", changes))


def the_step(target, kind):
    (step,) = (s for s in steps_between(TODAY, target) if s.kind is kind)
    return step


def test_nothing_to_change_is_no_step():
    assert steps_between(TODAY, TODAY) == ()


def test_each_line_has_a_step_for_people_and_one_for_ownership():
    wanted = {f"{kind}:line-{n}" for n in range(3) for kind in ("people", "ownership")}
    assert wanted <= {step.id for step in STEPS}


def test_whoever_takes_over_is_there_first():
    needs = {step.id: step.needs for step in STEPS}
    assert all(f"people:line-{n}" in needs[f"ownership:line-{n}"] for n in range(3))


def test_at_once_is_one_wave_on_the_first_day():
    plan = plan_of(STEPS, TODAY, Pace.AT_ONCE)
    assert [wave.weeks for wave in plan.waves] == [0]
    assert plan.waves[0].day(date(2027, 1, 4)) == date(2027, 1, 4)


@pytest.mark.parametrize(
    ("pace", "between"),
    [(Pace.QUARTERS, WEEKS_OF_A_QUARTER), (Pace.LINES, WEEKS_BETWEEN_LINES), (Pace.PILOT, WEEKS_OF_A_PILOT)],
)
def test_waves_come_at_the_distance_of_the_pace(pace, between):
    weeks = [wave.weeks for wave in plan_of(STEPS, TODAY, pace).waves]
    assert weeks == [between * n for n in range(len(weeks))]
    assert len(weeks) > 1


def test_line_by_line_goes_by_risk_in_either_order():
    posts = [Post(f"ml-9{n}", role="data_scientist", sits_in="ml", reports_to="ml-head") for n in range(2)]
    today = TODAY.with_(posts=[*TODAY.posts, *posts])
    target = apply(today, Overlay("", (Set(posts[0].ref, (("sits_in", "line-1"),)), *_into("line-0", posts[1:]))))
    steps = steps_between(today, target)
    assert line_risks(steps, today) == {"line-0": 1, "line-1": 1}
    first, last = (plan_of(steps, today, Pace.LINES, order).waves[0].steps[0].place for order in Order)
    assert (first, last) == ("line-0", "line-0")
    target = apply(
        target, Overlay("", (Own(Ownership(Ref("unit", "line-0"), Responsibility.LABEL, Ref("unit", "data"))),))
    )
    steps = steps_between(today, target)
    first, last = (plan_of(steps, today, Pace.LINES, order).waves[0].steps[0].place for order in Order)
    assert (first, last) == ("line-1", "line-0")


def _into(unit, posts):
    return [Set(post.ref, (("sits_in", unit),)) for post in posts]


def test_a_pilot_is_one_line_and_the_rest_follows():
    pilot, rest = plan_of(STEPS, TODAY, Pace.PILOT).waves
    assert len({step.place for step in pilot.steps if step.place}) == 1
    assert len({step.place for step in rest.steps if step.place}) == 2


def test_plans_with_the_same_waves_are_told_once_and_the_one_asked_for_stays():
    one = after(Set(Ref("post", "ml-00"), (("sits_in", "line-0"),)))
    (plan,) = all_plans(steps_between(TODAY, one), TODAY)
    assert plan.pace is Pace.AT_ONCE
    (plan,) = all_plans(steps_between(TODAY, one), TODAY, (Pace.PILOT, Order.SMALLEST))
    assert plan.pace is Pace.PILOT


def test_a_unit_is_founded_before_anybody_sits_in_it_and_closed_when_all_have_left():
    lab = Unit("lab", part_of="co")
    target = TODAY.with_(
        units=[lab, *(u for u in TODAY.units if u.id != "ml")],
        posts=[_moved(p, "lab") if p.sits_in == "ml" else p for p in TODAY.posts],
        ownerships=[_owned_by(o, "lab") if o.owner == Ref("unit", "ml") else o for o in TODAY.ownerships],
    )
    order = [step.kind for step in steps_between(TODAY, target)]
    assert order[0] is Kind.SET_UP
    assert order[-1] is Kind.CLOSING


def _moved(post, unit):
    return replace(post, sits_in=unit)


def _owned_by(ownership, unit):
    return replace(ownership, owner=Ref("unit", unit))


def test_two_who_change_places_in_the_line_move_in_one_step():
    today = Organization.of(
        "Two",
        units=[Unit("a", business_line=True), Unit("b", business_line=True)],
        posts=[Post("x", sits_in="a", reports_to=Line.TOP), Post("y", sits_in="b", reports_to="x")],
    )
    swapped = today.with_(posts=[Post("x", sits_in="a", reports_to="y"), Post("y", sits_in="b", reports_to=Line.TOP)])
    assert len(plan_of(steps_between(today, swapped), today, Pace.LINES).waves) == 1


def test_soundness_sees_a_line_that_ends_in_the_air_and_work_without_an_owner():
    posts = [p for p in TODAY.posts if p.id != "em-0"]
    seats = [m for m in TODAY.memberships if m.post != "em-0"]
    assert any("em-0" in fault for fault in unsound(TODAY.with_(posts=posts, memberships=seats), TODAY, TODAY))
    bare = TODAY.with_(ownerships=())
    assert any("no owner" in fault for fault in unsound(bare, TODAY, TODAY))
    assert len(lost_duties(TODAY, bare)) > 0


def test_who_must_agree_is_told_as_roles_of_both_sides():
    step = the_step(after(Set(Ref("post", "ml-00"), (("sits_in", "line-0"), ("reports_to", "em-0")))), Kind.PEOPLE)
    target = after(*step.changes)
    terms = terms_of(step, TODAY, target)
    assert terms.who == (
        "ML manager, ml",
        "Engineering manager, line-0",
        "Business manager, line-0",
        "People partner",
    )
    assert [(m.role, m.before, m.after, m.posts) for m in terms.moves] == [("Data scientist", "ml", "line-0", 1)]


@pytest.mark.parametrize(
    ("change", "kind", "reversible"),
    [
        (Set(Ref("post", "ml-00"), (("sits_in", "line-0"),)), Kind.PEOPLE, True),
        (Set(Ref("post", "ml-00"), (("role", "ml_engineer"),)), Kind.TERMS, False),
        (Remove("dataset", "d-0-0"), Kind.CLOSING, False),
        (Own(Ownership(Ref("unit", "line-0"), Responsibility.LABEL, Ref("unit", "ml"))), Kind.OWNERSHIP, True),
    ],
)
def test_what_can_be_undone_says_why(change, kind, reversible):
    target = after(change)
    terms = terms_of(the_step(target, kind), TODAY, target)
    assert terms.reversible is reversible
    assert terms.why.endswith(".")


def test_days_grow_with_moved_edges_and_are_zero_where_nobody_moves():
    env = draw_environments(1, 200)
    one = after(Set(Ref("post", "ml-00"), (("sits_in", "line-0"),)))
    two = after(Set(Ref("post", "ml-00"), (("sits_in", "line-0"), ("reports_to", "em-0"))))
    single, double = (effort_of(the_step(t, Kind.PEOPLE), TODAY, t, env) for t in (one, two))
    assert (single.edges, double.edges) == (1, 2)
    assert double.people_days.mean == pytest.approx(2 * single.people_days.mean)
    assert single.people_days.low <= single.people_days.mean <= single.people_days.high
    owned = after(Own(Ownership(Ref("unit", "line-0"), Responsibility.LABEL, Ref("unit", "ml"))))
    assert effort_of(the_step(owned, Kind.OWNERSHIP), TODAY, owned, env).people_days.mean == 0


def test_pay_of_fewer_than_five_people_is_told_as_a_band():
    env = draw_environments(1, 20)
    for people in (FEWEST - 1, FEWEST):
        target = after(*(Set(Ref("post", f"ml-{n:02}"), (("fte", 1.9),)) for n in range(people)))
        yearly = effort_of(the_step(target, Kind.TERMS), TODAY, target, env).yearly
        assert (yearly.amount is None) == (people < FEWEST)
        assert yearly.low <= yearly.high
        if people < FEWEST:
            assert (yearly.low, yearly.high) == (2.0, 10.0)


def test_pay_that_is_not_by_role_is_a_band_for_any_number_of_people():
    """Else the same step with one person less would tell what that person is paid."""
    target = after(*(Set(Ref("post", f"ml-{n:02}"), (("pay", 2.0),)) for n in range(FEWEST)))
    assert effort_of(the_step(target, Kind.TERMS), TODAY, target, draw_environments(1, 20)).yearly.amount is None


def test_a_change_of_pay_is_counted_where_it_is_made_and_nowhere_else():
    env = draw_environments(1, 20)
    both = (("sits_in", "line-0"), ("fte", 1.9))
    target = after(*(Set(Ref("post", f"ml-{n:02}"), both) for n in range(FEWEST)))
    yearly = {s.kind: effort_of(s, TODAY, target, env).yearly.amount for s in steps_between(TODAY, target)}
    assert yearly[Kind.PEOPLE] == 0
    assert yearly[Kind.TERMS] > FEWEST * 0.5


@pytest.mark.parametrize("amount", [0.001, -0.3, 1.0, 2.0, 77.0, -77.0])
def test_the_band_holds_the_amount(amount):
    cost = told(amount, 1)
    assert cost.amount is None
    assert cost.low <= amount <= cost.high
    assert {abs(cost.low), abs(cost.high)} <= {*BANDS, float("inf")}


def test_a_total_does_not_give_a_single_band_away():
    env = draw_environments(1, 20)
    target = after(
        *(Set(Ref("post", f"ml-{n:02}"), (("sits_in", "line-0"),)) for n in range(5)),
        Set(Ref("post", "ml-05"), (("sits_in", "line-1"),)),
    )
    steps = {s.id: effort_of(s, TODAY, target, env) for s in steps_between(TODAY, target)}
    assert [e.persons for e in steps.values()] == [5, 1]
    assert told_in_all(steps).amount is None
    assert told_in_all({k: e for k, e in steps.items() if e.persons >= FEWEST}).amount is not None

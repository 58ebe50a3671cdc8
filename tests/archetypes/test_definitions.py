"""The five definitions (claims D1 to D5), and those of the hybrids, as properties over many firms."""

from functools import cache

import pytest

from mlorg.archetypes import Arm, propose
from mlorg.archetypes.firms import firm
from mlorg.org import (
    DATA_RESPONSIBILITIES,
    Function,
    ManagerKind,
    Mandate,
    Ref,
    Responsibility,
    apply,
    is_ml,
    manager_kind_of,
    role_of,
)
from mlorg.org.hierarchy import reporting_tree, unit_tree
from mlorg.org.lines import BusinessLines
from mlorg.org.owners import Owners

FIRMS = [(2, None), (9, None), *((seed, (20, 45, 150, 700, 3000)[seed % 5]) for seed in range(12))]
many_firms = pytest.mark.parametrize(("seed", "people"), FIRMS)
MANAGING = ("ml_manager", "ml_pm", "platform_engineer")


@cache
def structured(structure, seed, people, arm=Arm.RESTRUCTURED):
    """A firm of at most 3,000 posts in a structure."""
    today = firm(seed, people=people)
    today = today if len(today.posts) <= 3000 else firm(seed, people=3000)
    return apply(today, propose(today, structure, arm).overlay)


def ml_posts(org, *roles):
    return [p for p in org.posts if is_ml(p) and (not roles or p.role in roles)]


def workers(org):
    return [p for p in ml_posts(org) if p.role not in MANAGING]


def owner(org, line, responsibility):
    found = [o for o in org.owners_of.get(Ref("unit", line), ()) if o.responsibility is responsibility]
    return (found[0].owner, found[0].function) if found else None


def lines(org):
    return [u.id for u in BusinessLines(org).units]


def covered(org):
    places = BusinessLines(org)
    return {places.of_post(p) for p in workers(org)} - {None}


def top(org):
    tree = reporting_tree(org)
    return tree.tops[0]


def ml_units(org):
    """Units that are said to be ML units and hold anybody."""
    tree = unit_tree(org)
    return [u for u in org.units if u.function is Function.ML and any(org.sitting_in.get(b) for b in tree.below(u.id))]


def engineers_of_line(org, line):
    tree = unit_tree(org)
    posts = [p for u in tree.below(line) for p in org.sitting_in.get(u, ())]
    return any(role_of(p).function is Function.ENGINEERING for p in posts)


@many_firms
def test_d1_nascent_is_individuals_in_lines_with_no_ml_manager_and_no_funder(seed, people):
    org = structured("nascent", seed, people)
    places = BusinessLines(org)
    for post in ml_posts(org):
        assert post.role not in MANAGING
        assert post.mandate is Mandate.OWN_LINE
        assert places.of_post(post) is not None
        assert post.manager == org.unit[places.of_post(post)].head
    assert not ml_units(org)
    assert not any(u.funder for u in org.units if u.function is Function.ML)


@many_firms
def test_d1_nascent_others_own_data_and_models(seed, people):
    org = structured("nascent", seed, people)
    for line in lines(org):
        for responsibility in (*DATA_RESPONSIBILITIES, Responsibility.DEPLOY, Responsibility.MAINTAIN):
            assert owner(org, line, responsibility)[1] is not Function.ML


@many_firms
def test_d2_rnd_is_one_lab_under_research_outside_all_lines(seed, people):
    org = structured("rnd", seed, people)
    (unit,) = ml_units(org)
    assert {p.sits_in for p in ml_posts(org)} == {unit.id}
    assert unit.id not in BusinessLines(org).of_unit
    head = org.post[unit.head]
    assert manager_kind_of(head) is ManagerKind.RESEARCH
    research = [u for u in org.units if u.function is Function.RESEARCH]
    if research:
        assert role_of(org.post[head.manager]).id == "research_head"
        assert org.unit[unit.part_of].function is Function.RESEARCH
    tree = reporting_tree(org)
    assert all(tree.within(p.id, head.id) for p in ml_posts(org))
    assert {p.mandate for p in ml_posts(org)} == {Mandate.ANY_LINE}


@many_firms
def test_d2_the_lab_controls_no_data_and_does_not_deploy(seed, people):
    org = structured("rnd", seed, people)
    (unit,) = ml_units(org)
    for line in lines(org):
        owners = {r: owner(org, line, r) for r in Responsibility}
        assert owners.pop(Responsibility.BUILD) == (unit.ref, None)
        assert unit.ref not in {who for who, _ in owners.values()}
        if engineers_of_line(org, line):
            assert owners[Responsibility.DEPLOY] == (Ref("unit", line), Function.ENGINEERING)
    assert not any(role_of(p).function is Function.DATA for p in org.sitting_in[unit.id])


@many_firms
def test_d2_once_settled_researchers_are_hired(seed, people):
    org = structured("rnd", seed, people, Arm.SETTLED)
    found = workers(org)
    if len(found) >= 2:
        assert len(ml_posts(org, "ml_researcher")) >= len(found) / 2


@many_firms
@pytest.mark.parametrize("structure", ["embedded", "embedded_guild"])
def test_d3_embedded_people_sit_with_an_engineering_lead_and_report_to_it(seed, people, structure):
    org = structured(structure, seed, people)
    places = BusinessLines(org)
    for post in ml_posts(org):
        assert post.role not in MANAGING
        assert post.mandate is Mandate.OWN_LINE
        lead = org.post[post.manager]
        assert not is_ml(lead)
        assert lead.sits_in == post.sits_in
        leads = [p for p in org.posts if p.role == "engineering_manager" and places.of_post(p) == places.of_post(post)]
        assert not leads or lead in leads


@many_firms
def test_d3_embedding_covers_certain_lines_with_at_least_two_people_each(seed, people):
    org = structured("embedded", seed, people)
    places = BusinessLines(org)
    counts = [sum(places.of_post(p) == line for p in workers(org)) for line in covered(org)]
    assert len(counts) == min(len(lines(org)), max(1, len(workers(org)) // 2))
    assert min(counts) >= min(2, len(workers(org)))


@many_firms
def test_d3_builders_deploy_and_maintain_and_do_not_own_data(seed, people):
    org = structured("embedded", seed, people)
    for line in lines(org):
        for responsibility in (Responsibility.DEPLOY, Responsibility.MAINTAIN):
            function = owner(org, line, responsibility)[1]
            assert (function is Function.ML) == (line in covered(org))
        for responsibility in (Responsibility.COLLECT, Responsibility.WAREHOUSE, Responsibility.PIPELINE):
            assert owner(org, line, responsibility)[1] is not Function.ML


@many_firms
def test_d3_guild_has_one_lead_to_whom_all_others_have_a_dotted_line(seed, people):
    posts = ml_posts(structured("embedded_guild", seed, people))
    leads = {p.dotted_to for p in posts} - {()}
    assert len(leads) == 1
    assert sum(p.dotted_to == () for p in posts) == 1


@many_firms
def test_d4_independent_is_a_division_under_the_top_with_product_managers(seed, people):
    org = structured("independent", seed, people)
    tree, units = reporting_tree(org), unit_tree(org)
    division = min(ml_units(org), key=lambda u: units.level[u.id])
    posts = ml_posts(org)
    assert org.post[division.head].manager == top(org)
    assert all(tree.within(p.id, division.head) and units.within(p.sits_in, division.id) for p in posts)
    assert {p.mandate for p in posts} == {Mandate.ANY_LINE}
    managers = ml_posts(org, "ml_pm")
    assert len(managers) >= (max(1, len(posts) // 8) if len(posts) >= 6 else 0)
    assert all(p.sits_in == division.id for p in managers)


@many_firms
def test_d4_teams_are_small_and_have_a_lead_who_sits_there(seed, people):
    org = structured("independent", seed, people)
    units = unit_tree(org)
    division = min(ml_units(org), key=lambda u: units.level[u.id])
    teams = units.children.get(division.id, ())
    people_of_ml = ml_posts(org)
    assert bool(teams) <= (len(people_of_ml) > 8 - 2)
    for team in teams:
        assert len(org.sitting_in[team]) <= 7
        assert org.post[org.unit[team].head].sits_in == team
    assert max(len(below) for p, below in reporting_tree(org).children.items() if is_ml(org.post[p])) <= 16


@many_firms
def test_d4_the_division_has_data_engineers_owns_pipelines_and_maintains_what_lines_deploy(seed, people):
    org = structured("independent", seed, people)
    units = unit_tree(org)
    division = min(ml_units(org), key=lambda u: units.level[u.id])
    engineers = [p for u in units.below(division.id) for p in org.sitting_in.get(u, ()) if p.role == "data_engineer"]
    before = firm(seed, people=min(people, 3000) if people else min(3000, len(firm(seed).posts)))
    had = sum(p.role == "data_engineer" for p in before.posts)
    building = len(ml_posts(org)) - len(ml_posts(org, "ml_pm")) - 1
    assert len(engineers) <= -(-building // 6)
    assert len(engineers) <= had / 2
    for line in lines(org):
        assert owner(org, line, Responsibility.MAINTAIN) == (division.ref, None)
        assert owner(org, line, Responsibility.LABEL) == (division.ref, None)
        assert owner(org, line, Responsibility.PIPELINE)[0] == division.ref
        assert owner(org, line, Responsibility.DEPLOY)[0] != division.ref
    assert all(reporting_tree(org).within(p.id, division.head) for p in engineers)


@many_firms
def test_d5_ml_first_has_experts_in_every_line_they_reach_and_a_division(seed, people):
    org = structured("ml_first", seed, people)
    units, posts = unit_tree(org), ml_posts(org)
    experts = [p for p in workers(org) if p.mandate is Mandate.OWN_LINE]
    assert covered(org) <= set(lines(org))
    assert len(covered(org)) == min(len(experts), len(lines(org)))
    assert all(not is_ml(org.post[p.manager]) for p in experts)
    if len(posts) < 2:
        return
    division = min(ml_units(org), key=lambda u: units.level[u.id])
    inside = [p for p in posts if p not in experts]
    assert all(units.within(p.sits_in, division.id) for p in inside)
    assert org.post[division.head].manager == top(org)
    building = [p for p in posts if p.role not in ("ml_pm", "platform_engineer") and p.id != division.head]
    long_term = [p for p in building if p.mandate is Mandate.LONG_TERM]
    assert len(long_term) == round(len(building) / 3)


@many_firms
def test_d5_ml_runs_the_data_infrastructure_and_users_operate_the_models(seed, people):
    org = structured("ml_first", seed, people)
    division = next((u for u in ml_units(org) if u.function is Function.ML), None)
    platforms = [u for u in org.units if u.function is Function.PLATFORM and division and u.part_of == division.id]
    assert bool(platforms) == (len(ml_posts(org)) >= 12)
    for line in lines(org):
        if platforms:
            for responsibility in (Responsibility.WAREHOUSE, Responsibility.PIPELINE):
                unit = org.unit[owner(org, line, responsibility)[0].id]
                assert unit.function in (Function.DATA, Function.PLATFORM)
                assert org.post[unit.head].manager == division.head or unit == platforms[0]
        assert owner(org, line, Responsibility.DEPLOY) == owner(org, line, Responsibility.MAINTAIN)
        assert owner(org, line, Responsibility.DEPLOY)[1] is not Function.ML


@many_firms
def test_hub_and_spoke_sits_in_lines_and_reports_to_the_hub(seed, people):
    org = structured("hub_and_spoke", seed, people)
    places, tree = BusinessLines(org), reporting_tree(org)
    if len(ml_posts(org)) < 2:
        return
    (hub,) = ml_units(org)
    assert org.post[hub.head].manager == top(org)
    for post in ml_posts(org):
        assert tree.within(post.id, hub.head)
        in_line = places.of_post(post) is not None
        assert in_line == (post.mandate is Mandate.OWN_LINE)
        assert in_line or post.sits_in == hub.id


@many_firms
def test_embedded_platform_forms_a_team_that_owns_the_platform(seed, people):
    org = structured("embedded_platform", seed, people)
    posts = ml_posts(org)
    team = ml_posts(org, "platform_engineer")
    assert len(team) == (max(2, int(len(posts) * 0.1 + 0.5)) if len(posts) >= 8 else 0)
    if team:
        (unit,) = {p.sits_in for p in team}
        assert org.unit[unit].function is Function.PLATFORM
        assert any(o.owner == Ref("unit", unit) and o.asset.kind == "platform" for o in org.ownerships)
        assert {owner(org, line, Responsibility.DEPLOY) for line in lines(org)} == {(Ref("unit", unit), None)}


@many_firms
@pytest.mark.parametrize("structure", ["nascent", "rnd", "embedded", "independent", "ml_first", "hub_and_spoke"])
def test_no_asset_of_a_line_overrules_the_line(seed, people, structure):
    """What an asset says of its own agrees with the rule of its line, or a supplier does it."""
    org = structured(structure, seed, people)
    owners, units = Owners(org), unit_tree(org)
    for asset in (*org.datasets, *org.models):
        line = BusinessLines(org).of_asset(asset) if len(org.posts) < 200 else None
        for responsibility in owners.responsibilities(asset) if line else ():
            rule = owner(org, line, responsibility)
            said = owners.accountable(asset, responsibility)
            if rule is not None and said.owner.kind == "unit":
                assert units.within(said.owner.id, rule[0].id)

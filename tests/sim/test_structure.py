"""What the engine is told of an organisation: who builds, who owns, who decides, how far apart."""

from dataclasses import replace

import pytest

from mlorg.org import (
    Function,
    Line,
    Mandate,
    Membership,
    Organization,
    Overlay,
    Own,
    Ownership,
    Person,
    Post,
    Ref,
    Responsibility,
    Set,
    Unit,
    apply,
)
from mlorg.org.hierarchy import Tree, reporting_tree
from mlorg.sim import Frame, compile_structure
from mlorg.sim.structure.arrays import (
    FUNCTION_ML,
    NONE,
    SHARE_ALL,
    SHARE_DATA,
    SHARE_DATA_OF_ML,
    SHARE_MANAGER,
    SHARE_OWNER,
    UNKNOWN,
)
from mlorg.sim.structure.paths import DISTANT, FAR, NEAR, approval_path, request_rank

from .companies import company


def compiled(org: Organization, today: Organization | None = None):
    return compile_structure(org, Frame.of(today or org))


def changed(org: Organization, *values: tuple[str, str, object]) -> Organization:
    """Posts with other values: (post, field, value)."""
    return apply(org, Overlay("test", tuple(Set(Ref("post", p), ((f, v),)) for p, f, v in values)))


def owned(org: Organization, what: Responsibility, owner: str, function: Function | None = None) -> Organization:
    changes = (
        Own(Ownership(Ref("unit", f"line-{n}"), what, Ref.parse(owner, "unit"), function=function)) for n in range(3)
    )
    return apply(org, Overlay("test", tuple(changes)))


def test_a_pool_is_one_team_that_serves_all_lines() -> None:
    s = compiled(company("pool"))
    team = s.groups[0]
    assert (team.fte, team.seat, team.serves_n) == (9.0, NONE, 3)
    assert [line.builders_n for line in s.lines] == [1, 1, 1]


def test_people_in_lines_are_teams_of_their_own_line() -> None:
    s = compiled(company("lines"))
    assert [g.seat for g in s.groups[:3]] == [0, 1, 2]
    assert [g.serves_n for g in s.groups[:3]] == [1, 1, 1]
    assert s.served[:3] == (0, 1, 2)


def test_line_without_ml_people_gets_no_builder() -> None:
    s = compiled(company("lines", ml_people=2))
    assert [line.builders_n for line in s.lines] == [1, 1, 0]


def test_an_own_line_team_comes_before_a_pool() -> None:
    org = changed(company("pool"), ("ml-00", "sits_in", "line-1"), ("ml-00", "mandate", Mandate.OWN_LINE))
    s = compiled(org)
    line = s.lines[1]
    builders = s.builders[line.builders : line.builders + line.builders_n]
    assert [s.groups[g].seat for g in builders] == [1, NONE]


def test_managers_product_managers_and_vacant_posts_do_not_build() -> None:
    vacant = Post("ml-open", role="ml_engineer", sits_in="ml", reports_to="ml-head")
    pm = Post("ml-pm", role="ml_pm", sits_in="ml", reports_to="ml-head")
    org = company("pool", extra=(vacant, pm))
    org = org.with_(memberships=[m for m in org.memberships if m.post != "ml-open"])
    s = compiled(org)
    assert s.groups[0].fte == 9.0
    assert s.groups[0].guided == 1
    assert s.capacity == 9.0


def test_shares_of_time_and_vacancies_count_in_capacity() -> None:
    org = company("pool")
    half = [replace(m, share=0.5) if m.post == "ml-00" else m for m in org.memberships]
    assert compiled(org.with_(memberships=half)).groups[0].fte == 8.5


def test_capacity_lines_and_luck_refer_to_the_organisation_as_it_is() -> None:
    today, other = company("pool"), company("lines")
    one, two = compiled(today), compiled(other, today)
    assert one.capacity == two.capacity
    assert [(x.key, x.users, x.idea_share) for x in one.lines] == [(x.key, x.users, x.idea_share) for x in two.lines]
    assert [d.key for d in one.datasets] == [d.key for d in two.datasets]


def test_who_deploys_and_maintains() -> None:
    pool, lines = compiled(company("pool")), compiled(company("lines"))
    assert pool.maintains[:3] == (0, 0, 0)
    assert all(pool.deploys[i] == pool.lines[i].engineers for i in range(3))
    assert [lines.deploys[g * 3 + g] for g in range(3)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("owner", "function", "expected"), [("nobody", None, NONE), ("unit:ghost-town", None, UNKNOWN)]
)
def test_nobody_is_not_unknown(owner: str, function: Function | None, expected: int) -> None:
    org = company("pool")
    org = org.with_(units=[*org.units, Unit("ghost-town", part_of="co")])
    s = compiled(owned(org, Responsibility.MAINTAIN, owner, function))
    assert s.maintains[:3] == (expected,) * 3


def test_an_owner_nobody_states_is_unknown_and_said() -> None:
    org = company("pool").with_(ownerships=[])
    s = compiled(org)
    assert s.deploys[0] == UNKNOWN
    assert all(o == UNKNOWN for d in s.datasets for o in d.owners)
    assert any("not known" in note for note in s.notes)


def test_a_supplier_does_the_work_and_is_said() -> None:
    s = compiled(owned(company("pool"), Responsibility.MAINTAIN, "vendor:acme"))
    assert s.maintains[0] >= 0
    assert any("supplier" in note for note in s.notes)


def test_a_team_that_belongs_to_the_owner_is_its_own_owner() -> None:
    s = compiled(owned(company("pool"), Responsibility.PIPELINE, "unit:ml"))
    n = len(s.groups)
    pipeline = s.datasets[0].owners[3]
    assert s.acts_for[0 * n + pipeline] == 1


def test_owners_give_the_share_of_time_their_trade_gives() -> None:
    s = compiled(company("pool"))
    share = {slot.share for slot in s.slots if slot.function == FUNCTION_ML}
    assert share == {SHARE_ALL}
    data = s.datasets[0].owners[1]
    assert {slot.share for slot in s.slots if slot.group == data} == {SHARE_DATA}
    assert {slot.share for slot in s.slots if slot.group == s.lines[0].engineers} == {SHARE_OWNER}
    assert {slot.share for slot in s.slots if slot.group == s.lines[0].desk} == {SHARE_MANAGER}


def test_data_engineers_under_a_manager_of_ml_give_more_of_their_time() -> None:
    moved = [(f"de-{i}", f, v) for i in range(4) for f, v in (("reports_to", "ml-head"), ("sits_in", "ml"))]
    org = owned(changed(company("pool"), *moved), Responsibility.PIPELINE, "unit:ml", Function.DATA)
    s = compiled(org)
    pipeline = s.datasets[0].owners[3]
    assert {slot.share for slot in s.slots if slot.group == pipeline} == {SHARE_DATA_OF_ML}


def test_a_pool_of_owners_is_as_strong_as_its_people() -> None:
    s = compiled(company("pool"))
    engineers = [slot for slot in s.slots if slot.group == s.lines[0].engineers]
    assert len(engineers) == 6
    assert sum(slot.capacity for slot in engineers) == pytest.approx(6.0)


def test_where_people_sat_until_today_is_known() -> None:
    today, other = company("pool"), company("lines")
    s = compile_structure(other, Frame.of(today), today)
    assert s.inside[:3] == (1.0, 0.0, 0.0)
    assert s.inside_before[:3] == (0.0, 0.0, 0.0)


TREE = reporting_tree(company("pool"))


@pytest.mark.parametrize(
    ("manager", "head", "path"),
    [
        ("ml-head", "head-0", ("ml-head", "head-0")),
        ("em-0", "head-0", ("em-0", "head-0")),
        ("head-0", "head-0", ("head-0",)),
        ("em-1", "head-0", ("em-1", "head-1", "head-0")),
        (None, "head-0", ("head-0",)),
        ("ml-head", None, ("ml-head",)),
    ],
)
def test_approval_goes_from_the_builders_manager_to_the_head_of_the_line(
    manager: str | None, head: str | None, path: tuple[str, ...]
) -> None:
    assert approval_path(TREE, manager, head) == path


def test_long_paths_keep_the_first_three_and_the_last() -> None:
    chain = Tree({"top": None, **{f"n{i}": ("top" if i == 0 else f"n{i - 1}") for i in range(9)}})
    assert approval_path(chain, "n8", "top") == ("n8", "n7", "n6", "top")


@pytest.mark.parametrize(
    ("asking", "owning", "rank"),
    [
        ("em-0", "em-0", NEAR),
        ("em-0", "head-0", NEAR),
        ("em-0", "cdo", FAR),
        ("em-0", "em-1", DISTANT),
        ("em-0", None, DISTANT),
    ],
)
def test_requests_are_ranked_by_distance_in_the_tree(asking: str, owning: str | None, rank: int) -> None:
    assert request_rank(TREE, asking, owning) == rank


def test_a_bare_company_of_one_ml_person_compiles() -> None:
    org = Organization.of(
        units=[Unit("co", head="boss")],
        posts=[
            Post("boss", role="executive", sits_in="co", reports_to=Line.TOP),
            Post("ml", role="data_scientist", sits_in="co", reports_to="boss"),
        ],
        persons=[Person("a"), Person("b")],
        memberships=[Membership("a", "boss"), Membership("b", "ml")],
    )
    s = compiled(org)
    assert len(s.lines) == 1
    assert s.capacity == 1.0
    assert any("guessed" in n for n in s.notes)
    assert any("no data set is listed" in n for n in s.notes)

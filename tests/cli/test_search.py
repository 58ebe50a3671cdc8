"""`mlorg search`: the page, the scenario it keeps, and what it refuses before anything is simulated."""

import pytest

from mlorg.org import Membership, Organization, Person, Post
from mlorg.workspace import Workspace, save

SMALL = ("--trials", 12, "--draws", 10, "--no-progress")
pytest.importorskip("optuna")


@pytest.fixture
def refused(mlorg, acme):
    """What is said of a search that is refused."""

    def call(*arguments):
        ended = mlorg("search", acme, *arguments)
        assert (ended.code, ended.out) == (2, "")
        return ended.err

    return call


def test_it_tells_finalists_on_fresh_cases_and_how_they_were_found(mlorg, acme):
    ended = mlorg("search", acme, *SMALL)
    assert ended.code == 0
    assert "fresh cases" in ended.out
    assert "no occupied post is closed" in " ".join(ended.out.split())


def test_the_same_seed_gives_the_same_page(mlorg, acme):
    first = mlorg("search", acme, *SMALL, "--seed", 3, "-f", "json")
    assert first.out == mlorg("search", acme, *SMALL, "--seed", 3, "-f", "json").out
    page = first.data()
    assert page["fresh_draws"] == 20
    assert {"today"} < {row["name"] for row in page["finalists"]}


def test_a_mixture_is_kept_as_a_scenario_that_can_be_compared(mlorg, acme):
    for seed in range(5):
        page = mlorg("search", acme, *SMALL, "--trials", 30, "--seed", seed, "--save", f"m{seed}", "-f", "json").data()
        assert (page["saved_as"] == f"m{seed}") == page["found"]
        if page["found"]:
            assert mlorg("diff", "baseline", f"m{seed}", "-w", acme).code == 0
            compared = mlorg("compare", acme, "--draws", 3, "--per-draw", 1, "-s", f"m{seed}", "-f", "json")
            assert f"m{seed}" in compared.out
            return
    pytest.fail("no mixture in five searches")


def test_where_none_is_better_nothing_is_written_and_that_is_said(mlorg, acme):
    ended = mlorg("search", acme, *SMALL, "--most-moved", 0, "--trials", 1, "--least-team", 1, "--save", "mine")
    assert ("no scenario was written" in ended.err) == (not (acme / "scenarios" / "mine.yaml").exists())


def test_posts_are_counted_and_persons_are_not_named(mlorg, acme):
    text = mlorg("search", acme, *SMALL, "--trials", 30, "--all", "-f", "json").out
    assert "Example" not in text.replace('"organization": ', "")


def test_an_outcome_that_does_not_exist_is_refused_with_the_nearest(refused):
    assert "no outcome 'lead_tim'. Did you mean 'lead_time'" in refused("--outcome", "lead_tim")


def test_a_scenario_that_is_there_is_not_written_over(mlorg, acme, refused):
    mlorg("propose", "-a", "embedded", "-w", acme, "--write", "ours")
    before = (acme / "scenarios" / "ours.yaml").read_bytes()
    assert "there is a scenario 'ours' already" in refused("--save", "ours")
    assert (acme / "scenarios" / "ours.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--least-team", 9), "no limit that 2 ML people can keep. Choose a number from 1 to 2"),
        (("--least-team", 0), "Choose a number from 1 to 2"),
        (("--most-moved", -1), "-1 posts cannot move"),
        (("--outcome", "resigned"), "what would become of 2 ML people is not told: that is fewer than 5"),
        (("--quarters", 5), "5 quarters is not a horizon"),
        (("--arm", "monday"), "no arm 'monday'"),
    ],
)
def test_limits_that_cannot_be_kept_are_refused(refused, given, said):
    assert said in refused(*given)


def test_an_organisation_without_ml_people_is_refused(mlorg, acme, refused):
    table = acme / "people.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("data_scientist", "business_staff").replace("ml_engineer", "business_staff"), "utf-8")
    assert "no ML people are known" in refused()


def test_an_organisation_without_lines_is_refused(mlorg, tmp_path):
    posts = [Post(f"p{n}", "Data scientist", "data_scientist") for n in range(3)]
    persons, seats = [Person(f"h{n}") for n in range(3)], [Membership(f"h{n}", f"p{n}") for n in range(3)]
    org = Organization.of("x", posts=posts, persons=persons, memberships=seats)
    save(Workspace(org), tmp_path / "flat")
    ended = mlorg("search", tmp_path / "flat")
    assert (ended.code, "no business line is known" in ended.err) == (2, True)

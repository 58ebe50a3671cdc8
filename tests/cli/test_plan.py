"""`mlorg plan`: the page, its files, the scenario it keeps, and what it says where there is nothing to plan."""

import csv
import io
import shlex
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mlorg import api
from mlorg.report.forms.tables import safe
from mlorg.report.plan.page import CostRow, CourseRow
from mlorg.report.plan.words import answer, cost_said
from mlorg.report.rounding import Money

SMALL = ("--draws", 4, "--per-draw", 2, "--no-progress")
SCALEUP = Path(__file__).resolve().parents[2] / "examples" / "scaleup"
"""A company as of 2026-01-31."""


@pytest.fixture
def scaleup(tmp_path: Path) -> Path:
    """The example workspace, to be written to."""
    return Path(shutil.copytree(SCALEUP, tmp_path / "scaleup"))


def write_scenario(folder: Path, name: str, changes: str) -> None:
    (folder / "scenarios" / f"{name}.yaml").write_text(f"name: {name}\nchanges:\n{changes}", encoding="utf-8")


def test_it_answers_first_and_shows_when_what_paces_and_signs(mlorg, scaleup):
    ended = mlorg("plan", "--to", "embedded", "-w", scaleup, *SMALL)
    assert ended.code == 0
    assert "\nEmbedded in business and product, " in ended.out
    for title in ("When ", "What ", "Other paces and orders", "When to stop and go back", "How far to trust it"):
        assert f"\n{title}" in ended.out
    assert "█" in ended.out
    assert "Must agree: " in ended.out


def test_the_first_wave_is_next_monday_or_the_day_asked_for(mlorg, scaleup):
    asked = ("plan", "--to", "embedded", "-w", scaleup, *SMALL, "-f", "json")
    assert mlorg(*asked).data()["start"] == "2026-02-02"
    later = mlorg(*asked, "--start", "2026-06-30", "--pace", "lines").data()
    assert [wave["start"] for wave in later["waves"]][:2] == ["2026-06-30", "2026-08-11"]
    assert later["pace"] == "lines"


def test_json_has_steps_with_terms_and_every_pace_with_its_curve(mlorg, scaleup):
    ended = mlorg("plan", "--to", "independent", "-w", scaleup, *SMALL, "--pace", "quarters", "-f", "json", "--seed", 7)
    data = ended.data()
    step = next(s for wave in data["waves"] for s in wave["steps"] if s["kind"] == "people")
    assert {"moves", "needs", "who", "reversible", "why", "people_days", "manager_days", "once"} <= step.keys()
    assert sum(row["chosen"] for row in data["courses"]) == 1
    assert all(len(row["curve"]) == data["quarters"] + 1 for row in data["courses"])
    assert '"seed": 7' in ended.out


def test_the_command_that_the_page_names_gives_the_same_digits(mlorg, scaleup, monkeypatch):
    first = mlorg("plan", "--to", "rnd", "-w", scaleup, *SMALL, "--pace", "pilot", "--order", "largest", "-f", "json")
    command = shlex.split(first.data()["command"])
    monkeypatch.chdir(scaleup.parent)
    again = mlorg(*command[1:], "--format", "json", "--no-progress")
    assert again.data() == first.data()


def test_files_are_written_where_they_are_told(mlorg, scaleup, tmp_path):
    table, text, html = (tmp_path / "new" / name for name in ("steps.csv", "plan.md", "plan.html"))
    ended = mlorg("plan", "--to", "ml_first", "-w", scaleup, *SMALL, "--csv", table, "--markdown", text, "--html", html)
    assert [f"Written: {path}" in ended.err for path in (table, text, html)] == [True] * 3
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert {row["can be undone"] for row in rows} <= {"yes", "no"}
    assert "## Wave 1 " in text.read_text(encoding="utf-8")
    page = html.read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert page.count("<script") == 1


def test_a_kept_plan_is_a_dated_scenario_that_leads_to_the_same_organization(mlorg, scaleup):
    mlorg("plan", "--to", "independent", "-w", scaleup, *SMALL, "--pace", "lines", "--save", "rollout")
    workspace = api.load(scaleup)
    kept = workspace.scenarios["rollout"]
    day = date(2026, 2, 2)
    assert min(change.effective for change in kept.changes) == day
    direct = api.delta("baseline", "rollout", scaleup)
    mlorg("propose", "-a", "independent", "-w", scaleup, "--write", "direct")
    assert api.delta("direct", "rollout", scaleup).count == 0
    assert len({change.wave for change in kept.changes}) == len(direct.waves) > 1
    early = mlorg("show", "tree", "-w", scaleup, "-s", "rollout", "--as-of", day)
    assert early.code == 0
    assert early.out != mlorg("show", "tree", "-w", scaleup, "-s", "rollout").out


def test_a_plan_is_taken_up_again_from_where_it_stands(mlorg, scaleup):
    asked = ("plan", "-w", scaleup, *SMALL)
    mlorg(*asked, "--to", "independent", "--pace", "quarters", "--save", "rollout")
    rest = mlorg(*asked, "--to", "rollout", "--as-of", "2026-03-02", "-f", "json").data()
    assert "set-up" not in [step["id"] for wave in rest["waves"] for step in wave["steps"]]
    mlorg(*asked, "--to", "rollout", "--as-of", "2026-03-02", "--save", "rest")
    assert api.delta("rollout", "rest", scaleup).count == 0
    ended = mlorg(*asked, "--to", "rollout", "--as-of", "2030-01-01")
    assert (ended.code, "nothing is left to plan" in ended.err) == (2, True)


def test_a_name_that_is_kept_already_is_refused_before_anything_is_overwritten(mlorg, scaleup):
    asked = ("plan", "-w", scaleup, *SMALL, "--to", "embedded", "--save", "twice")
    mlorg(*asked)
    ended = mlorg(*asked)
    assert ended.code == 2
    assert "there is a scenario 'twice' already." in ended.err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--to", "embeded"), "no structure or scenario 'embeded' to plan for. Did you mean 'embedded'?"),
        (("--to", "baseline"), "at 'baseline' already: nothing would change."),
        (("--to", "embedded", "--start", "2020-01-01"), "cannot start on 2020-01-01: that is before 2026-01-31."),
        (("--to", "embedded", "--start", "soon"), "'soon' is not a date; write it as 2024-06-30."),
        (("--to", "embedded", "--pace", "lins"), "there is no pace 'lins'. Did you mean 'lines'?"),
        (("--to", "embedded", "--order", "x"), "there is no order 'x'. There are: smallest, largest."),
        (("--to", "embedded", "--quarters", "9"), "9 quarters is not a horizon."),
    ],
)
def test_bad_input_is_named_with_the_next_step(mlorg, scaleup, asked, said):
    ended = mlorg("plan", "-w", scaleup, *asked)
    assert (ended.code, ended.out) == (2, "")
    assert said in " ".join(ended.err.split())


def test_where_we_are_already_there_is_nothing_to_plan(mlorg, scaleup):
    (scaleup / "scenarios" / "same.yaml").write_text("name: same\nchanges: []\n", encoding="utf-8")
    ended = mlorg("plan", "--to", "same", "-w", scaleup)
    assert (ended.code, "this organisation is at 'same' already" in ended.err) == (2, True)


def test_a_scenario_that_takes_the_last_owner_away_is_refused_with_what_it_leaves(mlorg, scaleup):
    owned = [o for o in api.load(scaleup).organization.ownerships if o.part == "accountable"]
    lines = [
        f"  - disown: {{asset: '{o.asset}', responsibility: {o.responsibility}, part: accountable, owner: '{o.owner}'"
        + (f", function: {o.function}}}\n" if o.function else "}\n")
        for o in owned
    ]
    write_scenario(scaleup, "bare", "".join(lines))
    ended = mlorg("plan", "--to", "bare", "-w", scaleup)
    assert ended.code == 2
    assert "responsibilities without any owner: " in ended.err
    assert "owner: nobody" in ended.err


def test_an_empty_organization_is_one_clear_message(mlorg, tmp_path):
    (tmp_path / "mlorg.yaml").write_text("name: Nobody\n", encoding="utf-8")
    ended = mlorg("plan", "--to", "embedded", "-w", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "no ML people are known" in ended.err


def test_of_fewer_than_five_people_no_resignations_are_told(mlorg, acme):
    data = mlorg("plan", "--to", "independent", "-w", acme, "--draws", 40, "--per-draw", 2, "-f", "json").data()
    assert {row["resigned"] for row in data["courses"]} == {None}
    assert "resignations" not in {row["sign"] for row in data["rails"]}


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (CostRow(None, 0.0, 0.02), "up to 5 days of pay"),
        (CostRow(None, 0.5, 2.0), "0.50 years of pay to 2.0 years of pay"),
        (CostRow(None, -0.02, 0.0), "up to −5 days of pay"),
        (CostRow(None, None, -10.0), "beyond −10 years of pay"),
        (CostRow(None, 10.0, None), "beyond 10 years of pay"),
        (CostRow(0.0, 0.0, 0.0), "nothing"),
        (CostRow(1.5, 1.5, 1.5), "1.5 years of pay"),
    ],
)
def test_a_cost_is_told_as_an_amount_or_as_a_band(cost, said):
    assert cost_said(cost, Money()) == said


@pytest.mark.parametrize(
    ("cell", "quoted"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "+1"),
        ("+x", "'+x"),
        ("-x", "'-x"),
        ("@sum", "'@sum"),
        ("  =1", "'  =1"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell, quoted):
    assert safe(cell) == quoted


def test_a_unit_named_like_a_formula_is_quoted_in_the_table(mlorg, scaleup, tmp_path):
    org = scaleup / "org.yaml"
    text = org.read_text(encoding="utf-8")
    assert "Fleet software" in text
    org.write_text(text.replace("Fleet software", '"=cmd()"'), encoding="utf-8")
    table = tmp_path / "steps.csv"
    mlorg("plan", "--to", "embedded", "-w", scaleup, *SMALL, "--csv", table)
    for row in csv.reader(io.StringIO(table.read_text(encoding="utf-8"))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_name_that_is_no_file_name_is_refused_before_anything_is_simulated(mlorg, scaleup):
    ended = mlorg("plan", scaleup, "--to", "embedded", "--save", "../../evil")
    assert ended.code == 2
    assert "'../../evil' is no name for a scenario" in ended.err


COURSE = CourseRow(
    "at-once", "All at once", True, 1, 0, -5.0, -14.0, 11.0, 0.22, 0.12, 0.38, -5.0, 9, -20.0, None, 0.8, None, ()
)


def test_an_interval_is_told_on_one_scale_and_an_average_against_the_chances_is_explained():
    money = Money("EUR", 1.0, 1e6, "million")
    course = replace(COURSE, difference=-0.2e6, least=-880_000.0, most=890_000.0)
    worth = answer(course, [course], money, 12)[0]
    assert "EUR 200,000 less than staying, on average (95 % interval −0.9 to +0.9 million)" in worth
    assert worth.endswith("where it loses, it loses more than it gains elsewhere.")
    assert "all the same" not in answer(replace(course, p_regret=0.7), [course], money, 12)[0]


def test_an_interval_without_a_currency_is_in_years():
    assert Money().interval(-0.072, 1.2) == "−0.1 to +1.2 years"
    assert (Money().said(0.072), Money().said(0.5)) == ("18 days of pay", "0.50 years of pay")


def test_it_says_how_it_may_differ_from_a_comparison(mlorg, scaleup):
    out = mlorg("plan", "--to", "embedded", "-w", scaleup, *SMALL).out
    assert "mlorg compare may say otherwise of the same structure, even whether it gains" in " ".join(out.split())

"""`mlorg compare`: the page, the report, the seed, progress, and what it says where there is nothing to compare."""

import io
import json
import re
import shlex
import time

import pytest
from rich.console import Console

from mlorg import api
from mlorg.cli.progress import SECONDS_BETWEEN_LINES, lines, progress_on_stderr
from mlorg.decide.chunks import values
from mlorg.report.terminal.interim import interim_table

SMALL = ("--draws", 3, "--per-draw", 1, "--no-progress")


def test_it_answers_first_and_says_where_the_report_is(mlorg, acme):
    ended = mlorg("compare", acme, *SMALL)
    assert ended.code == 0
    assert ended.out.splitlines()[2].startswith("From Monday")
    report = acme / "report.html"
    assert f"Report: {report}" in ended.err
    assert ended.out.splitlines()[2] in report.read_text(encoding="utf-8").replace("\n", " ")


def test_the_page_holds_what_decides_and_all_of_it_on_request(mlorg, acme):
    short, whole = (mlorg("compare", acme, *SMALL, *more).out for more in ((), ("--all",)))
    details = (
        "sooner and later",
        "other outcomes",
        "what is traded against what",
        "How robust it is",
    )
    for heading in ("From Monday", "Once settled", "What counts", "What to measure first", "How far to trust it"):
        assert f"\n{heading}" in short
    shown, rest = short.split("\nWith --all")
    assert [name for name in details if name in shown] == []
    assert [name for name in details if name not in whole] == []
    assert ("robust" in rest, "With --all" in whole) == (True, False)
    assert len(short.splitlines()) < len(whole.splitlines()) / 2


def test_json_is_the_only_thing_on_stdout_and_the_report_goes_where_it_is_told(mlorg, acme, tmp_path):
    target = tmp_path / "new" / "board.html"
    ended = mlorg("compare", acme, *SMALL, "--format", "json", "--html", target, "--seed", 7)
    assert json.loads(ended.out)["seed"] == 7
    assert target.exists()
    assert not (acme / "report.html").exists()


def test_the_command_that_the_page_names_gives_the_same_digits(mlorg, acme, tmp_path, monkeypatch):
    first = mlorg("compare", acme, *SMALL, "--quarters", 8, "--format", "json")
    command = shlex.split(first.data()["basis"]["command"])
    monkeypatch.chdir(acme.parent)
    again = mlorg(*command[1:], "--format", "json", "--no-progress")
    assert again.out == first.out


def test_scenarios_are_compared_and_unknown_ones_named(mlorg, acme):
    mlorg("propose", "-a", "builders_deploy", "-w", acme, "--write", "ours")
    for asked in ((), ("-s", "ours")):
        rows = mlorg("compare", acme, *SMALL, *asked, "-f", "json").data()["arms"][0]["rows"]
        assert "ours" in [name for row in rows for name in (row["label"], *row["same_as"])]
    ended = mlorg("compare", acme, *SMALL, "-s", "ors")
    assert (ended.code, "'ours'" in ended.err) == (2, True)


def compared(ended):
    rows = ended.data()["arms"][0]["rows"]
    return {name for row in rows for name in (row["label"], *row["same_as"])}


def test_structures_that_are_named_are_the_only_ones_compared_and_the_command_says_so(mlorg, acme, monkeypatch):
    mlorg("propose", "-a", "builders_deploy", "-w", acme, "--write", "ours")
    two = ("--structure", "embedded", "--structure", "independent")
    ended = mlorg("compare", acme, *SMALL, *two, "-f", "json")
    labels = compared(ended)
    assert {"Today", "ours", "Embedded in business and product", "Independent function"} <= labels
    assert len([label for label in labels if not label.startswith("Pilot")]) == 4
    monkeypatch.chdir(acme.parent)
    command = shlex.split(ended.data()["basis"]["command"])
    assert mlorg(*command[1:], "--format", "json", "--no-progress").out == ended.out


def test_without_structures_today_and_scenarios_are_left(mlorg, acme):
    none = ("--structure", "none", "-f", "json")
    assert compared(mlorg("compare", acme, *SMALL, *none)) == {"Today"}
    mlorg("propose", "-a", "builders_deploy", "-w", acme, "--write", "ours")
    ended = mlorg("compare", acme, *SMALL, *none)
    assert {"Today", "ours"} == {label for label in compared(ended) if not label.startswith("Pilot")}
    assert "--structure none" in ended.data()["basis"]["command"]


def test_structures_that_do_not_exist_are_all_named(mlorg, acme):
    ended = mlorg("compare", acme, *SMALL, "--structure", "embeded", "--structure", "x")
    assert ended.code == 2
    assert "there is no structure 'embeded' in the library. Did you mean 'embedded'?" in ended.err
    assert "there is no structure 'x'" in ended.err


@pytest.mark.parametrize(("people", "said"), [(0, "no ML people are known"), (1, "1 ML person is known")])
def test_too_few_ml_people_is_one_clear_message(mlorg, acme, people, said):
    table = acme / "people.csv"
    text = table.read_text(encoding="utf-8")
    for role in ("data_scientist", "ml_engineer")[people:]:
        text = text.replace(role, "business_staff")
    table.write_text(text, encoding="utf-8")
    ended = mlorg("compare", acme)
    assert ended.code == 2
    assert ended.out == ""
    assert said in ended.err
    assert "people.csv" in ended.err


def test_a_horizon_that_is_not_simulated_is_refused_with_those_that_are(mlorg, acme):
    ended = mlorg("compare", acme, "--quarters", 10)
    assert ended.code == 2
    assert "10 quarters is not a horizon. Choose one of 4, 8, 12, 20." in ended.err


def test_assumptions_of_the_workspace_are_used_and_counted(mlorg, acme):
    given = "- {name: load, distribution: 'uniform(0.7, 0.9)', source: own tracker}\n"
    (acme / "assumptions.yaml").write_text(given, encoding="utf-8")
    assert mlorg("compare", acme, *SMALL, "-f", "json").data()["basis"]["given"] == 1


def test_assumptions_that_cannot_be_read_are_named_all_at_once_at_their_place(mlorg, acme):
    wrong = "- {name: lod, value: 1, source: x}\n- {name: load, distribution: about one, source: x}\n"
    (acme / "assumptions.yaml").write_text(wrong, encoding="utf-8")
    ended = mlorg("compare", acme)
    assert ended.code == 2
    assert re.search(r"assumptions.yaml:1:\d+: .*'lod'.*'load'", ended.err)
    assert re.search(r"assumptions.yaml:2:\d+: .*'about one' is not a distribution", ended.err)


def test_aims_are_used_logged_before_the_first_run_and_their_change_is_shown(mlorg, acme):
    settings, log = acme / "mlorg.yaml", acme / ".mlorg" / "aims.jsonl"
    text = settings.read_text(encoding="utf-8")
    first = mlorg("compare", acme, *SMALL, "-f", "json").data()["decision"]
    assert first["changes"][0].endswith("not changed since.")
    settings.write_text(text + "aims: {net_value: 1, lead_time: 0.1}\n", encoding="utf-8")
    second = mlorg("compare", acme, *SMALL, "-f", "json").data()["decision"]
    assert "weights.lead_time not given → 0.1" in second["changes"][1]
    assert "a day less of" in second["aims"][0]
    assert len(log.read_text(encoding="utf-8").splitlines()) == 2


def test_aims_that_cannot_be_meant_are_named_at_their_place_and_nothing_is_logged(mlorg, acme):
    with (acme / "mlorg.yaml").open("a", encoding="utf-8") as file:
        file.write('aims:\n  weights: {led_time: 1, value: -1}\n  limits: {resigned: [">= 5", "<= 3"]}\n')
    ended = mlorg("compare", acme)
    assert (ended.code, ended.out) == (2, "")
    assert re.search(r"mlorg.yaml:\d+:13: .*'led_time'.*'lead_time'", ended.err)
    assert re.search(r"mlorg.yaml:\d+:26: .*weighs -1.* Write 1\.", ended.err)
    assert re.search(r"mlorg.yaml:\d+:12: .*at least 5 and at most 3", ended.err)
    assert not (acme / ".mlorg" / "aims.jsonl").exists()


def test_drawing_until_decided_says_so_and_gives_the_same_digits_again(mlorg, acme, monkeypatch):
    asked = ("--until-decided", "--draws", 60, "--per-draw", 1, "--no-progress", "-f", "json")
    first = mlorg("compare", acme, *asked)
    assert first.data()["decision"]["rounds"][-1].endswith("histories were simulated in all.")
    command = shlex.split(first.data()["basis"]["command"])
    assert {"--until-decided", "60"} <= set(command)
    monkeypatch.chdir(acme.parent)
    assert mlorg(*command[1:], "--format", "json", "--no-progress").out == first.out


def test_an_interruption_says_what_was_done(mlorg, acme, monkeypatch):
    def interrupted(workspace, options, progress, interim, say):
        progress(1200, 24000)
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "compare", interrupted)
    ended = mlorg("compare", acme)
    assert ended.code == 130
    assert "Stopped after 1,200 of 24,000 simulated histories." in ended.err
    assert "They are kept: the same command goes on from there." in ended.err
    assert "Nothing is kept." in mlorg("compare", acme, "--no-cache").err
    assert not (acme / "report.html").exists()


def test_lines_of_progress_are_rare_and_say_how_long_it_takes(capsys):
    clock = [0.0]
    tell = lines("Simulating", now=lambda: clock[0])
    for clock[0], done in ((0.5, 50), (1.0, 100), (3.0, 300), (6.0, 600), (7.0, 700)):
        tell(done, 2400)
    assert SECONDS_BETWEEN_LINES == 5
    assert capsys.readouterr().err == (
        "Simulating: 100 of 2,400 (4 %)\nSimulating: 600 of 2,400 (25 %), about 18 s left\n"
    )


def test_progress_that_goes_back_is_work_that_begins_anew(capsys):
    clock = [0.0]
    tell = lines("Simulating", now=lambda: clock[0])
    for clock[0], done in ((0.5, 100), (10.0, 0), (11.0, 50)):
        tell(done, 100)
    assert capsys.readouterr().err == "Simulating: 50 of 100 (50 %), about 1 s left\n"


def test_progress_that_is_not_wanted_says_nothing(capsys):
    with progress_on_stderr("Simulating", shown=False) as tell:
        tell(1, 2)
    assert capsys.readouterr().err == ""


def test_what_was_simulated_is_kept_where_git_does_not_see_it_and_used_again(mlorg, acme, monkeypatch):
    first = mlorg("compare", acme, *SMALL, "-f", "json")
    assert (acme / api.KEPT / ".gitignore").read_text() == "*\n"
    assert "/.mlorg/cache/" in (acme / ".gitignore").read_text(encoding="utf-8").splitlines()
    monkeypatch.setattr(values.Chunk, "simulated", lambda chunk: pytest.fail("it was simulated again"))
    assert mlorg("compare", acme, *SMALL, "-f", "json").out == first.out


def test_without_a_cache_the_digits_are_the_same_and_nothing_is_kept(mlorg, acme):
    first = mlorg("compare", acme, *SMALL, "-f", "json", "--no-cache")
    assert not (acme / api.KEPT).exists()
    assert mlorg("compare", acme, *SMALL, "-f", "json").out == first.out


def test_a_damaged_result_is_computed_again_and_told(mlorg, acme):
    first = mlorg("compare", acme, *SMALL, "-f", "json")
    victim = max((acme / api.KEPT).glob("??/*"))
    victim.write_bytes(victim.read_bytes()[:-8])
    again = mlorg("compare", acme, *SMALL, "-f", "json")
    assert again.out == first.out
    assert "A kept result was damaged and computed again." in again.err


def test_a_folder_that_cannot_keep_results_is_told_and_the_answer_comes_all_the_same(mlorg, acme):
    (acme / ".mlorg" / "cache").write_text("a file where the folder should be")
    ended = mlorg("compare", acme, *SMALL)
    assert ended.code == 0
    assert "Nothing is kept of this" in ended.err


@pytest.mark.parametrize(
    ("address", "said"),
    [("nowhere", "is no address of a cluster"), ("tcp://127.0.0.1:1", "no cluster answers at tcp://127.0.0.1:1")],
)
def test_a_cluster_that_is_not_there_is_one_clear_message_within_seconds(mlorg, acme, address, said):
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    start = time.monotonic()
    ended = mlorg("compare", acme, *SMALL, "--cluster", address)
    assert (ended.code, said in ended.err, "Traceback" in ended.err) == (2, True, False)
    assert time.monotonic() - start < 10


def test_a_first_look_says_on_how_much_it_rests(acme):
    looks = []
    api.compare(api.load(acme), api.ComparisonOptions((), 9, 8), interim=looks.append)
    assert [look.draws for look in looks] == sorted(look.draws for look in looks)
    screen = Console(width=100, file=io.StringIO())
    screen.print(interim_table(looks[0]))
    assert "first look: 3 of 9 draws, 95 % intervals" in screen.file.getvalue()


def test_differences_asked_for_are_split_in_both_questions_and_add_up(mlorg, acme):
    asked = ("--explain-difference", "embedded", "--explain-difference", "embedded:independent")
    page = mlorg("compare", acme, *SMALL, *asked, "-f", "json").data()
    assert [part["arm"] for part in page["split"]] == ["restructured"] * 2 + ["settled"] * 2
    assert page["split"][1]["before"] == "Independent function"
    for part in page["split"]:
        assert sum(row["amount"] for row in part["rows"]) == pytest.approx(part["total"], abs=1e-9)
    assert "--explain-difference embedded:independent" in page["basis"]["command"]


def test_a_difference_to_what_is_not_compared_is_refused(mlorg, acme):
    ended = mlorg("compare", acme, *SMALL, "--explain-difference", "embeded")
    assert ended.code == 2
    assert "no alternative 'embeded'" in ended.err
    assert "'embedded'" in ended.err


def test_a_structure_where_a_scenario_is_wanted_is_told_apart(mlorg, acme):
    ended = mlorg("compare", acme, "--scenario", "embedded")
    assert ended.code == 2
    assert (
        "It is a structure, which mlorg compare holds anyway; 'mlorg propose -a embedded --write embedded'" in ended.err
    )

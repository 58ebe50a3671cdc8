"""`mlorg oracles`: rows, exit codes, and one clear message for everything that cannot be checked."""

import pytest

from mlorg.sim.oracles import g1_queues


def test_rows_name_gate_case_values_and_verdict(mlorg):
    ended = mlorg("oracles", "G8", "--set", "b0=4", "--set", "kappa=0.5", "--format", "json")
    (row,) = ended.data()["rows"]
    assert ended.code == 0
    assert row.keys() == {"gate", "case", "exact", "simulated", "se", "verdict"}
    assert (row["gate"], row["exact"], row["verdict"]) == ("G8", 8.0, "pass")
    assert abs(row["simulated"] - 8) < 1e-6


def test_text_shows_a_table_and_counts(mlorg):
    ended = mlorg("oracles", "g1", "g4", "--quick", "--set", "mu=2")
    assert ended.code == 0
    assert "G4  questions to one manager: machine repair" in ended.out
    assert "3 cases: 3 pass." in ended.out
    assert ended.err == ""


def test_what_never_settles_has_no_number(mlorg):
    ended = mlorg("oracles", "G1", "--quick", "--set", "lambda=1.5", "--format", "json")
    (row,) = ended.data()["rows"]
    assert ended.code == 0
    assert (row["exact"], row["simulated"], row["verdict"]) == (None, None, "unstable")


def test_a_case_that_is_off_is_a_finding(mlorg, monkeypatch):
    monkeypatch.setattr(g1_queues, "wait_mmc", lambda *_: 5.0)
    ended = mlorg("oracles", "G1", "--quick", "--set", "lambda=0.8")
    assert ended.code == 1
    assert "1 case: 1 fail." in ended.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["G13"], "there is no gate 'G13'"),
        (["G1", "--set", "servers=0"], "servers=0 is impossible. G1 needs a whole number from 1 to 500."),
        (["G5", "--set", "p=1.4"], "p=1.4 is impossible. G5 needs a number from 0 to 1."),
        (["G1", "--set", "law=gamma"], "law 'gamma' is not known"),
        (["G1", "--set", "law=h2", "--set", "servers=2"], "law=h2 with servers=2 has no closed form."),
        (["G1", "--set", "lamda=1"], "no gate asked for has a setting 'lamda'. Did you mean 'lambda'?"),
        (
            ["G1", "G4", "--set", "servers=2"],
            "setting 'servers' would not change G4. Name only gates that have it: G1.",
        ),
        (["--set", "t=4"], "Name only gates that have it: G6."),
        (["G9", "--set", "p=0.5"], "no gate asked for has a setting 'p'."),
        (["G1", "--set", "lambda"], "'lambda' is not of the form name=value."),
        (["G1", "--set", "mu=nan"], "mu=nan is impossible."),
    ],
)
def test_what_cannot_be_is_said_in_one_line(mlorg, arguments, message):
    ended = mlorg("oracles", *arguments)
    assert ended.code == 2
    assert message in ended.err
    assert len(ended.err.splitlines()) == 1
    assert ended.out == ""


def test_everything_wrong_is_said_at_once(mlorg):
    settings = [word for text in ("mu=-1", "stages=x", "back=1") for word in ("--set", text)]
    assert len(mlorg("oracles", "G3", *settings).err.splitlines()) == 3


def test_ctrl_c_keeps_what_was_checked(mlorg, monkeypatch):
    calls = []

    def interrupted(*_):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        yield from ()

    monkeypatch.setattr(g1_queues, "cases", interrupted)
    ended = mlorg("oracles", "G1", "--quick")
    assert ended.code == 130
    assert "interrupted before the end" in ended.out

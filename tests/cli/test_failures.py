"""Every failure is a message and an exit code, never a bare traceback."""

import subprocess
import sys

import pytest

from mlorg.cli import main
from mlorg.cli.failures import exit_code_of
from mlorg.errors import Place, Problem, UnknownNameError, WorkspaceError


def raising(error):
    """Work that fails."""

    def work():
        raise error

    return work


def test_work_that_ends_well_is_clean():
    assert exit_code_of(lambda: None) == 0
    assert exit_code_of(lambda: 3) == 3


def test_all_problems_are_printed_one_a_line_with_place_and_hint(capsys):
    problems = [
        Problem(Place("org.yaml", 3, 7), "unit 'a' does not exist.", "Did you mean 'b'?"),
        Problem(Place("people.csv", 2), "two\nlines."),
    ]
    assert exit_code_of(raising(WorkspaceError(problems))) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "org.yaml:3:7: unit 'a' does not exist. Did you mean 'b'?\npeople.csv:2: two lines.\n"


def test_problems_beyond_two_hundred_are_counted(capsys):
    problems = [Problem(Place("people.csv", n), "wrong.") for n in range(1, 1_251)]
    assert exit_code_of(raising(WorkspaceError(problems))) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 201
    assert lines[-1] == "… 1,050 more; 1,250 problems in all."


def test_a_name_that_does_not_exist_is_bad_input(capsys):
    assert exit_code_of(raising(UnknownNameError("there is no unit 'x'."))) == 2
    assert capsys.readouterr().err == "mlorg: there is no unit 'x'.\n"


def test_a_file_that_cannot_be_read_is_named(capsys, tmp_path):
    assert exit_code_of(lambda: print((tmp_path / "gone").read_text())) == 2
    assert capsys.readouterr().err == f"{tmp_path / 'gone'}: no such file or directory.\n"


def test_an_unexpected_error_is_a_fault_of_mlorg_without_a_traceback(capsys, monkeypatch):
    monkeypatch.delenv("MLORG_DEBUG", raising=False)
    assert exit_code_of(raising(ZeroDivisionError("by zero"))) == 70
    err = capsys.readouterr().err
    assert "ZeroDivisionError: by zero" in err
    assert "run again with MLORG_DEBUG=1" in err
    assert "Traceback" not in err


def test_the_traceback_is_there_for_who_asks(capsys, monkeypatch):
    monkeypatch.setenv("MLORG_DEBUG", "1")
    assert exit_code_of(raising(ZeroDivisionError("by zero"))) == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (SystemExit(5), 5)])
def test_an_interruption_is_quiet(error, code, capsys):
    assert exit_code_of(raising(error)) == code
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_goes_away_is_no_fault():
    """A long page into a pipe that is closed after its first line."""
    script = "import sys; from mlorg.cli.failures import exit_code_of as e; sys.exit(e(lambda: print('x\\n' * 10**6)))"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        writer.stdout.readline()
        writer.stdout.close()
        assert writer.stderr.read() == ""
    assert writer.returncode == 141


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sho"], "Did you mean 'show'?"),
        (["show", "--stat"], "--stats"),
        (["show", "--as-of", "June"], "'June' is not a date; write it as 2024-06-30."),
        (["show", "tree", "spans"], "spans and tree are two views; give one."),
        (["show", "tree", "--stats"], "statistics and tree are two views; give one."),
        (["show", "a", "b"], "'a' is neither a view nor a folder. The views are tree"),
        (["propose", "--archetype", "embedded", "--coverage", "sales"], "'sales' is not of the form name=value."),
    ],
)
def test_wrong_usage_is_told_with_the_next_step(arguments, told, capsys):
    assert main(arguments) == 2
    err = capsys.readouterr().err
    assert told in err
    assert "Usage: mlorg" in err


def test_without_a_command_the_help_is_shown(capsys):
    assert main([]) == 2
    assert "mlorg init" in "".join(capsys.readouterr())


def test_too_little_memory_is_no_fault_of_the_program(capsys):
    assert exit_code_of(raising(MemoryError())) == 2
    assert "fewer --draws" in capsys.readouterr().err


def test_a_message_begins_with_its_place_or_else_with_the_name_of_the_program(capsys):
    problems = [Problem(Place(), "there is no pace 'x'."), Problem(Place("org.yaml", 2), "wrong.")]
    exit_code_of(raising(WorkspaceError(problems)))
    assert capsys.readouterr().err == "mlorg: there is no pace 'x'.\norg.yaml:2: wrong.\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("compare", "--draws", "2"), "--draws: 2 is out of range; give a whole number, 3 or more."),
        (("compare", "--draws", "x"), "--draws: 'x' is not a whole number; give one, 3 or more."),
        (("serve", "--port", "99999"), "--port/-p: 99999 is out of range; give a whole number, from 0 to 65535."),
        (("compare", "--quarters", "x"), "--quarters: 'x' is not a whole number; give one."),
        (("compare", "--format", "xml"), "--format/-f: 'xml' is not one of 'text', 'json'."),
        (("plan", "-w", "acme"), "--to is missing. Where to: a structure such as embedded, or a scenario."),
        (("init", "--roster", "p.csv"), "DIR is missing. Folder of the new workspace."),
        (("schema", "x"), "FILE: 'x' is not one of 'mlorg', 'org', 'scenario', 'assumptions'."),
    ],
)
def test_a_wrong_option_is_named_with_its_value_the_rule_and_the_next_step(arguments, told, capsys):
    assert main(arguments) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last == f"mlorg: {told} See 'mlorg {arguments[0]} --help'."


def test_what_is_quiet_about_warnings_is_so_beside_errors(mlorg, acme):
    people = acme / "people.csv"
    people.write_text(people.read_text().replace(",none", ",").replace("post,", "post,Shoe size,", 1))
    (acme / "org.yaml").write_text((acme / "org.yaml").read_text().replace("part_of: acme", "part_of: acm", 1))
    assert " warning: " in mlorg("show", acme).err
    ended = mlorg("show", acme, "--quiet")
    assert "'acm'" in ended.err
    assert "warning: " not in ended.err

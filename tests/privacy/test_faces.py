"""The list of faces is whole: every command, every form of a report, every address of the server is asked."""

import re

from tests.privacy.faces import LONG, QUICK, SAY_NOTHING_OF_A_WORKSPACE

from mlorg.cli.application import COMMANDS
from mlorg.report.forms.files import FORMS


def test_every_command_is_asked_or_says_nothing_of_a_workspace():
    asked = QUICK.keys() | LONG.keys()
    assert asked | SAY_NOTHING_OF_A_WORKSPACE.keys() == {command.name for command in COMMANDS}
    assert not asked & SAY_NOTHING_OF_A_WORKSPACE.keys()


def test_every_form_of_a_report_is_written():
    assert set(re.findall(r"\{out\}\.(\w+)", LONG["report"][0])) == set(FORMS)


def test_the_server_answered_at_every_address(said):
    """With something to read: pages of things that are there, and no refusal."""
    answers = {name: text for name, text in said.items() if name.startswith("server ")}
    assert len(answers) > 200
    assert all(answers.values())
    refused = [name for name, text in answers.items() if '"mlorg.problems/' in text and "elsewhere" not in name]
    assert refused == []

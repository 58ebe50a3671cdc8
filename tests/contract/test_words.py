"""One form for one thing: shares in percent, and whole numbers on the command line."""

import re
from pathlib import Path
from typing import get_type_hints

import pytest

from mlorg.cli.application import COMMANDS
from mlorg.org.figures import percent

ROOT = Path(__file__).resolve().parents[2]
BY_HAND = re.compile(r":[,+]?\.\d%|\d%[ ,.)\"]|:\.\d+f\} %")
"""A share that is not told by `percent`: `50%`, or a format of its own."""


def test_a_share_is_told_in_one_form():
    assert [percent(share) for share in (0.5, 0.05, 0.071, 0.994, 0, 0.0002, None)] == [
        "50 %", "5 %", "7.1 %", "99 %", "0 %", "0 %", "–",
    ]  # fmt: skip
    assert percent(0.12, sign=True) == "+12 %"


@pytest.mark.parametrize("folder", ["src/mlorg", "scripts"])
def test_no_file_tells_a_share_in_a_form_of_its_own(folder):
    files = [path for kind in ("py", "j2") for path in (ROOT / folder).rglob(f"*.{kind}")]
    assert files
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BY_HAND.search(line) and "width" not in line
    ]
    assert found == []


def test_every_whole_number_names_what_was_typed_where_it_is_refused():
    """The parser's own words leave the value out; `whole` puts it in."""
    from typer.main import get_command

    from mlorg.cli.application import application

    parsers = get_command(application()).commands
    looked_at = 0
    for command in COMMANDS:
        numbers = {name for name, hint in get_type_hints(command.options).items() if hint in (int, int | None)}
        for option in parsers[command.name].params:
            if option.name in numbers:
                looked_at += 1
                with pytest.raises(Exception, match="'many' is not a whole number"):
                    parsers[command.name].make_context("", [option.opts[0], "many"], resilient_parsing=False)
    assert looked_at > 20

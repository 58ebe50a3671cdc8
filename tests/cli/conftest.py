"""The command line called in process, and workspaces to call it on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mlorg.cli import main


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    def data(self) -> Any:
        """What stands under `data` in the JSON on stdout, which must be nothing but that."""
        import json

        return json.loads(self.out)["data"]


Mlorg = Callable[..., Ended]


@pytest.fixture
def mlorg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Mlorg:
    """`mlorg("show", "tree")` carries out the command on a screen of 80 columns without colours."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def carry_out(*arguments: object) -> Ended:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Ended(code, *capsys.readouterr())

    return carry_out


ROSTER = """\
Employee ID,Name,Work Email,Job Title,Department,Manager
1,Ada Example,ada@example.com,Chief Executive Officer,Board,none
2,Bo Example,bo@example.com,VP Engineering,Engineering,1
3,Cy Example,cy@example.com,Software Engineer,Engineering,2
4,Di Example,di@example.com,Software Engineer,Engineering,2
5,Ed Example,ed@example.com,Machine Learning Engineer,Engineering,2
6,Fe Example,fe@example.com,VP Sales,Sales,1
7,Gil Example,gil@example.com,Account Executive,Sales,6
8,Hu Example,hu@example.com,Data Scientist,Sales,6
9,Ivo Example,ivo@example.com,Account Executive,Sales,6
10,Jo Example,jo@example.com,Account Executive,Sales,6
"""
"""Ten made-up people: a top, two managers, two ML people."""

ASSETS = """\
datasets:
  orders: {name: Orders, line: sales}
models:
  forecast: {name: Forecast, line: sales}
"""


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """An HR export with made-up people."""
    path = tmp_path / "people-export.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


@pytest.fixture
def acme(mlorg: Mlorg, roster: Path, tmp_path: Path) -> Path:
    """A workspace made from the roster."""
    assert mlorg("init", tmp_path / "acme", "--roster", roster).code == 0
    return tmp_path / "acme"

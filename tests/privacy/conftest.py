"""The demo with a secret for everybody, what is said of it, and what is said of its twin."""

import pytest
from tests.privacy.faces import Said, everything_said
from tests.privacy.planted import Planted, plant, twin_of

HOW_MUCH = ["quick", pytest.param("whole", marks=pytest.mark.slow)]
"""The faces that answer at once, and all of them."""


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The workspace of the demo, with secrets."""
    return plant(tmp_path_factory.mktemp("privacy") / "demo")


@pytest.fixture(scope="session")
def twin(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The same company, were a few persons others."""
    return twin_of(planted, tmp_path_factory.mktemp("twin") / "demo")


@pytest.fixture(scope="session", params=HOW_MUCH)
def how_much(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def said(planted: Planted, how_much: str, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What mlorg says of it."""
    return everything_said(planted.folder, tmp_path_factory.mktemp("said"), how_much == "whole")


@pytest.fixture(scope="session")
def said_of_twin(twin: Planted, how_much: str, tmp_path_factory: pytest.TempPathFactory) -> Said:
    """What mlorg says of the twin."""
    return everything_said(twin.folder, tmp_path_factory.mktemp("said"), how_much == "whole")

"""Whatever is sent to the API, nothing ends in a fault of the server: requests made up from its own description."""

import pytest
from hypothesis import HealthCheck, given, settings

from .conftest import serving, visiting

schemathesis = pytest.importorskip("schemathesis", reason="the group browser is not installed")
MODERATELY = settings(
    max_examples=25, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def manners_of(browser):
    """The headers of a browser that was let in."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    return {"Origin": browser.headers["Origin"], "Cookie": cookies}


def asked_of(operation, browser):
    """Send what was made up for one operation, and look at every answer; how many were sent."""
    sent = []

    @MODERATELY
    @given(case=operation.as_strategy())
    def ask(case):
        answer = case.call(base_url=str(browser.base_url), headers=manners_of(browser), timeout=60)
        sent.append(answer.status_code)
        assert answer.status_code not in (401, 403, 421)  # it came past the guard
        assert answer.status_code < 500 or answer.status_code == 501, answer.text[:500]
        assert "Traceback" not in answer.text

    ask()
    return len(sent)


@pytest.mark.slow
def test_no_request_ends_in_a_fault(folder):
    with serving(folder) as server, visiting(server) as browser:
        document = browser.get("/api/openapi.json").json()
        operations = [found.ok() for found in schemathesis.openapi.from_dict(document).get_all_operations()]
        sent = {f"{one.method} {one.path}": asked_of(one, browser) for one in operations}
        server.runs.cancel_all("local")
    assert len(sent) == sum(len(methods) for methods in document["paths"].values()) > 20
    assert all(sent.values())

"""The examples of the reference page are one workspace that loads, and the page leaves no key out."""

import re
from pathlib import Path

import pytest

from mlorg.org import Ref, apply
from mlorg.workspace import SCHEMAS
from mlorg.workspace.entries import FIELDS, keys_of
from mlorg.workspace.people import COLUMNS
from mlorg.workspace.scenarios.entries import VERBS

PAGE = (Path(__file__).parents[2] / "docs/reference/workspace.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```\w+ file=(\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
MESSAGES = FILES.pop("problems.txt").splitlines()


def test_the_examples_are_a_workspace(loaded):
    workspace = loaded(FILES)
    org = workspace.organization
    assert (len(org.units), len(org.posts), len(org.persons), len(org.models)) == (3, 3, 3, 3)
    assert len(org.ownerships) == 9
    after = apply(org, workspace.scenarios["data moves in"])
    assert after.post["scientist"].sits_in == "parcels-data"
    assert not [o for o in after.owners_of[Ref("model", "arrival-time")] if o.owner == Ref("unit", "data")]


def test_the_example_of_messages_is_what_is_said(problems):
    files = {
        "org.yaml": "units:\n  parcels: {part_of: fogwistle}\n  fogwhistle: {knd: team}\n",
        "people.csv": "post,fte,reports_to\na,full,none\nb,1,\n",
    }
    assert problems(files) == MESSAGES


@pytest.mark.parametrize(
    "word",
    sorted(
        {key for model in [*SCHEMAS.values(), *FIELDS.values()] for key in keys_of(model)}
        - {"units", "posts", "datasets", "models", "platforms", "use_cases", "ownership", "changes"}
        | set(COLUMNS)
        | set(VERBS)
    ),
)
def test_no_key_column_or_verb_is_left_out(word):
    assert re.search(rf"`[^`\n]*\b{word}\b[^`\n]*`", PAGE), f"docs/reference/workspace.md does not mention `{word}`"

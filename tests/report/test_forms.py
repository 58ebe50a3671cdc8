"""Pages as JSON and Markdown, and the fingerprint of what they were computed from."""

import json
from dataclasses import replace
from datetime import date

import pytest

from mlorg.org import Organization, Overlay, Ref, Set, apply
from mlorg.report.digest import digest
from mlorg.report.forms.markdown import escaped, to_markdown
from mlorg.report.json import envelope, plain, to_json
from mlorg.report.organisation.delta import Difference, delta_page
from mlorg.report.organisation.ownership import ownership_page
from mlorg.report.organisation.spans import statistics_page
from mlorg.report.organisation.tree import tree_page
from mlorg.report.pages import About

from .organisations import shop

ABOUT = About("Corner shop", as_of=date(2024, 6, 30), inputs_hash=digest(shop()))
MOVE = Set(Ref("post", "ml"), (("sits_in", "data"),), wave="first", reason="Closer | to the data.")


def moved():
    """The delta in which the ML engineer moves to the data team."""
    overlay = Overlay("nearer", (MOVE,))
    return delta_page(Difference("baseline", shop(), "nearer", apply(shop(), overlay), overlay), ABOUT)


@pytest.mark.parametrize("build", [tree_page, ownership_page, statistics_page])
def test_every_envelope_has_the_same_keys_and_its_data_say_what_it_is_of(build):
    found = envelope(build(shop(), ABOUT), "1.2.3")
    assert set(found) == {"schema", "version", "seed", "inputs_hash", "data"}
    assert (found["version"], found["seed"]) == ("1.2.3", None)
    assert (found["data"]["organization"], found["data"]["as_of"]) == ("Corner shop", "2024-06-30")


def test_statistics_stand_flat():
    data = envelope(statistics_page(shop(), ABOUT), "1")["data"]
    assert (data["entries"], data["people"], data["vacancies"], data["ml_people"]) == (10, 9, 1, 1)


def test_the_same_page_gives_the_same_bytes():
    one, other = (to_json(ownership_page(shop(), ABOUT), "1") for _ in range(2))
    assert one == other
    assert one.endswith("\n")


def test_letters_of_all_scripts_stand_as_they_are():
    page = statistics_page(Organization("Žluťoučký kůň"), About("Žluťoučký kůň"))
    assert "Žluťoučký kůň" in to_json(page, "1")
    assert json.loads(to_json(page, "1"))["data"]["organization"] == "Žluťoučký kůň"


def test_plain_values_are_what_json_can_hold():
    assert plain((1, date(2024, 1, 2), {"a": None}, About("x"))) == [
        1,
        "2024-01-02",
        {"a": None},
        {"organization": "x", "scenario": "baseline", "as_of": None, "inputs_hash": "", "seed": None},
    ]


def test_delta_counts_what_moves():
    page = moved()
    assert (page.count, page.shift.posts_moved, page.shift.lines_changed) == (1, 1, 0)
    assert [(m.unit, m.role, m.before, m.after) for m in page.moves] == [
        ("Data team", "ML engineer", 0, 1),
        ("Shop", "ML engineer", 1, 0),
    ]


def test_delta_counts_owners_that_change():
    without = replace(shop(), ownerships=shop().ownerships[1:])
    page = delta_page(Difference("a", shop(), "b", without, Overlay("b")), ABOUT)
    assert page.shift.owners_changed == 1


def test_markdown_escapes_what_markdown_would_read():
    text = to_markdown(moved())
    assert text.startswith("# Corner shop: baseline → nearer\n\n- 1 post sits in another unit\n\n## first\n")
    assert "*Closer \\| to the data.*" in text
    assert "| Shop | ML engineer | 1 | 0 |" in text
    assert escaped("a_b*c\nd") == "a\\_b\\*c d"


def test_markdown_of_no_difference_says_so():
    page = delta_page(Difference("a", shop(), "b", shop(), Overlay("b")), ABOUT)
    assert to_markdown(page) == "# Corner shop: a → b\n\nNo difference.\n"


def test_a_page_without_a_markdown_form_is_refused():
    with pytest.raises(TypeError, match="TreePage"):
        to_markdown(tree_page(shop(), ABOUT))


def test_the_digest_tells_values_and_their_borders_apart():
    assert digest("a", "b") == digest("a", "b")
    assert len({digest("ab"), digest("a", "b"), digest("b", "a"), digest(shop()), digest(Organization())}) == 5

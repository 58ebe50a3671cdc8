"""The pages on the simulation model say what its code says, and name only sources and places that exist."""

import re
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from mlorg.sim import priors

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
MODEL = ROOT / "docs" / "explanation" / "model"
PAGES = [*sorted(MODEL.glob("*.md")), ROOT / "docs/reference/mechanisms.md", ROOT / "docs/reference/parameters.md"]
LINK = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)\s]*))?\)")


@pytest.fixture(scope="module")
def facts():
    return SimpleNamespace(**runpy.run_path(str(SCRIPTS / "model_facts.py")))


@pytest.fixture
def pages(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))
    return SimpleNamespace(**runpy.run_path(str(SCRIPTS / "model_pages.py")))


def test_pages_are_what_the_code_says():
    check = [sys.executable, str(SCRIPTS / "model_pages.py"), "--check"]
    drift = subprocess.run(check, capture_output=True, text=True, check=False)
    assert drift.returncode == 0, f"run: python scripts/model_pages.py\n{drift.stdout}{drift.stderr}"


def test_a_page_that_says_something_else_is_found(pages, tmp_path):
    stale, made = tmp_path / "parameters.md", pages.parameters_page()
    stale.write_text(made.replace("`load`", "`lode`"), encoding="utf-8")
    assert "-| `lode`" in pages.drift([(stale, made)])
    stale.write_text(made, encoding="utf-8")
    assert pages.drift([(stale, made)]) == ""


def test_a_page_without_its_marks_is_refused(pages):
    with pytest.raises(ValueError, match="expected one pair of marks 'counts', found 0"):
        pages.between_marks("# Nothing to fill in", "counts", "")


def test_mechanisms_are_numbered_and_switched_in_one_order(facts):
    constants = runpy.run_path(str(facts.SIM / "constants.py"))
    assert [m.number for m in facts.mechanisms()] == list(range(1, 20))
    assert [constants[m.switch] for m in facts.mechanisms()] == [m.bit for m in facts.mechanisms()]


def test_a_mechanism_that_does_not_say_what_it_reads_is_refused(facts, tmp_path):
    path = tmp_path / "silent.py"
    path.write_text('"""Mechanism 20: it is silent.\n\n    x  y\n\nSwitch `ON_SILENT`: off = nothing.\n"""\n')
    with pytest.raises(ValueError, match=r"silent\.py.*Reads"):
        facts.mechanism_in(path)


def test_every_source_of_a_prior_or_an_equation_is_told_and_no_other(facts):
    cited = {prior.source for prior in priors().values()} - {"assumed"}
    cited |= {id for m in facts.mechanisms() for id in re.findall(r"\b[A-Z]\d\d\b", m.notes)}
    assert cited == set(facts.sources())


def test_sources_are_complete_and_short(facts):
    for source in facts.sources().values():
        assert source["grade"] in {"A", "B", "C", "X"}, source
        assert source["grade"] == "X" or re.match(r"https?://", source["url"]), source
        assert source["grade"] == "X" or re.fullmatch(r"\d{4}|n\.d\.", source["year"]), source
        assert source["title"], source
        assert 40 < len(source["says"]) <= 300, source


def test_every_quantity_is_read_by_the_engine(facts):
    assert [name for name, files in facts.readers().items() if not files] == []


def test_every_quantity_has_one_row():
    page = (ROOT / "docs/reference/parameters.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE) == sorted(priors(), key=page.index)
    assert len(re.findall(r"^\| `", page, re.MULTILINE)) == len(priors())


def test_beta_and_gamma_points_are_those_of_known_laws(pages):
    """A beta(1, 1) is uniform; a gamma of variation 1 is exponential: -ln(1 - share) times its mean."""
    law = SimpleNamespace(distribution="beta", p1=1.0, p2=1.0)
    assert pages.quantiles(law, (0.05, 0.95)) == pytest.approx([0.05, 0.95], abs=1e-3)
    law = SimpleNamespace(distribution="gamma", p1=2.0, p2=1.0)
    assert pages.quantiles(law, (0.5, 0.95)) == pytest.approx([1.386, 5.991], rel=0.01)


def test_the_model_in_words_tells_of_every_mechanism(facts):
    text = (MODEL / "odd.md").read_text(encoding="utf-8")
    told = re.findall(r"^(\d+)\. \*\*\[(\w+)\]", text, re.MULTILINE)
    assert told == [(str(m.number), m.name) for m in facts.mechanisms()]


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    assert LINK.search(text)
    for file, anchor in LINK.findall(text):
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{page.name}: {file}"
        assert not anchor or anchor in anchors(target), f"{page.name}: {file}#{anchor}"

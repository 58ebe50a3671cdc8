"""No name, address, number of the HR system, pay or first day that was planted is told by any face."""

import re

import pytest
from tests.privacy.faces import Said

from mlorg import api
from mlorg.org import pay_bands
from mlorg.report import evidence
from mlorg.report.json import to_json
from mlorg.sim.structure.frame import key_of


def told(said: Said, words: frozenset[str]) -> dict[str, set[str]]:
    """Words that are told, by face."""
    wanted = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    found = {name: set(wanted.findall(text.lower())) for name, text in said.items()}
    return {name: words for name, words in found.items() if words}


def test_no_secret_is_told(said, planted):
    assert len(planted.words) > 1500
    assert told(said, planted.words) == {}


def test_a_first_day_that_is_told_is_found(planted, monkeypatch):
    """A leak: who fills a post since when, as any other fact."""
    monkeypatch.setattr(evidence, "PER_PERSON", frozenset({"author", "event"}))
    page = api.explain("post:data-scientist-1", planted.folder)
    assert told({"explain": to_json(page, "0")}, planted.words)


def test_a_pay_that_is_told_is_found(planted, monkeypatch):
    """A leak: pay as it was given, in a scenario that is shown as its file has it."""
    monkeypatch.setattr(pay_bands, "nearest_band", lambda pay: pay)
    page = api.scenario_page(api.load(planted.folder), "raises")
    assert told({"scenario": to_json(page, "0")}, planted.words)


def test_a_secret_in_a_document_is_found(said, planted):
    """A leak: an address in a page."""
    leak = next(word for word in sorted(planted.words) if "@" in word)
    assert told({**said, "page": f"<p>{leak}</p>"}, planted.words) == {"page": {leak}}


def _keys(said: Said) -> set[int]:
    return {int(key) for key in re.findall(r'"key":(\d+)', said["bundle/structures.json"])} - {0}


def _ids(planted) -> set[str]:
    org = api.load(planted.folder).organization
    return {one.id for one in (*org.posts, *org.units, *org.datasets)}


def test_no_id_can_be_confirmed_from_the_keys_of_a_bundle(said, planted):
    keys = _keys(said)
    assert len(keys) > 50
    assert not {key_of(name) for name in _ids(planted)} & keys


def test_whoever_has_the_secret_can_confirm_an_id(said, planted):
    """The dictionary is good enough: with the secret of the workspace it finds nearly all."""
    secret = api.load(planted.folder).settings.stream_secret
    assert len({key_of(name, secret) for name in _ids(planted)} & _keys(said)) > 20


@pytest.mark.parametrize("again", [False, True])
def test_an_import_gives_a_secret_that_stays(planted, tmp_path, again):
    roster = planted.folder / "hr-export.csv"
    secrets = []
    for folder in (tmp_path / "one", tmp_path / ("one" if again else "two")):
        api.create_workspace(folder, roster, api.ImportOptions(force=True))
        secrets.append(api.load(folder).settings.stream_secret)
    assert len(secrets[0]) == 32
    assert (secrets[0] == secrets[1]) == again

"""A bundle gives the same digits again, says what differs, and is read with suspicion."""

import io
import json
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from tests.sim.companies import company

from mlorg import api
from mlorg.decide import compare_alternatives, library_alternatives
from mlorg.decide.again import structure_of
from mlorg.errors import InputError
from mlorg.report.bundle import MANIFEST, MEMBERS, MOST_BYTES, read_bundle
from mlorg.report.json import plain
from mlorg.sim import Frame, Sampling, compile_structure


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of a small company."""
    today = company(ml_people=6)
    frame = Frame.of(today)
    comparison = compare_alternatives(frame, library_alternatives(today), Sampling(draws=4, per_draw=2))
    return api.write_bundle(comparison, frame, tmp_path_factory.mktemp("bundle") / "good.zip")


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(parts: dict[str, bytes], path: Path) -> Path:
    """A zip of these members whose manifest knows their hashes."""
    manifest = json.loads(parts[MANIFEST])
    manifest["sha256"] = {name: sha256(parts[name]).hexdigest() for name in MEMBERS if name in parts}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, MANIFEST: json.dumps(manifest).encode()}.items():
            archive.writestr(name, content)
    return path


def changed(good: Path, target: Path, name: str, change) -> Path:
    """The bundle with one member changed by a function of its value, and hashes that fit."""
    parts = members(good)
    return rewritten({**parts, name: json.dumps(change(json.loads(parts[name]))).encode()}, target)


def test_it_gives_the_same_digits(good):
    page = api.reproduce(good)
    assert page.differences == ()
    assert page.figures > 1000


def test_the_same_comparison_gives_the_same_bytes(good, tmp_path):
    today = company(ml_people=6)
    frame = Frame.of(today)
    comparison = compare_alternatives(frame, library_alternatives(today), Sampling(draws=4, per_draw=2))
    assert api.write_bundle(comparison, frame, tmp_path / "x" / "again.zip").read_bytes() == good.read_bytes()


def test_what_differs_is_named(good, tmp_path):
    name = "settled/embedded/net_value after 12 quarters"
    page = api.reproduce(changed(good, tmp_path / "b.zip", "figures.json", lambda f: {**f, name: f[name] + 1e-9}))
    assert [one.name for one in page.differences] == [name]
    other_seed = changed(good, tmp_path / "c.zip", "sampling.json", lambda s: {**s, "seed": 2})
    assert len(api.reproduce(other_seed).differences) > 500


def test_another_version_is_told(good, tmp_path):
    path = changed(good, tmp_path / "b.zip", MANIFEST, lambda m: {**m, "version": "0.0.1"})
    page = api.reproduce(path)
    assert (page.made_by, page.differences) == ("0.0.1", ())


def test_another_shape_is_refused(good, tmp_path):
    path = changed(good, tmp_path / "b.zip", MANIFEST, lambda m: {**m, "schema": "mlorg.bundle/9"})
    with pytest.raises(InputError, match=r"'mlorg\.bundle/9', and this version reads mlorg\.bundle/1"):
        read_bundle(path)


@pytest.mark.parametrize("name", [MANIFEST, *MEMBERS])
def test_a_member_that_is_missing_is_named(good, tmp_path, name):
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for other, content in members(good).items():
            if other != name:
                archive.writestr(other, content)
    with pytest.raises(InputError, match=f"lacks {name}"):
        read_bundle(path)


def test_a_changed_member_is_noticed_by_its_hash(good, tmp_path):
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members(good).items():
            archive.writestr(name, content.replace(b"1", b"2", 1) if name == "figures.json" else content)
    with pytest.raises(InputError, match=r"figures\.json is not what its manifest says"):
        read_bundle(path)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut off"])
def test_what_is_no_zip_is_told(tmp_path, content):
    path = tmp_path / "b.zip"
    path.write_bytes(content)
    with pytest.raises(InputError, match="no zip file"):
        read_bundle(path)


@pytest.mark.parametrize("at", [0.3, 0.6, 0.9])
def test_a_damaged_file_is_told(good, tmp_path, at):
    path = tmp_path / "b.zip"
    content = bytearray(good.read_bytes())
    place = int(at * len(content))
    content[place : place + 40] = bytes(40)
    path.write_bytes(content)
    with pytest.raises(InputError, match="cannot be used"):
        read_bundle(path)


def test_a_bomb_is_refused_before_it_unfolds(good, tmp_path):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members(good).items():
            with archive.open(name, "w", force_zip64=True) as member:
                for _ in range((MOST_BYTES // 10_000_000) + 1 if name == "structures.json" else 0):
                    member.write(b" " * 10_000_000)
                member.write(content)
    path = tmp_path / "bomb.zip"
    path.write_bytes(bomb.getvalue())
    assert path.stat().st_size < 1_000_000
    with pytest.raises(InputError, match="larger than 200 MB"):
        read_bundle(path)


@pytest.mark.parametrize("table", ["meeting", "served", "deploys", "inside", "approver", "groups", "slots", "lines"])
def test_arrays_that_lead_outside_their_tables_never_reach_the_engine(table):
    structure = plain(replace(compile_structure(company(ml_people=6), Frame.of(company(ml_people=6))), notes=()))
    assert structure_of(json.loads(json.dumps(structure))) is not None
    rows = structure[table]
    broken = [{**rows[0], **{key: 10**6 for key in rows[0]}}] if isinstance(rows[0], dict) else [10**6]
    too_long = [] if table in ("served", "slots") else [[*rows, *rows]]
    for wrong in ([*broken, *rows[1:]], [None, *rows[1:]], "text", *too_long):
        with pytest.raises(ValueError, match=r"\w"):
            structure_of({**structure, table: wrong})


def test_a_bundle_that_asks_for_too_much_is_refused(good, tmp_path):
    path = changed(good, tmp_path / "b.zip", "sampling.json", lambda s: {**s, "draws": 10**9})
    with pytest.raises(InputError, match="more, or less, than can be simulated"):
        read_bundle(path)

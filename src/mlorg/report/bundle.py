"""A bundle: a zip file from which every number of a comparison can be computed again, and no name can be learnt."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

from ..archetypes import Arm
from ..decide import DIP, TODAY, Aims
from ..decide.again import Difference, Recipe, structure_of
from ..decide.again.figures import Figures
from ..errors import InputError, Place, Problem
from ..sim import OUTCOMES, Prior, Sampling
from ..workspace import Limit
from .json import plain
from .pages import Page

SCHEMA = "mlorg.bundle/1"
MANIFEST, STRUCTURES, ASSUMPTIONS, SAMPLING, FIGURES = (
    "manifest.json",
    "structures.json",
    "assumptions.json",
    "sampling.json",
    "figures.json",
)
MEMBERS = (STRUCTURES, ASSUMPTIONS, SAMPLING, FIGURES)
MOST_BYTES = 200_000_000
"""Of all members together once unpacked: no organisation needs more, and a zip bomb does."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
ABOUT = (
    "Arrays of posts by role, ranges of assumptions, and a seed: no name, no address, no id of a post or unit. "
    "The keys of streams are numbers made from ids and, where the workspace has one, its stream_secret, which is not "
    "in here; without one, who already knows an id can confirm it. "
    "mlorg reproduce computes every figure again and compares it to the last digit."
)


@dataclass(frozen=True, slots=True)
class ReproducePage(Page):
    """Whether a bundle gives the same digits here: how many figures were compared, and which differ."""

    schema: ClassVar[str] = "mlorg.reproduce/1"
    bundle: str
    made_by: str
    version: str
    figures: int
    differences: tuple[Difference, ...]
    replications: int


def bundle_bytes(recipe: Recipe, figures: Figures, version: str) -> bytes:
    """The bundle as a zip file; the same input gives the same bytes."""
    contents = {
        STRUCTURES: {f"{arm.value}/{name}": plain(s) for (arm, name), s in recipe.structures.items()},
        ASSUMPTIONS: [plain(prior) for prior in recipe.priors.values()],
        SAMPLING: {
            **asdict(recipe.sampling),
            "alternatives": list(dict.fromkeys(name for _, name in recipe.structures)),
            "reference": sorted(recipe.reference),
            "aims": plain(recipe.aims),
        },
        FIGURES: dict(figures),
    }
    written = {name: _json(content) for name, content in contents.items()}
    hashes = {name: sha256(content).hexdigest() for name, content in written.items()}
    manifest = {"schema": SCHEMA, "version": version, "about": ABOUT, "sha256": hashes}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {MANIFEST: _json(manifest), **written}.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()


def _json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def read_bundle(path: Path) -> tuple[Recipe, Figures, str]:
    """The recipe, its figures, and the version that made it. InputError for a file that is no bundle, or a broken one.

    OSError if the file cannot be read at all.
    """
    members = _members(path)
    manifest = members[MANIFEST]
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA:
        found = manifest.get("schema") if isinstance(manifest, dict) else None
        what = f"its schema is {found!r}, and this version reads {SCHEMA}."
        raise _broken(path, what, "Use the version that made it.")
    try:
        recipe, figures = _recipe(members), dict(members[FIGURES])
        _check_size(recipe.sampling)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _broken(path, f"what it holds cannot be used: {error}.") from None
    return recipe, figures, str(manifest.get("version", ""))


def _recipe(members: Mapping[str, Any]) -> Recipe:
    """The recipe, its alternatives in their order, on which ties depend."""
    sampling = dict(members[SAMPLING])
    alternatives, reference = sampling.pop("alternatives"), frozenset(sampling.pop("reference"))
    aims = _aims(sampling.pop("aims"))
    plain_structures = members[STRUCTURES]
    if TODAY not in alternatives or len(plain_structures) != len(Arm) * len(alternatives) or len(alternatives) < 2:
        raise ValueError("an alternative lacks one of its two arms")
    structures = {(a, name): structure_of(plain_structures[f"{a.value}/{name}"]) for a in Arm for name in alternatives}
    priors = {one["name"]: Prior(**one) for one in members[ASSUMPTIONS]}
    return Recipe(structures, reference, priors, Sampling(**sampling), aims)


def _aims(given: dict[str, Any]) -> Aims:
    limits = {name: tuple(Limit(**one) for one in found) for name, found in given["limits"].items()}
    aims = Aims(**{**given, "limits": limits, "front": tuple(given["front"])})
    unknown = {*aims.weights, *limits} - {*OUTCOMES, DIP}
    if unknown:
        raise ValueError(f"it aims at {', '.join(sorted(unknown))}, which this version does not know")
    return aims


def _members(path: Path) -> dict[str, Any]:
    """Every member as JSON, its hash checked."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _unpacked(path, archive)
    except (zlib.error, zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise _broken(path, f"it is no zip file, or a damaged one: {error}.") from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise _broken(path, "a member is no JSON.") from None


def _unpacked(path: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    names = archive.namelist()
    missing = [name for name in (MANIFEST, *MEMBERS) if name not in names]
    if missing or len(names) != len(MEMBERS) + 1:
        lacking = f"it lacks {', '.join(missing)}." if missing else "it holds more than a bundle does."
        raise _broken(path, lacking)
    texts, room = {}, MOST_BYTES
    for name in names:
        with archive.open(name) as member:
            texts[name] = member.read(room + 1)
        room -= len(texts[name])
        if room < 0:
            raise _broken(path, f"unpacked it is larger than {MOST_BYTES // 1_000_000} MB, which no bundle is.")
    found = {name: json.loads(text) for name, text in texts.items()}
    _check_hashes(path, texts, found[MANIFEST])
    return found


def _check_hashes(path: Path, texts: Mapping[str, bytes], manifest: Any) -> None:
    hashes = manifest.get("sha256") if isinstance(manifest, dict) else None
    for name in MEMBERS:
        if not isinstance(hashes, dict) or hashes.get(name) != sha256(texts[name]).hexdigest():
            raise _broken(path, f"{name} is not what its manifest says: it was changed or damaged.")


def _check_size(sampling: Sampling) -> None:
    """ValueError for a bundle that asks for more than anybody simulates."""
    if not (0 < sampling.draws <= 100_000 and 0 < sampling.per_draw <= 10_000):
        raise ValueError("it asks for more, or less, than can be simulated")


def _broken(path: Path, what: str, hint: str = "Ask for it again from who made it.") -> InputError:
    return InputError([Problem(Place(path.as_posix()), f"this bundle cannot be used: {what}", hint)])

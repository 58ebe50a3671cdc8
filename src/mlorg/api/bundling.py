"""Bundles: what recomputes every number without a name, and computing it again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..report.pages import About

if TYPE_CHECKING:
    from ..decide import Comparison, Progress
    from ..report.bundle import ReproducePage
    from ..sim import Frame


def write_bundle(comparison: Comparison, frame: Frame, path: Path) -> Path:
    """Write the bundle of a comparison; its path. OSError if it cannot be written."""
    from .. import __version__
    from ..decide.again import figures_of, recipe_of
    from ..report.bundle import bundle_bytes

    recipe, names = recipe_of(comparison, frame)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bundle_bytes(recipe, figures_of(comparison, names), __version__))
    return path


def reproduce(path: Path, progress: Progress | None = None) -> ReproducePage:
    """Compute the figures of a bundle again and compare them. InputError for a file that is no bundle."""
    from .. import __version__
    from ..decide.again import differing, recompute
    from ..report.bundle import ReproducePage, read_bundle

    recipe, expected, made_by = read_bundle(path)
    found = recompute(recipe, progress)
    total = len(recipe.structures) * recipe.sampling.replications
    about = About(seed=recipe.sampling.seed)
    return ReproducePage(about, path.name, made_by, __version__, len(expected), differing(expected, found), total)

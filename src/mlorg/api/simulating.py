"""Simulated histories as a table, for notebooks: one row per history and horizon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import UnknownNameError, UnsupportedError, names_hint
from .comparing import STANDARD, ComparisonOptions, check_comparison
from .computing import seed_of
from .selecting import organization, scenario

if TYPE_CHECKING:
    import numpy as np

    from ..workspace import Workspace


@dataclass(frozen=True)
class Histories:
    """Columns of equal length: `alternative`, `arm`, `draw`, `replication`, `quarters`, and one for each outcome.

    Money is in years of a data scientist's pay; what could not be measured is nan. Rows with the same draw and
    replication met the same luck under every alternative.
    """

    columns: Mapping[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.columns["draw"])

    def to_pandas(self) -> Any:
        """As a pandas DataFrame. UnsupportedError if pandas is not installed."""
        return _frame("pandas", self.columns)

    def to_polars(self) -> Any:
        """As a polars DataFrame. UnsupportedError if polars is not installed."""
        return _frame("polars", self.columns)


def simulate(
    workspace: Workspace, *alternatives: str, options: ComparisonOptions = STANDARD, arm: str = "restructured"
) -> Histories:
    """Histories of alternatives (default: all) on the same luck: structures of the library, scenarios, or `today`.

    `arm` is `restructured` (from Monday) or `settled`. Raises InputError as `compare` does, and UnknownNameError for an
    alternative or arm that does not exist.
    """
    from ..archetypes.catalogue import arm_of
    from ..decide import compare_alternatives, library_alternatives
    from ..decide.assumptions import priors_with
    from ..sim import Frame, Sampling

    check_comparison(workspace, options)
    today, _ = organization(workspace)
    own = {name: scenario(workspace, name) for name in options.scenarios or workspace.scenarios}
    known = {a.id: a for a in library_alternatives(today, own, options.structures)}
    for name in alternatives:
        if name not in known:
            hint = names_hint(name, known)
            raise UnknownNameError(f"there is no alternative {name!r}. {hint}")
    sampling = Sampling(options.draws, options.per_draw, seed_of(workspace, options.seed))
    frame = Frame.of(today, workspace.settings.allocation, workspace.settings.stream_secret)
    priors = priors_with(workspace.assumptions)
    found = compare_alternatives(frame, [known[name] for name in alternatives or known], sampling, priors)
    return Histories(_columns(found.outcomes[arm_of(arm)], arm, sampling.per_draw))


def _columns(outcomes: Mapping[str, Any], arm: str, per_draw: int) -> dict[str, np.ndarray]:
    import numpy as np

    from ..sim import HORIZONS, OUTCOMES

    parts = []
    for name, result in outcomes.items():
        for quarters in HORIZONS:
            values = {outcome: result.outcome(outcome, quarters) for outcome in OUTCOMES}
            rows = np.arange(len(values["value"]))
            told = {"draw": rows // per_draw, "replication": rows % per_draw, "quarters": np.full(len(rows), quarters)}
            words = {"alternative": np.full(len(rows), name), "arm": np.full(len(rows), arm)}
            parts.append({**words, **told, **values})
    return {column: np.concatenate([part[column] for part in parts]) for column in parts[0]}


def _frame(library: str, columns: Mapping[str, np.ndarray]) -> Any:
    import importlib

    try:
        return importlib.import_module(library).DataFrame(dict(columns))
    except ImportError:
        raise UnsupportedError(f"{library} is not installed. Install it, or use the arrays in 'columns'.") from None

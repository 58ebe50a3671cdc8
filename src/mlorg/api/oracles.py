"""The shipped engine against mathematics."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from ..report.oracles import OraclesPage, oracles_page
from ..report.pages import About

if TYPE_CHECKING:
    from ..decide import Progress


@dataclass(frozen=True, slots=True)
class OracleOptions:
    """Gates (none = all), settings as `name=value`, seed, and whether a rough look is enough."""

    gates: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    seed: int = 1
    quick: bool = False


def oracles(options: OracleOptions | None = None, progress: Progress | None = None) -> OraclesPage:
    """Simulate every case of the gates asked for and compare it with its closed form, computed from the parameters.

    With settings only the case they describe is checked. Raises UnknownNameError for a gate that does not exist and
    InputError with every setting that is unknown, impossible or would change nothing. On Ctrl-C the page holds what was
    checked until then, and says so.
    """
    from ..decide.oracles import gates_named
    from ..sim.oracles import Effort, GateRow, check_gates, read_settings

    asked = options or OracleOptions()
    gates = gates_named(asked.gates)
    given = read_settings(asked.settings, {gate.id: gate.settings for gate in gates})
    rows: list[GateRow] = []
    complete = True
    checked = check_gates(gates, given, Effort(asked.seed, asked.quick), progress)
    try:
        rows.extend(checked)
    except KeyboardInterrupt:
        complete = False
    text = repr(([gate.id for gate in gates], sorted(given.items()), asked.seed, asked.quick))
    about = About(inputs_hash=sha256(text.encode()).hexdigest(), seed=asked.seed)
    return oracles_page(about, rows, (asked.settings, asked.quick, complete))

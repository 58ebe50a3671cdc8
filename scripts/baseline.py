"""Write the baseline of simulated outcomes, tests/baseline/outcomes.csv; with --check, fail if results have changed.

A change of results has to be entered in CHANGELOG.md, under Migration or Regression, together with the new table.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(check: bool) -> int:
    """Write the table, or compare it; exit code 1 if results have changed."""
    sys.path.insert(0, str(ROOT))
    from tests.baseline.outcomes import TABLE, advice, drift, measured, store, stored

    head, old = stored() if TABLE.exists() else ("", {})
    new = measured()
    changes = list(drift(old, new))
    for line in changes[:50]:
        print(line)
    print(f"{len(changes)} of {len(new)} entries have changed")
    if not check:
        store(new)
        return 0
    if changes:
        print(advice(head))
    return int(bool(changes))


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))

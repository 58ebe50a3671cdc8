"""As many random cases as asked for, from where the last run ended: `python -m tests.sim.fuzz_many CASES [STATE]`.

STATE (default: fuzz-state.json in the working directory) remembers how far it is and what was found, so that it can be
stopped at any time. The exit code is 1 if anything was wrong.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from mlorg.sim.engine import engine

from .fuzz import try_case

FIRST = 10_000_000  # beyond the numbers of the tests
STEP = 2000


def main(wanted: int, state_file: Path) -> int:
    """Run until `wanted` cases have been tried in all; says how far it is after every step."""
    state = {"tried": 0, "refused": 0, "wrong": {}}
    if state_file.exists():
        state = json.loads(state_file.read_text())
    module, began, before = engine(), time.monotonic(), state["tried"]
    while state["tried"] < wanted:
        for number in range(FIRST + state["tried"], FIRST + min(wanted, state["tried"] + STEP)):
            found = try_case(module, number)
            state["tried"] += 1
            state["refused"] += found.refused
            if found.wrong:
                state["wrong"][str(number)] = list(found.wrong[:3])
        state_file.write_text(json.dumps(state))
        rate = (state["tried"] - before) / (time.monotonic() - began)
        print(f"{state['tried']:,} of {wanted:,} cases, {state['refused']:,} refused, {len(state['wrong'])} wrong, "
              f"{(wanted - state['tried']) / rate / 60:.0f} minutes to go", flush=True)  # fmt: skip
    return 1 if state["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "fuzz-state.json")))

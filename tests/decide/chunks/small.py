"""A small comparison, here and in a process of its own that can be killed.

python small.py FOLDER [CLUSTER] [DRAWS]    keeps its results in FOLDER and prints a digest of them
"""

import sys
from hashlib import sha256
from pathlib import Path

from mlorg.archetypes import Arm
from mlorg.archetypes.firms import firm
from mlorg.decide import TODAY, Comparison, compare_alternatives, library_alternatives
from mlorg.decide.chunks import Cluster, FolderStore, Threads
from mlorg.decide.comparing.comparison import Computing
from mlorg.sim import Frame, Sampling

PER_DRAW = 8


def compared(computing: Computing | None = None, draws: int = 12) -> Comparison:
    """Today and one structure of a made-up firm."""
    today = firm(5, people=200, ml_people=12)
    some = [a for a in library_alternatives(today) if a.id in (TODAY, "embedded")]
    return compare_alternatives(Frame.of(today), some, Sampling(draws, PER_DRAW), computing=computing)


def digits(comparison: Comparison) -> str:
    """Equal for comparisons that are equal to the last bit."""
    found = sha256()
    for arm in Arm:
        for alternative in comparison.alternatives:
            found.update(comparison.outcomes[arm][alternative.id].sums.tobytes())
    return found.hexdigest()


def main(folder: str, cluster: str = "", draws: str = "12") -> None:
    """What the process does; a line for every chunk that is kept."""
    store = FolderStore(Path(folder), say=lambda text: print(text, flush=True))
    keep = store.keep

    def tell(chunk, sums):
        keep(chunk, sums)
        print(f"kept {chunk.key}\n", end="", flush=True)  # in one piece: several threads tell

    store.keep = tell
    executor = Cluster(cluster) if cluster else Threads()
    try:
        print("digits", digits(compared(Computing(executor, store), int(draws))), flush=True)
    finally:
        store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

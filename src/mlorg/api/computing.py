"""What every simulation of a workspace needs: its size, its seed, where it is computed and where it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import Place, Problem, StoreError

if TYPE_CHECKING:
    from ..decide.comparing.comparison import Computing
    from ..workspace import Workspace

KEPT = ".mlorg/cache/simulated"
"""Where a workspace keeps what was simulated, relative to it."""

FEWEST_DRAWS = 3

Say = Callable[[str], None]
"""Called with a sentence for the user."""


def seed_of(workspace: Workspace, asked: int | None) -> int:
    """The seed asked for, else that of the workspace."""
    return workspace.settings.seed if asked is None else asked


def too_few_draws(draws: int, per_draw: int, purpose: str) -> list[Problem]:
    """What is wrong with the size of a simulation for this purpose (a verb), if anything is."""
    if draws >= FEWEST_DRAWS and per_draw >= 1:
        return []
    size = f"{draws} draws with {per_draw} replications each are too few to {purpose}."
    return [Problem(Place(), size, f"Ask for at least {FEWEST_DRAWS} draws with 1 each.")]


@contextmanager
def computing_for(workspace: Workspace, cluster: str, keep: bool, say: Say | None) -> Iterator[Computing]:
    """Threads or a cluster, with a store in the workspace, or in memory if nothing is to be or can be kept.

    ClusterError if the address of the cluster makes no sense.
    """
    from ..decide.chunks import Cluster, FolderStore
    from ..decide.comparing.comparison import Computing

    tell = say or _nothing
    computing = Computing(executor=Cluster(cluster)) if cluster else Computing()
    if not keep:
        yield computing
        return
    try:
        store = FolderStore(workspace.folder / KEPT, tell)
    except StoreError as error:
        tell(f"Nothing is kept of this: {error}")
        yield computing
        return
    try:
        yield replace(computing, store=store)
    finally:
        store.close()


def _nothing(text: str) -> None:
    """Say nothing."""

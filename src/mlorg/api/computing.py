"""Where what a command needs is computed, and where it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import StoreError

if TYPE_CHECKING:
    from ..decide.comparing.comparison import Computing
    from ..workspace import Workspace

KEPT = ".mlorg/cache/simulated"
"""Where a workspace keeps what was simulated, relative to it."""

Say = Callable[[str], None]
"""Called with a sentence for the user."""


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

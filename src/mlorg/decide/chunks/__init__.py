"""Simulation in pieces, wherever it is done: the same digits on one machine or many, in one go or several.

`values.py` says what a piece is, `mapping.py` is the seam, `threads.py` and `cluster.py` do the work, `memory.py` and
`folder.py` keep what comes out.
"""

from .cluster import Cluster
from .folder import FolderStore
from .mapping import Executor, Store, map_chunks
from .memory import MemoryStore
from .threads import Threads
from .values import Chunk, Draws, Series, rounds

__all__ = [
    "Chunk",
    "Cluster",
    "Draws",
    "Executor",
    "FolderStore",
    "MemoryStore",
    "Series",
    "Store",
    "Threads",
    "map_chunks",
    "rounds",
]

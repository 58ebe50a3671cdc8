"""A store for what is small or not worth keeping."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...sim import Outcomes
from .values import Chunk

if TYPE_CHECKING:
    import numpy as np


class MemoryStore:
    """Results in memory: 2.5 kB per replication. They are gone with the process."""

    def __init__(self) -> None:
        self._sums: dict[str, np.ndarray] = {}

    def holds(self, key: str) -> bool:
        """Whether the chunk has been simulated."""
        return key in self._sums

    def keep(self, chunk: Chunk, sums: np.ndarray) -> None:
        """Keep the sums of a chunk."""
        self._sums[chunk.key] = sums

    def outcomes(self, keys: Iterable[str]) -> Outcomes:
        """The sums of chunks, one after the other."""
        import numpy as np

        return Outcomes(np.concatenate([self._sums[key] for key in keys]))

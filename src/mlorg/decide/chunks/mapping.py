"""The one seam between what is to be simulated and where: chunks in, their results into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from .values import Chunk

if TYPE_CHECKING:
    import numpy as np

    from ...sim import Outcomes

Keep = Callable[[Chunk, "np.ndarray"], None]
"""Called with each chunk and its sums as soon as they are there, perhaps from another thread."""


class Store(Protocol):
    """Where results are until they are read."""

    def holds(self, key: str) -> bool:
        """Whether the sums of a chunk are there, whole and undamaged."""

    def keep(self, chunk: Chunk, sums: np.ndarray) -> None:
        """Keep the sums of a chunk. StoreError if that cannot be done."""

    def outcomes(self, keys: Iterable[str]) -> Outcomes:
        """The sums of chunks, one after the other, as one table."""


class Executor(Protocol):
    """Who simulates."""

    def finish(self, chunks: Iterable[Chunk], keep: Keep) -> Iterator[Chunk]:
        """Simulate every chunk, hand its sums to `keep`, then yield it; in the order in which they are done.

        Few chunks are taken ahead of those that are done. Closing the iterator ends the work.
        """


def map_chunks(chunks: Iterable[Chunk], executor: Executor, store: Store) -> Iterator[Chunk]:
    """See that the store holds the result of every chunk; yields each once it does, in no particular order.

    What the store already holds is not simulated again, and nobody is asked if it holds everything.
    """
    held: list[Chunk] = []
    missing = _missing(chunks, store, held)
    first = next(missing, None)
    yield from _taken(held)
    if first is not None:
        for chunk in executor.finish(chain([first], missing), store.keep):
            yield chunk
            yield from _taken(held)
    yield from _taken(held)


def _missing(chunks: Iterable[Chunk], store: Store, held: list[Chunk]) -> Iterator[Chunk]:
    for chunk in chunks:
        if store.holds(chunk.key):
            held.append(chunk)
        else:
            yield chunk


def _taken(chunks: list[Chunk]) -> Iterator[Chunk]:
    while chunks:
        yield chunks.pop(0)

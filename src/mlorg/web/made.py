"""What was computed once and may be asked for again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

Value = TypeVar("Value")


class Made:
    """The most recent `most` of what was made, by key. Safe to use from many threads.

    What is missing is made by one thread, and the others who want it wait for that one.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._making: dict[Hashable, Lock] = {}
        self._made: OrderedDict[Hashable, object] = OrderedDict()

    def of(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` makes; the same again under the same key."""
        found = self._find(key)
        if found is None:
            try:
                with self._making_of(key):
                    found = self._find(key)
                    if found is None:
                        found = make()
                        self._keep(key, found)
            finally:
                self._making.pop(key, None)
        return cast(Value, found)

    def forget(self, which: Callable[[Hashable], bool]) -> None:
        """Forget what was made under these keys."""
        with self._lock:
            for key in list(filter(which, self._made)):
                del self._made[key]

    def _making_of(self, key: Hashable) -> Lock:
        with self._lock:
            return self._making.setdefault(key, Lock())

    def _find(self, key: Hashable) -> object:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def _keep(self, key: Hashable, made: object) -> None:
        with self._lock:
            self._made[key] = made
            while len(self._made) > self._most:
                self._made.popitem(last=False)

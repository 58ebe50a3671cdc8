"""Stands in for `import cython` where Cython is not installed: the engine's sources then run as plain Python.

Only what the engine uses is here. Decorators return what they get, types are objects that can be subscripted, and a
struct is a slotted class whose fields start at 0.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

compiled = False


class _Type:
    """A C type in an annotation: `cython.int`, `cython.double[::1]`."""

    def __getitem__(self, _: Any) -> _Type:
        return self

    def __call__(self, value: Any = 0) -> Any:
        return value


int = _Type()
uint = _Type()
longlong = _Type()
ulonglong = _Type()
double = _Type()
bint = _Type()
void = _Type()
Py_ssize_t = _Type()
const = _Type()


def _same(thing: Any) -> Any:
    return thing


cfunc = final = cclass = inline = _same


def exceptval(*_: Any, **__: Any) -> Any:
    """Decorator: how a C function reports an exception; means nothing here."""
    return _same


class _NoGil(nullcontext[None]):
    def __call__(self, function: Any) -> Any:
        return function


nogil = _NoGil()
gil = nullcontext()


def declare(_: Any, value: Any = None) -> Any:
    """A typed variable: here its value."""
    return value


class _StructMeta(type):
    def __getitem__(cls, _: Any) -> Any:
        return cls


def struct(**fields: Any) -> Any:
    """A record type: a class with the given fields, all 0 at first."""
    names = tuple(fields)

    def __init__(self: Any) -> None:
        for name in names:
            setattr(self, name, 0)

    return _StructMeta("Record", (), {"__slots__": names, "__init__": __init__, "_members": fields})

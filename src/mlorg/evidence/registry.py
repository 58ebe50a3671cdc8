"""Which readers there are: those of this package, and those that other packages declare.

A package declares its readers as entry points of the group `mlorg.readers`; mlorg's own are found as the same kind of
value and loaded in the same way, when a source needs them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from ..errors import Place, Problem
from .contract import Reader, SourceError

GROUP = "mlorg.readers"
"""The entry-point group: the name is the kind of source, the object a `Reader`."""


def reader_entries() -> Mapping[str, EntryPoint]:
    """Where each kind of source is read, by kind. A kind of another package never replaces one of mlorg's own."""
    from . import readers

    others = {entry.name: entry for entry in entry_points(group=GROUP)}
    own = {_kind(name): _entry(name) for _, name, _ in pkgutil.iter_modules(readers.__path__)}
    return dict(sorted({**others, **own}.items()))


def _kind(module: str) -> str:
    return module.replace("_", "-")


def _entry(module: str) -> EntryPoint:
    return EntryPoint(_kind(module), f"{__package__}.readers.{module}:READER", GROUP)


def load_reader(entry: EntryPoint) -> Reader:
    """The reader behind an entry. SourceError if its package cannot be imported or it is no reader."""
    try:
        module, _, attribute = entry.value.partition(":")
        reader = getattr(import_module(module.strip()), attribute.strip() or "READER")
    except Exception as error:
        message = f"reader {entry.name!r} ({entry.value}) cannot be loaded: {type(error).__name__}."
        raise SourceError([Problem(Place(), message, "Reinstall the package that brings it.")]) from error
    if not isinstance(reader, Reader):
        message = f"reader {entry.name!r} ({entry.value}) is a {type(reader).__name__}, not an mlorg Reader."
        raise SourceError([Problem(Place(), message, "Make it a mlorg.evidence.Reader.")])
    return reader

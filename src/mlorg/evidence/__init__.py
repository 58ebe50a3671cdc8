"""Readers of what an organisation already records, and how what they say becomes one organisation.

`contract.py` says what a reader is; `readers/` holds one module per kind of source, `roster/` the larger one for HR
exports. `scanning.py` reads all sources into the store, `reconciling/` decides between what they say. A reader keeps
going past what it does not understand and lists it. Called by `mlorg.api` alone.
"""

from .contract import Option, Reader, Reading, SourceError, SourceSettings
from .registry import GROUP, reader_entries
from .scanning import Scanned, ScanOptions, scan_sources
from .sources import SourceList

__all__ = [
    "GROUP",
    "Option",
    "Reader",
    "Reading",
    "ScanOptions",
    "Scanned",
    "SourceError",
    "SourceList",
    "SourceSettings",
    "reader_entries",
    "scan_sources",
]

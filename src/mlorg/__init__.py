"""mlorg: how should this organisation structure its machine-learning people?

`mlorg.api` holds every function; those whose name is no package's are here too.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import (
        check,
        compare,
        create_workspace,
        delta,
        load,
        ownership,
        plan,
        propose,
        scan,
        search,
        simulate,
        spans,
        statistics,
        tree,
    )

__version__ = "0.1.0"
__all__ = [
    "check",
    "compare",
    "create_workspace",
    "delta",
    "load",
    "ownership",
    "plan",
    "propose",
    "scan",
    "search",
    "simulate",
    "spans",
    "statistics",
    "tree",
]


def __getattr__(name: str) -> Any:
    """The public functions, imported when they are first asked for."""
    if name not in __all__:
        raise AttributeError(f"module 'mlorg' has no attribute {name!r}")
    from . import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])

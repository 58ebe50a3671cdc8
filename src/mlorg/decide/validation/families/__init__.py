"""One file for each family of figures; together they measure every target."""

from collections.abc import Mapping

from ..measuring import Check
from . import ageing, deployment, distance, employers, ideas, people, public, time_use

CHECKS: Mapping[str, Check] = {
    check.target: check
    for family in (deployment, time_use, distance, employers, people, ideas, ageing, public)
    for check in family.CHECKS
}
"""All checks by the id of their target."""

__all__ = ["CHECKS"]

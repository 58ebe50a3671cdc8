"""Whether there is anything to structure."""

from __future__ import annotations

from ..errors import InputError, Place, Problem
from ..org import Organization
from ..org.counting import ml_people
from ..org.lines import BusinessLines

FEWEST_PEOPLE = 2


def check_structurable(org: Organization, quarters: int) -> None:
    """InputError if an organisation has nothing to structure, or nothing is measured after so many quarters."""
    problems = not_structurable(org, quarters)
    if problems:
        raise InputError(problems)


def not_structurable(org: Organization, quarters: int) -> list[Problem]:
    """Every reason for which an organisation cannot be put into structures that are read after so many quarters."""
    from ..sim import HORIZONS

    problems = nothing_to_structure(org)
    if quarters not in HORIZONS:
        known = ", ".join(map(str, HORIZONS))
        problems.append(Problem(Place(), f"{quarters} quarters is not a horizon.", f"Choose one of {known}."))
    return problems


def nothing_to_structure(org: Organization) -> list[Problem]:
    """What an organisation lacks for a comparison, and what to do about it."""
    number = len(ml_people(org))
    found = []
    if number < FEWEST_PEOPLE:
        people = f"{number or 'no'} ML {'person is' if number == 1 else 'people are'}"
        found.append(
            Problem(
                Place(),
                f"{people} known in this organisation, and fewer than {FEWEST_PEOPLE} cannot be structured.",
                "Give posts a role such as data_scientist or ml_engineer in people.csv, or mark them as ML posts; "
                "mlorg show --stats counts them.",
            )
        )
    if not BusinessLines(org).units:
        found.append(
            Problem(
                Place(),
                "no business line is known, so there is nobody to build for.",
                "Set business_line: true for the units in org.yaml whose users want use cases.",
            )
        )
    return found

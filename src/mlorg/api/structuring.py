"""Whether there is anything to structure."""

from __future__ import annotations

from ..org import Organization, is_ml
from ..org.lines import BusinessLines

FEWEST_PEOPLE = 2


def ml_people(org: Organization) -> set[str]:
    """Ids of the persons who hold ML posts."""
    return {seat.person for post in org.posts if is_ml(post) for seat in org.holders.get(post.id, ())}


def nothing_to_structure(org: Organization) -> list[tuple[str, str]]:
    """What an organisation lacks for a comparison, and what to do about it."""
    people = ml_people(org)
    found = []
    if len(people) < FEWEST_PEOPLE:
        found.append(
            (
                f"{len(people) or 'no'} ML {'person is' if len(people) == 1 else 'people are'} known in this "
                f"organisation, and fewer than {FEWEST_PEOPLE} cannot be structured.",
                "Give posts a role such as data_scientist or ml_engineer in people.csv, or mark them as ML posts; "
                "mlorg show --stats counts them.",
            )
        )
    if not BusinessLines(org).units:
        found.append(
            (
                "no business line is known, so there is nobody to build for.",
                "Set business_line: true for the units in org.yaml whose users want use cases.",
            )
        )
    return found

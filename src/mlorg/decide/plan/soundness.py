"""What must hold after every wave: a plan never passes through an organisation that could not work."""

from __future__ import annotations

from collections.abc import Iterator

from ...org import Organization, Ref, Responsibility
from ...org.checks import faults
from ...org.owners import Owners

Duty = tuple[Ref, Responsibility]


def unsound(org: Organization, today: Organization, target: Organization) -> tuple[str, ...]:
    """What is wrong with an organisation on the way that is right at both ends; empty if nothing is.

    Nothing refers to what is not there (so no line ends in the air and no filled post is closed), nobody is above
    himself, one owner at most is accountable, and whatever has an owner at both ends has one.
    """
    known = {f.message for end in (today, target) for f in faults(end) if not f.warning}
    new = (f.message for f in faults(org) if not f.warning and f.message not in known)
    owned = owned_duties(today) & owned_duties(target) - owned_duties(org)
    return (*new, *(f"{asset} has no owner for {duty.value}." for asset, duty in sorted(owned)))


def owned_duties(org: Organization) -> frozenset[Duty]:
    """What has an accountable owner who is there."""
    return frozenset(_owned(org))


def lost_duties(today: Organization, target: Organization) -> tuple[Duty, ...]:
    """What has an owner today and would have none, not even by the word `nobody`, which is a decision."""
    owners = Owners(target)
    assets = {asset.ref: asset for asset in owners.assets}
    return tuple(
        (ref, duty)
        for ref, duty in sorted(owned_duties(today))
        if ref in assets and owners.accountable(assets[ref], duty) is None
    )


def _owned(org: Organization) -> Iterator[Duty]:
    owners = Owners(org)
    for asset in owners.assets:
        for duty in owners.responsibilities(asset):
            found = owners.accountable(asset, duty)
            if found is not None and owners.is_there(found):
                yield asset.ref, duty

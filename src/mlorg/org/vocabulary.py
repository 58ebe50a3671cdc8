"""The closed word lists of the organisation: every word that files, code and reports share.

All are `StrEnum`s: the value is what stands in a file.
"""

from __future__ import annotations

from enum import StrEnum


class Function(StrEnum):
    """What kind of work a role, or the part of a unit that does something, belongs to."""

    ML = "ml"
    ENGINEERING = "engineering"
    DATA = "data"
    PRODUCT = "product"
    PLATFORM = "platform"
    RESEARCH = "research"  # research that is not machine learning
    EXECUTIVE = "executive"
    BUSINESS = "business"  # sales, finance, people, operations and everything else


class UnitKind(StrEnum):
    """Size and purpose of a unit; only `division` and `team` carry meaning for the tree views."""

    ORGANIZATION = "organization"
    DIVISION = "division"
    TEAM = "team"


class Responsibility(StrEnum):
    """What one can be owner of. The first four concern datasets, the others models."""

    COLLECT = "collect"
    WAREHOUSE = "warehouse"
    LABEL = "label"
    PIPELINE = "pipeline"
    BUILD = "build"
    DEPLOY = "deploy"
    MAINTAIN = "maintain"


DATA_RESPONSIBILITIES = (
    Responsibility.COLLECT,
    Responsibility.WAREHOUSE,
    Responsibility.LABEL,
    Responsibility.PIPELINE,
)
MODEL_RESPONSIBILITIES = (Responsibility.BUILD, Responsibility.DEPLOY, Responsibility.MAINTAIN)


class Part(StrEnum):
    """An owner's part: exactly one accountable per responsibility and day, any number responsible."""

    ACCOUNTABLE = "accountable"
    RESPONSIBLE = "responsible"


class Mandate(StrEnum):
    """Whose use cases an ML post may take up."""

    OWN_LINE = "own_line"
    ANY_LINE = "any_line"
    LONG_TERM = "long_term"


class ManagerKind(StrEnum):
    """What a manager is by trade. Review cycle, patience and literacy follow from it through one table."""

    ENGINEERING = "engineering"
    PRODUCT = "product"
    BUSINESS = "business"
    DATA = "data"
    RESEARCH = "research"
    ML = "ml"
    EXECUTIVE = "executive"


class ModelStage(StrEnum):
    """Where a registered model stands."""

    EXPERIMENT = "experiment"
    STAGING = "staging"
    PRODUCTION = "production"
    RETIRED = "retired"


ALLOCATIONS = ("worth", "shares", "sponsor")
"""How a team that serves several lines chooses between them: the idea that looks best wherever it comes from; the line
that has had least relative to its share of ideas; the line with most users first, the loudest sponsor (assumed)."""

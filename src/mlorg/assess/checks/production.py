"""Rules about models in production, and the data they are fed with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from ...org import NOBODY, ModelStage, Ref, RegisteredModel, Responsibility
from ...org.vocabulary import DATA_RESPONSIBILITIES, MODEL_RESPONSIBILITIES
from .rule import Checked, Finding, Rule, Severity, defaults


def in_production(checked: Checked) -> Iterator[RegisteredModel]:
    """Models of which it is known that they serve."""
    return (model for model in checked.organization.models if model.stage is ModelStage.PRODUCTION)


class ThreeUnits(Rule):
    """{subject} is built, deployed and maintained in three units: {units}.

    Every version crosses two borders before it serves, and every fault crosses them back.
    """

    id = "three-units"
    fix = "Let whoever builds it deploy or maintain it too, or agree on the hand-off."
    source = "Axis 3 of the model, model ownership: who deploys, who maintains."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each model."""
        for model in checked.organization.models:
            held = [checked.owners.accountable(model, r) for r in MODEL_RESPONSIBILITIES]
            units = [checked.unit_of(o.owner) if o else None for o in held]
            if None not in units and len(set(units)) == 3:
                names = ", ".join(checked.owner_words(Ref("unit", str(unit))) for unit in units)
                facts = [f for r in MODEL_RESPONSIBILITIES for f in checked.facts(model.ref, f"owner.{r}")]
                yield self.finding(model.ref, facts, units=names, place=checked.place(model.ref))


class ProductionWithoutMaintainer(Rule):
    """{subject} is in production and nobody is known to maintain it.

    A model decays from the day it serves; without a maintainer nobody notices.
    """

    id = "production-without-maintainer"
    severity = Severity.ERROR
    fix = "Name who maintains it, or retire it."
    source = "Mission axis 3; MLflow has no owner field, so the registry cannot tell."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each model in production."""
        for model in in_production(checked):
            held = checked.owners.accountable(model, Responsibility.MAINTAIN)
            if held is None or held.owner == NOBODY:
                yield self.finding(model.ref, checked.facts(model.ref, "stage"))


class ProductionWithoutMonitoring(Rule):
    """{subject} is in production and is not monitored.

    Only where a source says so; where no source says anything of monitoring, nothing is found.
    """

    id = "production-without-monitoring"
    fix = "Measure its input and its answers, or say why that is not needed."
    source = "ML Test Score, section on monitoring; federal AI inventories ask for it."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each model in production of which a source denies it."""
        for model in in_production(checked):
            facts = checked.facts(model.ref, "monitored")
            if facts and facts[0].value is False:
                yield self.finding(model.ref, facts)


class OldModel(Rule):
    """{subject} is in production and its latest version is {age} days old, more than {days}.

    Either it needs no care, or nobody cares for it.
    """

    id = "old-model"
    fix = "Check it against today's data; retrain it or write down why not."
    source = "Assumed: a year without a new version deserves a look; set `days` to what fits your models."
    settings = defaults(days=365)

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each model in production whose versions have days."""
        limit = checked.day - timedelta(days=float(self.set["days"]))
        for model in in_production(checked):
            facts = checked.facts(model.ref, "version_on") or checked.facts(model.ref, "released")
            day = facts[0].value if facts else None
            if isinstance(day, date) and day < limit:
                yield self.finding(model.ref, facts, age=(checked.day - day).days, days=self.set["days"])


class BusFactorOne(Rule):
    """{subject} rests on one person, who made more than half of its commits of the last {days:.0f} days.

    Who it is, and how many commits, is not told. Models in production and their data sets are looked at.
    """

    id = "bus-factor-one"
    fix = "Let a second person work on it, or hand it to a unit that can."
    source = "Truck factor: the smallest number of authors of more than half of the changes (Avelino and others, 2016)."
    settings = defaults(days=730, at_least=10)

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each production model, and each data set that one uses, with a known history."""
        models = list(in_production(checked))
        used = {Ref("dataset", name) for model in models for name in model.datasets}
        for subject in (*(m.ref for m in models), *sorted(used)):
            commits = self._commits(subject, checked)
            total = commits.total()
            if total >= self.set["at_least"]:
                share = commits.most_common(1)[0][1] / total
                if share > 0.5:
                    facts = checked.facts(subject, "author")[:1]
                    place = checked.place(subject) or facts[0].statements[0].place
                    yield self.finding(subject, (), place, "", checked.people_note, days=self.set["days"])

    def _commits(self, subject: Ref, checked: Checked) -> Counter[Ref]:
        """Commits by person since the first day that counts. A person whose last commit is older does not count."""
        since = checked.day - timedelta(days=float(self.set["days"]))
        found: Counter[Ref] = Counter()
        for fact in checked.facts(subject, "author"):
            for said in fact.statements:
                if isinstance(fact.value, Ref) and (said.until is None or said.until >= since):
                    found[fact.value] += int(said.amount or 0)
        return found


class UnownedData(Rule):
    """{subject} feeds {models} in production and has no owner.

    When it changes or fails, nobody tells those who depend on it.
    """

    id = "production-data-without-owner"
    severity = Severity.ERROR
    fix = "Name who answers for its pipeline."
    source = "dbt issues 9339 and dbt-checkpoint 298: check that whatever is consumed has an owner; axis 2."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each data set."""
        for dataset, models in _fed(checked).items():
            asset = checked.organization.asset.get(Ref("dataset", dataset))
            held = [checked.owners.accountable(asset, r) for r in DATA_RESPONSIBILITIES] if asset else []
            if not any(o and o.owner != NOBODY for o in held):
                facts = [f for m in models for f in checked.facts(m.ref, "uses") if f.value == Ref("dataset", dataset)]
                words = ", ".join(sorted(model.id for model in models)[:5])
                yield self.finding(Ref("dataset", dataset), facts, models=words)


class DataOutsideDivision(Rule):
    """{subject} feeds {model} in production and is owned by {owner}, outside the division that maintains the model.

    Requests for it cross the whole organisation.
    """

    id = "data-outside-division"
    severity = Severity.NOTE
    fix = "Agree on a contract for it, or let the division own a copy."
    source = "Axis 2 of the model, data ownership: class of request by distance in the tree."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each pair of model and data set."""
        org = checked.organization
        for dataset, models in _fed(checked).items():
            asset = org.asset.get(Ref("dataset", dataset))
            held = checked.owners.accountable(asset, Responsibility.PIPELINE) if asset else None
            owner = checked.unit_of(held.owner) if held else None
            for model in models if owner else ():
                keeps = checked.owners.accountable(model, Responsibility.MAINTAIN)
                home = checked.unit_of(keeps.owner) if keeps else None
                if home and owner and checked.division_of(home) != checked.division_of(owner):
                    name = checked.owner_words(Ref("unit", owner))
                    facts = checked.facts(Ref("dataset", dataset), "owner.pipeline")
                    yield self.finding(Ref("dataset", dataset), facts, key=model.id, model=model.ref, owner=name)


def _fed(checked: Checked) -> dict[str, list[RegisteredModel]]:
    """Data sets with the production models that they feed."""
    found: dict[str, list[RegisteredModel]] = {}
    for model in in_production(checked):
        for dataset in model.datasets:
            found.setdefault(dataset, []).append(model)
    return found

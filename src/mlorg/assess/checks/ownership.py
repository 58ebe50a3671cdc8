"""Rules about owners: none, two, gone, unknown, a person, one for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...org import NOBODY, Part, Ref
from ...org.facts import Fact
from ...org.figures import percent
from .rule import Checked, Finding, Rule, Severity, defaults

SOFTWARE = ("component", "api", "resource", "system", "domain", "template")
"""Kinds of things that catalogues give an owner, beside the assets of the organisation."""


class NoOwner(Rule):
    """{subject} has no accountable owner for {responsibility}: {state}.

    Somebody must answer for each responsibility; several owners are none. "Not known" means that no source says
    anything, which is not the same as nobody.
    """

    id = "no-owner"
    fix = "Name one: add it to org.yaml, or where your catalogue keeps owners."
    source = "One accountable owner per responsibility: axes 2 and 3 of the model; OpenMetadata issues 17012 and 21718."
    settings = defaults(responsibilities=())

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each asset and responsibility without an owner."""
        wanted = set(self.set["responsibilities"])
        for asset in checked.owners.assets:
            for responsibility in checked.owners.responsibilities(asset):
                held = checked.owners.accountable(asset, responsibility)
                if (held is None or held.owner == NOBODY) and (not wanted or responsibility in wanted):
                    yield self.finding(
                        asset.ref,
                        checked.facts(asset.ref, f"owner.{responsibility}"),
                        key=responsibility.value,
                        responsibility=responsibility.value,
                        state="not known" if held is None else "nobody",
                        place=checked.place(asset.ref),
                    )


class SoftwareWithoutOwner(Rule):
    """{subject} has no owner: {state}.

    A catalogue entry whose owner is a place holder such as "unspecified" is not owned, whatever its owner field says.
    """

    id = "no-owner-in-catalog"
    fix = "Name the team that runs it in the catalogue."
    source = "Backstage descriptor format: spec.owner is required of components, resources, systems and domains."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each catalogue entry."""
        for kind in SOFTWARE:
            for subject in checked.evidence.subjects(kind):
                facts = [*checked.facts(subject, "owner"), *checked.facts(subject, "owner.maintain")]
                named = [f for f in facts if isinstance(f.value, Ref) and f.value.kind != "unknown"]
                declared = checked.facts(subject, "exists")
                if declared and not named and not checked.facts(subject, "responsible"):
                    written = facts[0].statements[0].value if facts else None
                    state = f"it says {getattr(written, 'id', written)!r}" if facts else "none is named"
                    yield self.finding(subject, facts or declared, state=state)


class UnknownUnit(Rule):
    """{subject} is owned by {unit!r}, a unit that exists nowhere{near}.

    The unit was dissolved, renamed or never existed. Systems compare names letter by letter: another case or another
    namespace is another unit.
    """

    id = "unknown-unit"
    severity = Severity.ERROR
    fix = "{fix}"
    source = "Peers' issue lists: entries of dissolved teams are ignored silently (CODEOWNERS), case breaks joins (E1)."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each fact that names such a unit as owner."""
        declared = any(unit for unit in checked.organization.units)
        strict = {s.source for f in checked.evidence.all_of("exists", "unit") for s in f.statements}
        near = {m.unit: m.suggestions for m in checked.evidence.mentions}
        for fact in _owner_facts(checked):
            unit = fact.value
            if (
                declared
                and isinstance(unit, Ref)
                and unit.kind == "unit"
                and unit.id not in checked.evidence.organization.unit
            ):
                first = next(iter(near.get(unit, ())), None)
                words = f"; perhaps {first[0]!r} is meant, which {_how(first[1])}" if first else ""
                fix = f"Write {first[0]!r}." if first else "Name the unit that owns it now."
                # A source without units of its own, such as a code host's rules, may use names of its own.
                level = None if fact.source in strict else Severity.NOTE
                key = f"{fact.attribute} {unit.id}"
                yield self.finding(fact.subject, [fact], key=key, level=level, unit=unit.id, near=words, fix=fix)


def _how(words: str) -> str:
    return words if words.startswith(("is ", "differs")) else f"is {words}"


class OwnerLeft(Rule):
    """{subject} has no active owner for {responsibility}: who is named is no longer there.

    Who it was is not told here; `mlorg explain` shows the statement by pseudonym.
    """

    id = "owner-left"
    severity = Severity.ERROR
    fix = "Name a new owner, best a unit."
    source = "plane PR 9504, amp-github-apps issue 395: CODEOWNERS entries of leavers are ignored silently."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each owner who is known to have left, or unit that is known to have ended."""
        whole = checked.evidence.organization
        for fact in _owner_facts(checked):
            owner = fact.value
            if not isinstance(owner, Ref) or not self._gone(owner, checked):
                continue
            known = whole.person if owner.kind == "person" else whole.unit
            if owner.id in known:
                word = fact.attribute.partition(".")[2] or "anything"
                yield self.finding(fact.subject, [fact], key=f"{fact.attribute} {owner}", responsibility=word)

    @staticmethod
    def _gone(owner: Ref, checked: Checked) -> bool:
        whole = checked.evidence.organization
        if owner.kind == "person":
            person = whole.person.get(owner.id)
            return person is not None and person.validity.end is not None and person.validity.end < checked.day
        unit = whole.unit.get(owner.id) if owner.kind == "unit" else None
        return unit is not None and unit.validity.end is not None and unit.validity.end < checked.day


class OwnerNotRecognised(Rule):
    """{subject} is owned by somebody who stands in no roster: whether they are still here is not known.

    An address that appears nowhere else is not stale, only unknown.
    """

    id = "owner-not-recognised"
    severity = Severity.NOTE
    fix = "Decide in .mlorg/evidence/people-review.csv, or name a unit."
    source = (
        "trusty-tools issue 6142, code-forensics issue 67: unmerged identities must be told beside what they distort."
    )

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each owner known by a handle alone, where a roster is known at all."""
        known = checked.evidence.resolved_people
        for fact in _owner_facts(checked) if known else ():
            if isinstance(fact.value, Ref) and fact.value.kind == "person" and fact.value.id not in known:
                yield self.finding(fact.subject, [fact], key=fact.attribute, uncertain=checked.people_note)


class OwnerIsPerson(Rule):
    """{subject} is owned by a person for {responsibility}, where a unit is wanted.

    Units outlive people. Off unless `kinds` names the kinds of assets for which your policy wants units.
    """

    id = "owner-is-person"
    fix = "Name the unit that the person works in."
    source = "Kubernetes OWNERS guide, bad examples: a single person as the only approver."
    settings = defaults(kinds=())

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each such ownership."""
        kinds = set(self.set["kinds"])
        for o in checked.organization.ownerships:
            if o.asset.kind in kinds and o.part is Part.ACCOUNTABLE and o.owner.kind in ("person", "post"):
                facts = checked.facts(o.asset, f"owner.{o.responsibility}") or checked.facts(o.asset, "owner")
                word = o.responsibility.value
                yield self.finding(o.asset, facts, key=word, responsibility=word, place=checked.place(o.asset))


class TwoAccountable(Rule):
    """{subject} has {number} accountable owners for {responsibility} by one and the same source.

    Where several answer, nobody does; name one, and the others as responsible.
    """

    id = "two-accountable"
    severity = Severity.ERROR
    fix = "Keep one as owner; the others may be responsible."
    source = "OpenMetadata issue 17012, maintainer's reason: with several owning teams nobody answers."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each attribute of which one source says several things of the same day."""
        for fact in _owner_facts(checked):
            first = fact.statements[0]
            same = {
                value
                for value, s in zip(fact.values, fact.statements, strict=True)
                if s.source == first.source and s.date == first.date and s.until == first.until
            }
            if len(same) > 1:
                word = fact.attribute.partition(".")[2] or "everything"
                yield self.finding(fact.subject, [fact], key=fact.attribute, number=len(same), responsibility=word)


class OwnerDoesNotWork(Rule):
    """{subject} is owned by {owner}, but most of the work on it is done by {unit}.

    Either the ownership is out of date, or the owner answers for what others do. Counted by units, over five persons
    or more.
    """

    id = "owner-does-not-work"
    severity = Severity.NOTE
    fix = "Ask both units, then mend the owner or the rules for changes."
    source = "Peers, part C: HR says A owns, git says B works, the registry says C registered."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each thing that a unit owns and another works on."""
        for fact in _owner_facts(checked):
            working = checked.facts(fact.subject, "works.maintain") or checked.facts(fact.subject, "works.build")
            owner = checked.unit_of(fact.value) if isinstance(fact.value, Ref) else None
            for work in working if owner else ():
                if isinstance(work.value, Ref) and owner and not self._related(owner, work.value.id, checked):
                    words = [checked.owner_words(ref) for ref in (Ref("unit", owner), work.value)]
                    note = checked.people_note
                    facts = [fact, work]
                    yield self.finding(fact.subject, facts, None, fact.attribute, note, owner=words[0], unit=words[1])

    @staticmethod
    def _related(one: str, other: str, checked: Checked) -> bool:
        return checked.units.within(one, other) or checked.units.within(other, one)


class OneNameOwnsAll(Rule):
    """{share} of {assets} owned {kind}s are owned by {owner}: formally owned, in substance undifferentiated.

    An owner of everything tells nobody whom to ask.
    """

    id = "one-owner-for-all"
    fix = "Name the unit that really works on each."
    source = "Kubernetes OWNERS guide, bad examples: everything falls to the root; measured on a public feature store."
    settings = defaults(share=0.8, at_least=10)

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each kind of asset, and one for each repository by its files."""
        by_kind: dict[str, Counter[Ref]] = {}
        for fact in _owner_facts(checked):
            if (
                isinstance(fact.value, Ref)
                and fact.value.kind not in ("unknown", "nobody")
                and fact.subject.kind != "path"
            ):
                by_kind.setdefault(fact.subject.kind, Counter())[fact.value] += 1
        for kind, owners in by_kind.items():
            yield from self._of(kind, f"{kind}", owners, checked)
        for repository in checked.evidence.subjects("repository"):
            facts = checked.facts(repository, "responsible.files")
            files = Counter({f.value: int(f.statements[0].amount or 0) for f in facts if isinstance(f.value, Ref)})
            yield from self._of(str(repository), "file", files, checked, facts[:1])

    def _of(
        self, subject: str, kind: str, owners: Counter[Ref], checked: Checked, facts: Sequence[Fact] = ()
    ) -> Iterator[Finding]:
        total = owners.total()
        if total < self.set["at_least"]:
            return
        owner, count = owners.most_common(1)[0]
        if count / total >= self.set["share"]:
            words = checked.owner_words(owner)
            yield self.finding(subject, facts, kind=kind, share=percent(count / total), assets=total, owner=words)


def _owner_facts(checked: Checked) -> Iterator[Fact]:
    """Every fact about an accountable owner."""
    for facts in checked.evidence.facts.values():
        for attribute, of in facts.items():
            if attribute == "owner" or attribute.startswith("owner."):
                yield from of

"""Rules about review rules of repositories."""

from __future__ import annotations

from collections.abc import Iterator

from ...org import Ref
from .rule import Checked, Finding, Rule, Severity, defaults


class DeadRule(Rule):
    """{subject}: this rule matches no file.

    What it was for was moved or deleted; its owners look responsible for something that is not there.
    """

    id = "dead-rule"
    fix = "Delete the line, or write the path as it is now."
    source = "CODEOWNERS documentation of GitHub; three such rules of eighteen in a public feature store."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each line."""
        for fact in checked.evidence.all_of("rule.matches"):
            if fact.value is False:
                for said in fact.statements:
                    yield self.finding(fact.subject, [fact], said.place, key=str(said.place.line))


class UncoveredFiles(Rule):
    """{subject}: {files:,} of {all:,} files match no rule with an owner{where}.

    Nobody is asked to review a change of them.
    """

    id = "uncovered-files"
    fix = "Add a rule for each folder, or one for everything that is left."
    source = "CODEOWNERS documentation of GitHub and GitLab."
    settings = defaults(share=0.0, folders=5)

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each repository, with the folders that hold most of them."""
        for repository in checked.evidence.subjects("repository"):
            without, files = (checked.value(repository, n) for n in ("files_without_owner", "files"))
            if not isinstance(without, int) or not isinstance(files, int) or without <= self.set["share"] * files:
                continue
            inside = [
                f for f in checked.evidence.all_of("files_without_owner", "path") if _within(f.subject, repository)
            ]
            inside.sort(key=lambda fact: (-float(str(fact.value)), fact.subject))
            most = [
                f"{f.subject.id.partition('/')[2] or 'the root'} {f.value}" for f in inside[: int(self.set["folders"])]
            ]
            facts = checked.facts(repository, "files_without_owner")
            where = f", most in: {', '.join(most)}" if most else ""
            yield self.finding(repository, facts, files=without, all=files, where=where)


def _within(path: Ref, repository: Ref) -> bool:
    return path.id.partition("/")[0] == repository.id


class OwnerWithoutRights(Rule):
    """{subject}: {owner} owns it but may not write to the repository, so the rule is ignored.

    Only where a source of rights, such as an organisation's own file, is read.
    """

    id = "owner-without-rights"
    severity = Severity.ERROR
    fix = "Give the team write access, or name another owner."
    source = "CODEOWNERS documentation of GitHub: an owner without write access is dropped silently."

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each rule and owner."""
        rights: dict[str, set[Ref]] = {}
        for fact in checked.evidence.all_of("rights.write"):
            if isinstance(fact.value, Ref):
                rights.setdefault(fact.value.id, set()).add(fact.subject)
        for fact in (*checked.evidence.all_of("owner", "path"), *checked.evidence.all_of("responsible", "path")):
            repository = fact.subject.id.partition("/")[0]
            owner = fact.value
            if (
                repository in rights
                and isinstance(owner, Ref)
                and owner.kind == "unit"
                and owner not in rights[repository]
            ):
                words = checked.owner_words(owner)
                yield self.finding(fact.subject, [fact], key=owner.id, owner=words)

"""Rules about reporting lines, spans and layers, and what sources do not agree on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...errors import Place
from ...org import Line, Ref, Unresolved
from ...org.naming import post_title, unit_name
from ...org.statistics import Spans
from .rule import Checked, Finding, Rule, Severity, defaults


class WideSpan(Rule):
    """{subject}: {reports} posts report to it, more than {most}.

    Counts posts, not people, and says nothing about whoever fills it.
    """

    id = "wide-span"
    severity = Severity.NOTE
    fix = "Add a lead between, or say that the work allows it."
    source = "Assumed: 15, the upper end of what organisation designers use; set `most`."
    settings = defaults(most=15)

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each managing post."""
        for post, reports in sorted(Spans(checked.organization).reports.items()):
            if reports > self.set["most"]:
                ref = Ref("post", post)
                words = {"reports": reports, "most": self.set["most"]}
                yield self.finding(ref, checked.facts(ref, "exists"), checked.place(ref), **words)


class NarrowSpan(Rule):
    """{posts} of {managers} managers have a single direct report.

    Layers without breadth make decisions travel further.
    """

    id = "narrow-span"
    severity = Severity.NOTE
    fix = "Look at these lines with mlorg show spans."
    source = "Assumed: more than one manager in five with a single report; set `share`."
    settings = defaults(share=0.2, at_least=10)

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for the organisation."""
        reports = list(Spans(checked.organization).reports.values())
        alone = sum(n == 1 for n in reports)
        if len(reports) >= self.set["at_least"] and alone > self.set["share"] * len(reports):
            yield self.finding("organization", posts=alone, managers=len(reports))


class ManyLayers(Rule):
    """The longest reporting line has {levels} levels, more than {most} for {posts:,} posts.

    Each level is one more that an exception may travel through.
    """

    id = "many-layers"
    severity = Severity.NOTE
    fix = "Look at the longest lines with mlorg show tree."
    source = "Assumed: what a span of four would need, and two levels more; set `most`."
    settings = defaults(most=0)

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for the organisation."""
        posts = len(checked.organization.posts)
        most, room = int(self.set["most"]), 1
        while not self.set["most"] and room < posts:
            room, most = room * 4 + 1, most + 1
        most += 0 if self.set["most"] else 3
        levels = Spans(checked.organization).depth
        if posts and levels > most:
            yield self.finding("organization", levels=levels, most=most, posts=posts)


class LostLines(Rule):
    """{posts:,} of {all:,} posts have a reporting line that leads nowhere: {unknown:,} name no manager, {absent:,} name
    one who stands in no row.

    Their unit's size, the spans above them and every distance in the tree are not known either.
    """

    id = "lost-lines"
    fix = "Complete the manager column, or write 'none' for the top."
    source = "frappe/hrms issue 2189: people whose manager is elsewhere vanish from the chart."
    settings = defaults(share=0.0)

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for the organisation."""
        org = checked.organization
        absent = [
            p for p in org.posts if isinstance(p.reports_to, Unresolved) or (p.manager and p.manager not in org.post)
        ]
        unknown = [p for p in org.posts if p.reports_to is Line.UNKNOWN]
        # Posts that a catalogue's teams make have no lines at all: that a catalogue knows none is no fault.
        unknown = [p for p in unknown if p.title or p.role]
        lost = len(absent) + len(unknown)
        if lost > self.set["share"] * len(org.posts):
            first = (*absent, *unknown)[0]
            words: dict[str, Any] = {"all": len(org.posts), "unknown": len(unknown), "absent": len(absent)}
            yield self.finding("organization", (), checked.place(first.ref) or Place(), posts=lost, **words)


class Contradicted(Rule):
    """{subject}: {attribute} is {value} by {source}, but {others}.

    Believed is the first, {why}.
    """

    id = "contradiction"
    fix = "Mend the source that is wrong, or say which one counts under precedence: in mlorg.yaml."
    source = "Facts of several systems with provenance, and their contradictions as a finding (peers, part C)."
    settings = defaults(attributes=())

    def findings(self, checked: Checked) -> Iterator[Finding]:
        """One for each contradiction between sources."""
        wanted = set(self.set["attributes"])
        for c in checked.evidence.contradictions:
            if wanted and c.attribute.partition(".")[0] not in wanted:
                continue
            others = "; ".join(f"{_words(v, checked)} by {s.source}" for v, s in c.others[:4])
            fact = checked.evidence.of(c.subject, c.attribute)
            words: dict[str, Any] = {
                "value": _words(c.value, checked),
                "source": c.winner.source,
                "others": others,
                "why": c.why,
            }
            yield self.finding(c.subject, [fact] if fact else (), key=c.attribute, attribute=c.attribute, **words)


def _words(value: object, checked: Checked) -> str:
    if isinstance(value, Ref):
        if value.kind == "unit":
            return unit_name(checked.organization, value.id) or value.id
        if value.kind == "post" and value.id in checked.organization.post:
            return post_title(checked.organization.post[value.id])
        return checked.owner_words(value)
    return str(value)

"""From a search to its page: what was found, in counts by role and unit, never by post or person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...decide.choosing.aims import unit_of
from ...decide.structures.elements import LABELS
from ...decide.structures.mixtures import OUTSIDE, Space
from ...decide.structures.overlays import overlay_between
from ...decide.structures.search import MIXTURE, FreshRow, SearchResult
from ...org import Line, Organization, Overlay, Post, role_of
from ...org.naming import unit_name
from ...sim import priors_hash
from ..comparison.building import ARMS
from ..decision.aim_words import outcome_label
from ..pages import About
from ..rounding import Money, known, tenths
from ..steps import summed_up
from .page import DialRow, FinalistRow, MoveRow, SearchPage

LABEL = "Mixture"
_MANDATES = {"own_line": "work for their line", "any_line": "work for all lines", "long_term": "work on the long term"}


def mixture_overlay(space: Space, settings: Sequence[str], name: str, what: str = "") -> Overlay:
    """What leads from today to the mixture of these `SearchPage.settings`; `what` says what it is best for."""
    mixture = space.organization(tuple(map(space.names.index, settings)))
    description = f"A mixture of structures found by mlorg search. {what}".rstrip()
    return overlay_between(space.today, mixture, name, description)


def search_page(result: SearchResult, about: About, money: Money) -> SearchPage:
    """The page of a search; `money` sets the scale of amounts where the outcome is money."""
    today, space = result.space.today, result.space
    asked, unit = result.question, unit_of(result.question.outcome)
    settings = tuple(space.names[place] for place in result.found.best)
    factor = money.of_years(1.0) if unit == "money" else 1.0
    gain, least, most = (known(x * factor) if x is not None else None for x in (result.gain, result.least, result.most))
    page = SearchPage(
        replace(about, seed=result.searched.seed),
        arm=asked.arm.value,
        title=ARMS[asked.arm][0],
        outcome=asked.outcome,
        outcome_label=outcome_label(asked.outcome),
        unit=unit,
        quarters=asked.quarters,
        money=money,
        headline="",
        found=result.mixture is not None,
        best_structure=_label(result.best_structure),
        gain=gain,
        least=least,
        most=most,
        p_better=known(result.p_better),
        finalists=tuple(_finalist(row, factor) for row in result.rows),
        base=_label(space.names[result.found.base]),
        dials=tuple(_dials(result)),
        moves=tuple(_moves(today, result.mixture)) if result.mixture else (),
        steps=summed_up(mixture_overlay(space, settings, MIXTURE), today) if result.mixture else (),
        settings=settings,
        looked_at=result.found.looked_at,
        dropped=tuple(sorted(result.found.dropped.items())),
        draws=result.searched.draws,
        fresh_draws=result.fresh.draws,
        priors_hash=priors_hash(asked.priors),
    )
    return replace(page, headline=_headline(page))


def _headline(page: SearchPage) -> str:
    if not page.found:
        return f"No mixture that we looked at does better than “{page.best_structure}”."
    ahead = f"ahead in {tenths(page.p_better)} of fresh cases"
    if page.least is not None and page.least > 0:
        return f"A mixture does better than “{page.best_structure}”: {ahead}."
    if page.most is not None and page.most < 0:
        return f"On fresh cases “{page.best_structure}” does better than the best mixture found, which is {ahead}."
    return f"A mixture was found that cannot be told from “{page.best_structure}” on fresh cases: {ahead}."


def _label(name: str) -> str:
    from ...archetypes import STRUCTURES

    labels = {MIXTURE: LABEL, **{s.id: s.label for s in STRUCTURES}}
    return labels.get(name, "Today")


def _finalist(row: FreshRow, factor: float) -> FinalistRow:
    numbers = (known(x * factor) for x in (row.searched, row.fresh, row.least, row.most))
    return FinalistRow(row.name, _label(row.name), *numbers)


def _dials(result: SearchResult) -> Iterator[DialRow]:
    """Dials at another setting than the best structure's; all structures that have the same there are named."""
    space, units = result.space, result.space.today.unit
    base = space.pure(result.found.base)
    for (dial, settings), chosen, usual in zip(space.settings.items(), result.found.best, base, strict=True):
        if chosen != usual and result.mixture is not None:
            where = units[dial.line].label if dial.line != OUTSIDE else "outside the lines"
            same = tuple(_label(name) for name, s in zip(space.names, settings, strict=True) if s == chosen)
            yield DialRow(LABELS[dial.element], where, same)


def _moves(before: Organization, after: Organization) -> Iterator[MoveRow]:
    """Counts of posts by today's role and unit, and what changes for them; most first."""
    staff = Counter((role_of(p).label, p.sits_in) for p in before.posts)
    changed = ((before.post[p.id], p) for p in after.posts if p != before.post[p.id])
    found = Counter(
        (role_of(old).label, old.sits_in, what) for old, new in changed if (what := _what_changes(old, new, after))
    )
    for (role, unit, what), number in sorted(found.items(), key=lambda item: (-item[1], str(item[0]))):
        yield MoveRow(number, staff[role, unit], role, unit_name(before, unit) or "no unit", what)


def _what_changes(old: Post, new: Post, org: Organization) -> str:
    """What happens to a post, in words that name no post."""
    parts = []
    if new.sits_in != old.sits_in:
        parts.append(f"to {unit_name(org, new.sits_in) or 'no unit'}")
    if new.reports_to != old.reports_to:
        parts.append(f"under {_manager(new, org)}")
    if new.role != old.role:
        parts.append(f"become {role_of(new).label}")
    if new.mandate != old.mandate and new.mandate is not None and new.sits_in == old.sits_in:
        parts.append(_MANDATES[new.mandate.value])
    if new.dotted_to != old.dotted_to and new.dotted_to:
        parts.append("with a dotted line to the guild")
    return ", ".join(parts)


def _manager(post: Post, org: Organization) -> str:
    manager = org.post.get(post.manager or "")
    if manager is None:
        return "nobody" if post.reports_to is Line.TOP else "somebody to be named"
    return f"the {role_of(manager).label} of {unit_name(org, manager.sits_in) or 'no unit'}"

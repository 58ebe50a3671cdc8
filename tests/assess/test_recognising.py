"""Archetypes are recognised from structure, and the distribution behaves as evidence should make it."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assess.recognition_cases import SIZES, structured
from tests.generated import organizations

from mlorg.assess.recognition import NAMES, assess, posterior, signals
from mlorg.assess.recognition.answers import told
from mlorg.assess.recognition.posterior import softmax
from mlorg.assess.recognition.seeing import SIGNALS, seen
from mlorg.assess.recognition.view import Ground, whole
from mlorg.org import Membership, Organization, Person, Ref

every_archetype = pytest.mark.parametrize("archetype", NAMES)
HYBRIDS = ("hub_and_spoke", "embedded_platform", "embedded_guild")
level_of = {s.id: list(s.levels) for s in signals().values()}
one_answer = st.sampled_from([(s, level) for s, levels in level_of.items() for level in levels])


def observations(org):
    return seen(whole(Ground(org)))


@every_archetype
def test_recognised_from_structure_alone(archetype):
    """At least 95 % over all: here each of ten firms, from 60 to 4,000 posts."""
    assert [posterior(observations(structured(archetype, n)).values()).ranked[0] for n in range(len(SIZES))] == [
        archetype
    ] * len(SIZES)


def test_recognised_with_half_of_the_signals_hidden():
    right = tried = 0
    for archetype in NAMES:
        for number in range(len(SIZES)):
            known = [o for o in observations(structured(archetype, number)).values() if o.known]
            for seed in range(5):
                half = Random(seed).sample(known, len(known) // 2)
                right += posterior(half).ranked[0] == archetype
                tried += 1
    assert right / tried >= 0.8


@pytest.mark.parametrize("hybrid", HYBRIDS)
def test_hybrids_are_named_and_have_their_parents_in_front(hybrid):
    """A sanity check: overlay and likelihood come from one hand."""
    found = [assess(structured(hybrid, n)).overall for n in range(len(SIZES))]
    assert sum(set(f.posterior.ranked[:2]) == {"embedded", "independent"} for f in found) >= 9
    assert all(f.hybrid is not None and f.hybrid.structure == hybrid for f in found)


def test_a_division_and_a_line_are_seen_apart():
    """Unit by unit: in ML-First the division and a line are different things."""
    units = [u for u in assess(structured("ml_first", 7)).units if u.people]
    seats = {next(o.main for o in u.observations if o.signal == "where_they_sit") for u in units}
    assert {"ml_division", "certain_teams"} <= seats
    assert len({u.posterior.ranked[0] for u in units}) > 1


def test_nothing_known_is_flat():
    found = assess(Organization())
    assert found.overall.posterior.probabilities == pytest.approx([0.2] * 5)
    assert found.overall.known == 0
    assert found.overall.hybrid is None
    assert found.misfits == ()


def test_an_organisation_without_ml_people_leans_to_nascent():
    org = structured("embedded", 1)
    without = org.with_(posts=[replace(p, role="software_engineer", declared_ml=False) for p in org.posts])
    assert assess(without.with_(models=(), ownerships=())).overall.posterior.ranked[0] == "nascent"


@settings(max_examples=200, deadline=None)
@given(before=st.lists(one_answer, max_size=8, unique_by=lambda a: a[0]), more=one_answer)
def test_evidence_for_an_archetype_never_lowers_it(before, more):
    """Whatever is known: a level that is most usual in an archetype does not make that archetype less likely."""
    signal, level = more
    likelihood = signals()[signal].levels[level].likelihood
    known = [told(s, (found,)) for s, found in before if s != signal]
    old, new = posterior(known), posterior([*known, told(signal, (level,))])
    for number, archetype in enumerate(NAMES):
        if likelihood[number] == max(likelihood):
            assert new[archetype] >= old[archetype] - 1e-12


@pytest.mark.parametrize("structure", [*NAMES, *HYBRIDS])
def test_an_answer_for_an_archetype_beside_evidence_never_lowers_it(structure):
    """Answers count beside what evidence tells of the same signal, also where the two agree or contradict."""
    org = structured(structure, 0)
    old = assess(org).overall.posterior
    for signal in ("where_they_sit", "ml_people_report_to", "who_deploys", "who_maintains"):
        for level, kind in signals()[signal].levels.items():
            best = NAMES[kind.likelihood.index(max(kind.likelihood))]
            assert assess(org, None, {signal: (level,)}).overall.posterior[best] >= old[best] - 1e-12


@pytest.mark.parametrize("structure", ["embedded", "ml_first", "hub_and_spoke"])
def test_ids_names_and_order_change_nothing(structure):
    org = structured(structure, 2)
    assert assess(_renamed(org, Random(1))).overall.posterior.probabilities == (
        assess(org).overall.posterior.probabilities
    )


def _renamed(org, random):
    """The same organisation with other ids and names."""
    numbers = list(range(len(org.posts)))
    random.shuffle(numbers)
    post = {p.id: f"p{n}" for p, n in zip(org.posts, numbers, strict=True)}
    unit = {u.id: f"u{len(org.units) - n}" for n, u in enumerate(org.units)}
    unit[None] = post[None] = None

    def ref(r):
        return Ref(r.kind, unit[r.id]) if r.kind == "unit" else Ref(r.kind, post[r.id]) if r.kind == "post" else r

    return Organization.of(
        "another",
        units=[replace(u, id=unit[u.id], name="x", part_of=unit[u.part_of], head=post.get(u.head)) for u in org.units],
        posts=[
            replace(
                p,
                id=post[p.id],
                title="",
                sits_in=unit[p.sits_in],
                reports_to=post.get(p.reports_to, p.reports_to),
                dotted_to=tuple(post[d] for d in p.dotted_to),
            )
            for p in org.posts
        ],
        persons=[Person(f"h{n}") for n in range(len(org.memberships))],
        memberships=[Membership(f"h{n}", post[m.post]) for n, m in enumerate(org.memberships)],
        datasets=[replace(d, line=unit[d.line]) for d in org.datasets],
        models=[replace(m, line=unit[m.line]) for m in org.models],
        platforms=org.platforms,
        ownerships=[replace(o, asset=ref(o.asset), owner=ref(o.owner)) for o in org.ownerships],
    )


@given(st.lists(st.floats(-50, 50), min_size=5, max_size=5), st.permutations(range(5)))
def test_renaming_archetypes_permutes_the_distribution(logs, order):
    before, after = softmax(logs), softmax([logs[i] for i in order])
    assert after == pytest.approx([before[i] for i in order])


@settings(max_examples=60, deadline=None)
@given(org=organizations())
def test_any_organisation_can_be_assessed(org):
    found = assess(org).overall
    assert sum(found.posterior.probabilities) == pytest.approx(1)
    assert all(o.known <= 1 + 1e-9 for o in found.observations)


def test_every_signal_says_where_it_comes_from():
    assert all("Source:" in (getattr(signal, "func", signal).__doc__ or "") for signal in SIGNALS)


def test_every_likelihood_has_a_basis_and_adds_up():
    for signal in signals().values():
        assert all(level.basis for level in signal.levels.values())
        for number in range(len(NAMES)):
            assert sum(level.likelihood[number] for level in signal.levels.values()) == pytest.approx(1)

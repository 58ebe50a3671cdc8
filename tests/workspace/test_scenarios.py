"""Scenarios: every verb, their checks against the organisation, and what is said of those that do not fit."""

from datetime import date

import pytest

from mlorg.org import (
    ALWAYS,
    Add,
    Dataset,
    Function,
    Line,
    ManagerKind,
    Mandate,
    Membership,
    MergeUnits,
    Own,
    Ownership,
    Part,
    Platform,
    Post,
    Ref,
    Remove,
    Responsibility,
    Set,
    SplitUnit,
    Unit,
    Unresolved,
    Validity,
    apply,
)
from mlorg.workspace.reading import in_tree
from mlorg.workspace.scenarios.reading import read_change
from mlorg.workspace.yaml_tree import parse_yaml

M, BUILD, U = Ref("model", "m"), Responsibility.BUILD, Ref("unit", "u")


def post(**values):
    return Set(Ref("post", "p"), tuple(values.items()))


VERBS = {
    "move: {post: p, to: u}": post(sits_in="u"),
    "report: {post: p, to: q}": post(reports_to="q"),
    "report: {post: p, to: none, dotted: [a, b]}": post(reports_to=Line.TOP, dotted_to=("a", "b")),
    'report: {post: p, to: "?Ann"}': post(reports_to=Unresolved("Ann")),
    "retitle: {post: p, title: Boss}": post(title="Boss"),
    "retitle: {post: p, role: ml_pm, title: 7}": post(title="7", role="ml_pm"),
    "mandate: {post: p, to: long_term}": post(mandate=Mandate.LONG_TERM),
    "manager_kind: {post: p, to: ml}": post(manager_kind=ManagerKind.ML),
    "head: {unit: u, post: p}": Set(Ref("unit", "u"), (("head", "p"),)),
    "own: {asset: model:m, responsibility: build, owner: u}": Own(Ownership(M, BUILD, U)),
    "own: {asset: model:m, responsibility: build, owner: post:p, part: responsible, function: ml}": Own(
        Ownership(M, BUILD, Ref("post", "p"), Part.RESPONSIBLE, Function.ML)
    ),
    "disown: {asset: model:m, responsibility: build, owner: u, start: 2026-01-01}": Remove(
        "ownership", ("model:m", "build", "accountable", "unit:u", "", "2026-01-01")
    ),
    "add_post: {id: p, title: New, sits_in: u, ml: yes, start: 2026-01-01}": Add(
        "post", Post("p", "New", sits_in="u", declared_ml=True, validity=Validity(date(2026, 1, 1)))
    ),
    "close_post: p": Remove("post", "p"),
    "add_unit: {id: u, part_of: v}": Add("unit", Unit("u", part_of="v")),
    "close_unit: u": Remove("unit", "u"),
    "split_unit: {unit: u, into: [{id: a, posts: [p, q]}, {id: b}]}": SplitUnit("u", (("a", ("p", "q")), ("b", ()))),
    "merge_units: {units: [a, b], into: u}": MergeUnits(("a", "b"), "u"),
    "add_platform: {id: x, serves: [u]}": Add("platform", Platform("x", serves=("u",))),
    "set: {subject: post:p, pay: 1.5, sits_in: null, ml: no}": post(pay=1.5, sits_in=None, declared_ml=False),
    "set: {subject: unit:u, validity: {end: 2026-01-01}}": Set(U, (("validity", Validity(end=date(2026, 1, 1))),)),
    "set: {subject: unit:u, validity: }": Set(U, (("validity", ALWAYS),)),
    "set: {subject: organization, name: Acme}": Set(Ref("organization", ""), (("name", "Acme"),)),
    "add: {kind: dataset, id: d, line: u}": Add("dataset", Dataset("d", line="u")),
    "add: {kind: membership, post: p, person: a, share: 0.5}": Add("membership", Membership("a", "p", 0.5)),
    "remove: dataset:d": Remove("dataset", "d"),
    "remove: {kind: membership, post: p, person: a, start: 2026-01-01}": Remove("membership", ("p", "a", "2026-01-01")),
}


def read(text):
    problems = []
    tree = parse_yaml(text, "s.yaml", problems)
    change = read_change(tree.value, "change", in_tree(tree, ()), problems)
    return change, [str(problem) for problem in problems]


@pytest.mark.parametrize(("text", "change"), VERBS.items(), ids=VERBS)
def test_every_verb(text, change):
    assert read(text) == (change, [])


def test_day_wave_and_reason():
    change, _ = read("{on: 2026-04-01, wave: 1, close_unit: u, reason: it is empty}")
    assert change == Remove("unit", "u", effective=date(2026, 4, 1), wave="1", reason="it is empty")


WRONG = {
    "mov: {post: p, to: u}": "s.yaml:1:1: change.mov: this key is not known. Did you mean 'move'?",
    "move: {post: p}": "s.yaml:1:7: change.move: 'to' is missing.",
    "{wave: a, close_post: p, close_unit: u}": "s.yaml:1:1: change: 'close_post and close_unit' stand in one change.",
    "{wave: a}": "s.yaml:1:1: change: 'wave' is no change. Add one of move, report",
    "retitle: {post: p}": "s.yaml:1:10: change.retitle: 'p' gets neither title nor role.",
    "set: {subject: post:p, titel: x}": "s.yaml:1:24: change.set: titel: a post has no such field. Did you",
    "set: {subject: post:p, start: 2026-01-01}": "s.yaml:1:24: change.set: start cannot be set alone.",
    "set: {subject: post:p}": "s.yaml:1:16: change.set: sets no field.",
    "set: {subject: pst:p, title: x}": "s.yaml:1:16: change.set: subject 'pst:p' is not of the form kind:id.",
    "set: {subject: membership:p, share: 1}": "s.yaml:1:16: change.set: a membership cannot be set.",
    "set: {title: x}": "s.yaml:1:1: change.set: subject is missing.",
    "set: {subject: organization, size: 1}": "s.yaml:1:30: change.set: size is no field of the organisation.",
    "set: hello": "s.yaml:1:6: change.set: 'hello' stands where a mapping is wanted.",
    "add: {kind: datset, id: x}": "s.yaml:1:13: change.add: kind 'datset' is not one of",
    "add: {kind: dataset}": "s.yaml:1:1: change.add: id is missing.",
    "add: {kind: membership, post: p}": "s.yaml:1:6: change.add: 'person' is missing.",
    "remove: p": "s.yaml:1:9: change.remove: 'p' is no kind:id.",
    "remove: {kind: post, id: p}": "s.yaml:1:16: change.remove: kind 'post' is not one of membership, ownership.",
}


@pytest.mark.parametrize(("text", "message"), WRONG.items(), ids=WRONG)
def test_what_is_wrong_with_a_change(text, message):
    change, problems = read(text)
    assert change is None or text.startswith("set")
    assert problems[0].startswith(message), problems


COMPANY = {
    "org.yaml": "units: {u: {}, v: {}}\n",
    "people.csv": "post,person,reports_to,sits_in\na,p,none,u\nb,,a,u\nc,q,b,v\n",
}


def test_scenarios_are_read_and_fit(loaded):
    text = """changes:
- {report: {post: c, to: a}}
- {close_post: b}
- {on: 2027-01-01, close_unit: v}
- {move: {post: c, to: u}}
"""
    workspace = loaded({**COMPANY, "scenarios/flat.yaml": text})
    after = apply(workspace.organization, workspace.scenarios["flat"])
    assert [(p.id, p.sits_in, p.reports_to) for p in after.posts] == [("a", "u", Line.TOP), ("c", "u", "a")]


def test_what_does_not_fit_the_organisation(problems):
    text = """description: all wrong
changes:
- {move: {post: bb, to: v}}
- {close_post: c}
- {close_post: b}
- {report: {post: b, to: a}}
- {add_unit: {id: u}}
- {merge_units: {units: [x], into: u}}
"""
    found = problems({**COMPANY, "scenarios/x.yaml": text})
    assert found == [
        "scenarios/x.yaml:3:3: set: there is no post 'bb' in this organisation.",
        "scenarios/x.yaml:4:3: close post: 'c' is filled. Only a vacant post can be closed: end its memberships.",
        "scenarios/x.yaml:6:3: set: there is no post 'b' in this organisation.",
        "scenarios/x.yaml:7:3: add: unit 'u' exists already. Choose another id or change the existing one.",
        "scenarios/x.yaml:8:3: merge units: there is no unit 'x' in this organisation.",
    ]


def test_what_is_wrong_after_the_changes(problems):
    text = "changes:\n- {report: {post: a, to: c}}\n- {close_unit: v}\n- {move: {post: b, to: w}}\n"
    assert problems({**COMPANY, "scenarios/x.yaml": text}) == [
        "scenarios/x.yaml:2:3: after these changes, post:a: reporting lines go in a circle: a → c → b → a. Break it.",
        "scenarios/x.yaml:3:3: after these changes, post:c: unit 'v' does not exist.",
        "scenarios/x.yaml:4:3: after these changes, post:b: unit 'w' does not exist.",
    ]


def test_faults_of_the_baseline_are_not_repeated_for_each_scenario(problems):
    files = {"people.csv": "post,reports_to\na,none\nb,x\n"}
    (found,) = problems({**files, "scenarios/x.yaml": "changes: [{retitle: {post: a, title: y}}]"})
    assert found.startswith("people.csv:3:2: post:b: post 'x' does not exist")


def test_two_scenarios_of_one_name(problems):
    (found,) = problems({"scenarios/a.yaml": "name: x\n", "scenarios/b.yaml": "description: y\nname: x\n"})
    assert (
        found == "scenarios/b.yaml:2:7: scenario 'x' is there twice: first in scenarios/a.yaml. Give it another name."
    )


def test_what_was_over_before_may_refer_to_what_a_scenario_ends(problems):
    """A scan of old rosters knows posts of the past; a plan that closes their unit still fits."""
    units = "units: {u: {}, v: {}, x: {}}\n"
    people = "post,person,reports_to,sits_in,post_end\na,p,none,u,\nd,,a,x,2025-12-30\n"
    past = {"org.yaml": units, "people.csv": people}
    assert problems({**past, "scenarios/x.yaml": "changes:\n- {on: 2026-02-02, close_unit: x}\n"}) == []
    assert problems({**past, "scenarios/x.yaml": "changes:\n- {on: 2025-12-01, close_unit: x}\n"}) == [
        "scenarios/x.yaml:2:3: after these changes, post:d: unit 'x' does not exist."
    ]

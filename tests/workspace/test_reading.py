"""What files may look like, and what is made of them."""

from datetime import date

import pytest

from mlorg.errors import Place
from mlorg.org import (
    NOBODY,
    Function,
    Line,
    Mandate,
    Membership,
    Organization,
    Ownership,
    Part,
    Person,
    Post,
    Ref,
    Responsibility,
    Unit,
    UnitKind,
    Unresolved,
    Validity,
)
from mlorg.workspace import AimSettings, Assumption, Files, Settings

TABLE = "post,title,reports_to\na,Zoë,none\nb,x,a\n"
READ = (Post("a", "Zoë", reports_to=Line.TOP), Post("b", "x", reports_to="a"))


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-be").join([b"\xfe\xff", b""]),
        TABLE.encode("utf-32"),
        TABLE.encode("cp1252"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        TABLE.replace(",", " , ").encode(),
        TABLE.replace("\n", "\n\n").encode(),
        TABLE.replace("\n", "\n , ,\n").encode(),
        TABLE.replace("x", '"x"').encode(),
        TABLE.replace("reports_to", '"Reports to"').replace("post", "Post").encode(),
    ],
)
def test_tables_in_all_encodings_line_ends_and_delimiters(loaded, content):
    assert loaded({"people.csv": content}).organization.posts == READ


def test_an_empty_folder_with_settings_is_an_empty_organisation(loaded):
    workspace = loaded({"org.yaml": "", "assumptions.yaml": "# nothing\n", "scenarios/a.yaml": ""})
    assert workspace.organization == Organization()
    assert workspace.scenarios["a"].changes == ()
    assert workspace.settings == Settings()


@pytest.mark.parametrize("name", ["no", "007", "1e3", "2026-01-01", "null", "~", "yes", "12:30", "0x1f"])
def test_ids_need_no_quotes(loaded, name):
    org = loaded({"org.yaml": f"units:\n  {name}: {{}}\n  x: {{part_of: '{name}'}}\n"}).organization
    assert {unit.id for unit in org.units} == {name, "x"}
    assert org.unit["x"].part_of == name


def test_every_field_of_a_unit_and_a_post(loaded):
    org = loaded(
        {
            "org.yaml": """
units:
  u: {name: No, kind: division, head: p, function: ml, business_line: no, start: 2020-01-01}
  v: {part_of: u, funder: u, business_line: true}
  w:
posts:
  p: {title: 12, role: ml_pm, sits_in: u, reports_to: none, dotted_to: q, level: 5, pay: 1.5, fte: .5,
      mandate: any_line, manager_kind: ml, ml: no, end: 2030-01-01,
      holders: [a, {person: b, share: 0.5, start: 2021-01-01}]}
  q: {reports_to: "?Ann"}
  r:
    reports_to: ?Ann
"""
        }
    ).organization
    assert org.units == (
        Unit("u", "No", UnitKind.DIVISION, None, "p", Function.ML, False, validity=Validity(date(2020, 1, 1))),
        Unit("v", part_of="u", funder="u", business_line=True),
        Unit("w"),
    )
    assert org.post["p"].title == "12"
    assert org.post["p"].mandate is Mandate.ANY_LINE
    assert org.post["p"].dotted_to == ("q",)
    assert org.post["p"].validity == Validity(end=date(2030, 1, 1))
    assert org.post["q"].reports_to == org.post["r"].reports_to == Unresolved("Ann")
    assert org.persons == (Person("a"), Person("b"))
    assert org.memberships[1] == Membership("b", "p", 0.5, Validity(date(2021, 1, 1)))


def test_the_readable_form_of_ownership(loaded):
    org = loaded(
        {
            "org.yaml": """
units: {u: {}, v: {}}
datasets: {d: {}}
models: {m: {}}
ownership:
- asset: dataset:d
  pipeline: u
  label: [unit:v, {owner: u, part: responsible, function: data, end: 2027-01-01}]
  start: 2026-01-01
- {asset: unit:u, build: nobody}
- {asset: model:m, responsibility: deploy, owner: vendor:x, part: responsible, start: 2026-01-01}
"""
        }
    ).organization
    since, label = Validity(date(2026, 1, 1)), Responsibility.LABEL
    assert set(org.ownerships) == {
        Ownership(Ref("dataset", "d"), Responsibility.PIPELINE, Ref("unit", "u"), validity=since),
        Ownership(Ref("dataset", "d"), label, Ref("unit", "v"), validity=since),
        Ownership(
            Ref("dataset", "d"),
            label,
            Ref("unit", "u"),
            Part.RESPONSIBLE,
            Function.DATA,
            Validity(date(2026, 1, 1), date(2027, 1, 1)),
        ),
        Ownership(Ref("unit", "u"), Responsibility.BUILD, NOBODY),
        Ownership(Ref("model", "m"), Responsibility.DEPLOY, Ref("vendor", "x"), Part.RESPONSIBLE, validity=since),
    }


def test_ownership_as_a_matrix(loaded):
    files = {
        "org.yaml": "units: {u: {}}\nmodels: {m: {}}\n",
        "ownership.csv": "asset,build,deploy,maintain\nmodel:m,u,vendor:x,\n",
    }
    owners = [(o.responsibility.value, str(o.owner)) for o in loaded(files).organization.ownerships]
    assert owners == [("build", "unit:u"), ("deploy", "vendor:x")]


def test_two_holders_of_one_post_and_a_person_without_a_seat(loaded):
    org = loaded(
        {
            "people.csv": "post,person,title,reports_to,share,person_start\n"
            "a,p,Boss,none,0.5,\na,q,,,0.5,2020-01-01\n,r,,,,2021-01-01\nb,,,a,,\n"
        }
    ).organization
    assert org.posts == (Post("a", "Boss", reports_to=Line.TOP), Post("b", reports_to="a"))
    assert org.persons == (
        Person("p"),
        Person("q", Validity(date(2020, 1, 1))),
        Person("r", Validity(date(2021, 1, 1))),
    )
    assert [seat.person for seat in org.memberships] == ["p", "q"]
    assert "b" not in org.holders


def test_a_post_written_by_hand_is_filled_in_the_table(loaded):
    org = loaded(
        {"org.yaml": "posts: {a: {title: Boss, reports_to: none}}\n", "people.csv": "post,person,level\na,p,9\n"}
    ).organization
    assert org.posts == (Post("a", "Boss", reports_to=Line.TOP, level="9"),)
    assert org.holders["a"][0].person == "p"


def test_a_blank_manager_is_unknown_unless_said_to_be_the_top(loaded):
    files = {"people.csv": "post,reports_to\na,\nb,?\n", "org.yaml": "posts: {c: {}}"}
    assert {p.reports_to for p in loaded(files).organization.posts} == {Line.UNKNOWN}
    told = loaded({**files, "mlorg.yaml": "blank_is_root: yes"}).organization
    assert {p.id: p.reports_to for p in told.posts} == {"a": Line.TOP, "b": Line.UNKNOWN, "c": Line.TOP}


def test_settings(loaded):
    text = """
name: Acme
currency: EUR
as_of: 2026-01-31
files: {people: [a.csv, b/b.csv], scenarios: plans}
seed: 5
aims: {value: 0.5}
cost_of_ml_person_year: 120000
sources: [{kind: git, path: x}]
"""
    workspace = loaded({"mlorg.yaml": text, "a.csv": "post\na\n", "b/b.csv": "post\nb\n", "plans/x.yml": ""})
    assert workspace.settings == Settings(
        "Acme",
        "EUR",
        date(2026, 1, 31),
        Files(people=("a.csv", "b/b.csv"), scenarios="plans"),
        5,
        AimSettings({"value": 0.5}),
        120000,
        sources=({"kind": "git", "path": "x"},),
    )
    assert workspace.organization.name == "Acme"
    assert set(workspace.organization.post) == {"a", "b"}
    assert set(workspace.scenarios) == {"x"}


def test_assumptions_know_where_they_stand(loaded):
    text = (
        "- {name: rework, value: 0.2, source: measured}\n- {name: leave, distribution: 'beta(1, 2)', source: assumed}\n"
    )
    assumptions = loaded({"assumptions.yaml": text}).assumptions
    assert assumptions == (Assumption("rework", "measured", 0.2), Assumption("leave", "assumed", None, "beta(1, 2)"))
    assert [str(one.place) for one in assumptions] == ["assumptions.yaml:1:10", "assumptions.yaml:2:10"]


def test_the_place_of_everything_is_known(loaded):
    workspace = loaded(
        {
            "org.yaml": "units:\n  u: {name: U,\n      head: a}\nposts:\n  z: {reports_to: a, holders: [p]}\n"
            "models: {m: {}}\nownership:\n- {asset: model:m, build: u}\n",
            "people.csv": "post,person,reports_to,start,ml,person_end\nb,q,a,2020-01-01,yes,\na,r,none,,,2030-01-01\n",
            "ownership.csv": "asset,responsibility,owner\nmodel:m,deploy,u\n",
        }
    )
    places = {
        ("unit:u", ""): "org.yaml:2:3",
        ("unit:u", "head"): "org.yaml:3:13",
        ("unit:u", "funder"): "org.yaml:2:3",
        ("post:z", "reports_to"): "org.yaml:5:19",
        ("person:p", ""): "org.yaml:5:32",
        ("membership:z/p", "person"): "org.yaml:5:32",
        ("post:b", "declared_ml"): "people.csv:2:5",
        ("post:a", "id"): "people.csv:3:1",
        ("membership:b/q", "start"): "people.csv:2:4",
        ("person:r", "end"): "people.csv:3:6",
        ("ownership:model:m/build", "owner"): "org.yaml:8:27",
        ("ownership:model:m/deploy", "responsibility"): "ownership.csv:2:2",
        ("unit:nowhere", ""): "",
    }
    for (name, attribute), place in places.items():
        kind, _, key = name.partition(":")
        assert str(workspace.place_of(Ref(kind, key), attribute)) == place, (name, attribute)
    assert workspace.place_of(Ref("membership", "no/body")) == Place()


def test_the_collector_of_garbage_works_again_after_loading(loaded):
    import gc

    loaded({})
    assert gc.isenabled()

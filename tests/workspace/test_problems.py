"""Every broken file gets a clear message with the exact place, and all of them come at once."""

import os
import time

import pytest

from mlorg.errors import WorkspaceError
from mlorg.workspace import load

BAD_VALUES = """post,person,share,pay,fte,ml,mandate,start,end,reports_to
a,p,1.5,120000,1 FTE,maybe,own line,01/02/2026,2026-02-30,none
"""
TWO_OWNERS = """units: {a: {}, b: {}}
datasets: {d: {}}
ownership:
- {asset: dataset:d, pipeline: a}
- asset: dataset:d
  pipeline: b
"""

# Label, files, and what must be said: the beginning of a line up to its place, and words of it.
CASES = [
    ("empty table", {"people.csv": ""}, ["people.csv: | is empty. Its first line names the columns: post"]),
    ("only a byte order mark", {"people.csv": "\ufeff"}, ["people.csv: | is empty"]),
    ("a file of blanks", {"assets.csv": "\n\n"}, ["assets.csv: | is empty"]),
    (
        "cp1252",
        {"people.csv": "post,reports_to,title\na,none,Zo\xeb\n".encode("cp1252")},
        ["people.csv:2:10: warning: | byte 0xeb is not UTF-8: the file is read as cp1252"],
    ),
    ("neither encoding", {"people.csv": b"post\na\nb\x81\xff\n"}, ["people.csv:3:2: | byte 0x81 is neither UTF-8 nor"]),
    ("UTF-16 cut short", {"people.csv": b"\xff\xfep\0o\0s"}, ["people.csv: | is marked as UTF-16-LE but is not"]),
    ("NUL", {"people.csv": "post\na\0b\n"}, ["people.csv:2:2: | control character U+0000. Save the file as UTF-8"]),
    ("UTF-16 without mark", {"org.yaml": "units:".encode("utf-16-le")}, ["org.yaml:1:2: | control character U+0000"]),
    ("escaped NUL", {"org.yaml": 'units:\n  a: {name: "x\\0"}\n'}, ["org.yaml:2:13: | control character U+0000"]),
    ("tab in YAML", {"org.yaml": "units:\n\ta: {}\n"}, ["org.yaml:2:1: | a tab stands where YAML wants blanks"]),
    ("alias", {"org.yaml": "units:\n  a: &x {}\n  b: *x\n"}, ["org.yaml:2:6: | anchors (&) and aliases (*) are not"]),
    ("tag", {"org.yaml": "units: !!python/object:os.system {}\n"}, ["org.yaml:1:8: | tags (!) are not read"]),
    ("two documents", {"org.yaml": "units: {}\n---\nposts: {}\n"}, ["org.yaml:2:1: | a second document begins here"]),
    ("deep nesting", {"org.yaml": "units: " + "[" * 9999}, ["org.yaml:1:19: | is nested deeper than 12 levels"]),
    ("a list as key", {"org.yaml": "units:\n  [a]: {}\n"}, ["org.yaml:2:3: | a key is a mapping or a list"]),
    ("open brace", {"org.yaml": "units:\n  a: {name: b\n  c: {}\n"}, ["org.yaml:3:4: | what is open began in line 2"]),
    ("bare question mark", {"org.yaml": "posts: {a: {reports_to: ?Ann}}\n"}, ['org.yaml:1:25: | Write "?name"']),
    ("impossible escape", {"org.yaml": 'units: "\\U00110000"\n'}, ["org.yaml: | cannot be read as YAML"]),
    ("text for a file", {"org.yaml": "hello\n"}, ["org.yaml:1:1: | 'hello' stands where sections such as units:"]),
    ("a list of units", {"org.yaml": "units: [a, b]\n"}, ["org.yaml:1:8: | units: a list stands where a mapping"]),
    ("a mapping of owners", {"org.yaml": "ownership: {a: b}\n"}, ["org.yaml:1:12: | stands where a list is wanted"]),
    (
        "duplicate key",
        {"org.yaml": "units:\n  a: {}\n  a: {}\n"},
        ["org.yaml:3:3: | key 'a' stands twice: first at org.yaml:2:3"],
    ),
    (
        "duplicate id in two files",
        {"org.yaml": "datasets:\n  d: {}\n", "assets.csv": "kind,id\nmodel,m\ndataset,d\n"},
        ["assets.csv:3:2: | dataset 'd' stands twice: first at org.yaml:2:3"],
    ),
    (
        "duplicate membership",
        {"people.csv": "post,person,reports_to\na,p,none\na,p,none\n"},
        ["people.csv:3:1: | membership a p stands twice: first at people.csv:2"],
    ),
    (
        "mistyped section",
        {"org.yaml": "\nunts: {}\n"},
        ["org.yaml:2:1: | section 'unts' is not known. Did you mean 'units'"],
    ),
    (
        "mistyped keys",
        {"org.yaml": "units:\n  b: {nme: x, kind: temm}\n  c: {part: b}\n"},
        [
            "org.yaml:2:7: | units.b.nme: this key is not known. Did you mean 'name'?",
            "org.yaml:2:21: | units.b.kind: 'temm' is not one of organization, division, team. Did you mean 'team'?",
            "org.yaml:3:7: | units.c.part: this key is not known. Did you mean 'part_of'?",
        ],
    ),
    (
        "unknown ids",
        {
            "org.yaml": "units:\n  alpha: {part_of: alhpa}\n",
            "people.csv": "post,sits_in,reports_to\nboss-1,alpa,bos-1\n",
        },
        [
            "org.yaml:2:20: | unit 'alhpa' does not exist. Did you mean 'alpha'?",
            "people.csv:2:2: | unit 'alpa' does not exist. Did you mean 'alpha'?",
            "people.csv:2:3: | post 'bos-1' does not exist. Did you mean 'boss-1'?",
        ],
    ),
    (
        "circle",
        {"people.csv": "post,reports_to\nx,none\na,b\nb,c\nc,a\n"},
        ["people.csv:3:2: | reporting lines go in a circle: a → b → c → a"],
    ),
    (
        "units in a circle",
        {"org.yaml": "units:\n  a: {part_of: b}\n  b: {part_of: a}\n  c: {part_of: c}\n"},
        ["org.yaml:2:16: | units are part of each other: a → b → a", "org.yaml:4:16: | unit 'c' is part of itself"],
    ),
    (
        "self-report",
        {"people.csv": "post,reports_to\na,a\n"},
        ["people.csv:2:2: warning: | post 'a' reports to itself: read as the top of the organisation"],
    ),
    (
        "several tops",
        {"people.csv": "post,reports_to\na,none\nb,None\n"},
        ["people.csv:3:2: warning: | 2 posts report to nobody: a, b"],
    ),
    (
        "blank and absent managers",
        {"people.csv": "post,reports_to\na,none\nb,\nc,?Ann Smith\n"},
        [
            "people.csv:3:2: warning: | 1 of 3 posts name no manager",
            "people.csv:4:2: warning: | 1 manager is named but stands in no row",
        ],
    ),
    (
        "bad values",
        {"people.csv": BAD_VALUES},
        [
            "people.csv:2:3: | share of time 1.5 is not above 0 and at most 1",
            "people.csv:2:4: | relative pay '***' is not above 0 and at most 20",
            "people.csv:2:5: | fte: '1 FTE' is not a number",
            "people.csv:2:6: | ml: 'maybe' is neither yes nor no",
            "people.csv:2:7: | mandate: 'own line' is not one of own_line, any_line, long_term",
            "people.csv:2:8: | start: '01/02/2026' is not a date. Write it as 2026-01-31",
            "people.csv:2:9: | end: '2026-02-30' is not a date",
        ],
    ),
    (
        "impossible and overlapping dates",
        {
            "people.csv": "post,person,reports_to,start,end\n"
            "a,p,none,2026-05-01,2026-01-01\na,q,none,2020-01-01,\na,q,none,2021-01-01,\n"
        },
        [
            "people.csv:2:5: | membership ends on 2026-01-01, before it starts on 2026-05-01",
            "people.csv:4:4: | the same person fills post 'a' twice on the same days",
        ],
    ),
    (
        "a post that is said to be two things",
        {"people.csv": "post,person,title,reports_to\na,p,Boss,none\na,q,Bos,\na,r,,none\n"},
        ["people.csv:3:3: | title of post 'a' differs from what people.csv:2:3 says"],
    ),
    ("two accountable", {"org.yaml": TWO_OWNERS}, ["org.yaml:6:13: | two accountable for pipeline: unit:a and unit:b"]),
    (
        "two accountable in a table",
        {
            "org.yaml": "datasets: {d: {}}",
            "ownership.csv": "asset,responsibility,owner\ndataset:d,label,nobody\ndataset:d,label,vendor:x\n",
        },
        ["ownership.csv:3:3: | two accountable for label: nobody and vendor:x"],
    ),
    (
        "ownership that makes no sense",
        {
            "org.yaml": "datasets: {d: {}}\nownership:\n- {asset: dataset:d, build: vendor:x}\n- {asset: dataset:d}\n"
            "- {pipeline: a}\n- {asset: foo:d, label: a}\n- {asset: dataset:d, label: nobody, owner: a}\n"
        },
        [
            "org.yaml:3:22: | a dataset has no responsibility 'build'",
            "org.yaml:4:3: | 'dataset:d' has no owner here",
            "org.yaml:5:3: | 'asset' is missing",
            "org.yaml:6:11: | 'foo:d' is not of the form kind:id",
            "org.yaml:7:3: | 'owner' stands beside label",
        ],
    ),
    (
        "ragged rows",
        {"people.csv": "post,reports_to,title\na,none\nb,a,t,u\nc,a,t,\n"},
        ["people.csv:2: | this row has 2 cells, the heading 3", "people.csv:3: | this row has 4 cells, the heading 3"],
    ),
    (
        "open quote",
        {"people.csv": 'post,title\na,"two\nlines"\nb,"open\nc,d\n'},
        ["people.csv:4: | this row cannot be read, nor what follows it"],
    ),
    ("quote inside", {"people.csv": 'post,title\na,"op"en\n'}, ["people.csv:2: | this row cannot be read"]),
    ("no heading", {"people.csv": "p-1,Ann Smith,Boss\n"}, ["people.csv:1: | the first line is no heading"]),
    (
        "missing column",
        {"people.csv": "pots,title\na,b\n"},
        [
            "people.csv:1: | the heading lacks 'post'. Did you mean 'pots'?",
            "people.csv:1:1: warning: | Did you mean 'post'",
        ],
    ),
    (
        "column twice",
        {"people.csv": "post,title,title,reports_to\na,b,c,none\n"},
        ["people.csv:1:3: | column 'title' stands twice"],
    ),
    (
        "extra columns",
        {"people.csv": "post,tittle,Shoe size,reports_to\na,b,,none\n"},
        [
            "people.csv:1:2: warning: | column 'tittle' is not known and is left out. Did you mean 'title'?",
            "people.csv:1:3: warning: | column 'Shoe size' is not known and is left out. There are: post, person",
        ],
    ),
    (
        "rows without a post",
        {"people.csv": "post,person,title,share,reports_to\n,p,t,,\na,,,0.5,none\n"},
        [
            "people.csv:2:1: | this row names no post",
            "people.csv:3:2: | share, start or end stand in a row without a person",
        ],
    ),
    (
        "assets of no kind",
        {"assets.csv": "kind,id,serves\nmodle,m,\nmodel,,\ndataset,d,u\n"},
        [
            "assets.csv:2:1: | kind 'modle' is not one of dataset, model, platform, use_case. Did you mean 'model'?",
            "assets.csv:3:2: | id is missing",
            "assets.csv:4:3: | serves: this key is not known",
        ],
    ),
    (
        "odd ids",
        {"org.yaml": "posts:\n  None: {reports_to: a b}\n  a b: {reports_to: none}\nunits:\n  'x;y': {}\n"},
        [
            "org.yaml:2:3: | post id 'None' is taken",
            "org.yaml:3:3: | post id 'a b' begins with '?' or holds a blank",
            "org.yaml:5:3: | unit id 'x;y' begins with '?' or holds a blank, a ';'",
        ],
    ),
    (
        "settings",
        {
            "mlorg.yaml": "nam: x\ncurrency: euro\nas_of: today\nseed: -1\naims: {a: b}\n"
            "cost_of_ml_person_year: 150,000\n"
            "files: {people: ../x.csv, org: [a.yaml, /etc/passwd], scenarios: .}\nsources: x\n"
        },
        [
            "mlorg.yaml:1:1: | nam: this key is not known. Did you mean 'name'?",
            "mlorg.yaml:2:11: | 'euro' is not a currency code",
            "mlorg.yaml:3:8: | 'today' is not a date",
            "mlorg.yaml:4:7: | '-1' is not a whole number",
            "mlorg.yaml:5:11: | aims.a: 'b' is not a number",
            "mlorg.yaml:6:25: | '150,000' is not a number",
            "mlorg.yaml:7:17: | '../x.csv' is not the name of a file within the workspace",
            "mlorg.yaml:7:32: | '/etc/passwd' is not the name of a file within the workspace",
            "mlorg.yaml:7:66: | '.' is not the name of a file within",
            "mlorg.yaml:8:10: | stands where a list is wanted",
        ],
    ),
    (
        "files that are named and not there",
        {"mlorg.yaml": "files: {people: x.csv, scenarios: plans, assumptions: z.yaml}\n"},
        ["x.csv: | cannot be read", "plans: | cannot be listed", "z.yaml: | cannot be read"],
    ),
    (
        "assumptions",
        {
            "assumptions.yaml": "- {name: a, value: 1, source: me}\n- {name: a, distribution: x, source: me}\n"
            "- {name: b, source: x}\n- {name: c, value: 1}\n- {name: d, value: 1, distribution: y, source: z}\n- x\n"
        },
        [
            "assumptions.yaml:2:10: | assumption 'a' stands twice: first at assumptions.yaml:1:10",
            "assumptions.yaml:3:3: | 'b' has neither value nor distribution",
            "assumptions.yaml:4:3: | 'source' is missing",
            "assumptions.yaml:5:3: | 'd' has both a value and a distribution",
            "assumptions.yaml:6:3: | 'x' stands where a mapping is wanted",
        ],
    ),
]


@pytest.mark.parametrize(("files", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_problem_is_named_with_its_place(problems, files, expected):
    found = problems(files)
    for line in expected:
        begins, words = line.split("| ")
        assert any(one.startswith(begins) and words in one for one in found), "\n".join(found)
    references = [one for one in found if "references between entries are checked once" in one]
    assert len(found) == len(expected) + len(references), "\n".join(found)


def test_problems_of_all_files_come_in_the_order_of_the_files(problems):
    found = problems(
        {
            "assumptions.yaml": "- {}",
            "scenarios/b.yaml": "changes: [{move: {}}]",
            "scenarios/a.yaml": "changs: []",
            "people.csv": "post,fte,reports_to\na,x,none\nb,1,?z\n",
            "org.yaml": "units: {a: {kind: x}, b: {kind: y}}",
            "mlorg.yaml": "seed: x",
        }
    )
    places = [line.split(" ")[0] for line in found if "warning" not in line]
    assert places == [
        "mlorg.yaml:1:7:",
        "org.yaml:1:19:",
        "org.yaml:1:33:",
        "people.csv:2:2:",
        "scenarios/a.yaml:1:1:",
        "scenarios/b.yaml:1:18:",
        "scenarios/b.yaml:1:18:",
        "assumptions.yaml:1:3:",
        "assumptions.yaml:1:3:",
    ]


def test_only_two_hundred_problems_are_listed_and_the_rest_counted(write):
    write({"people.csv": "post,fte,reports_to\n" + "".join(f"p{i},x,none\n" for i in range(1012))})
    with pytest.raises(WorkspaceError) as caught:
        load(".")
    lines = str(caught.value).split("\n")
    assert len(lines) == 201
    assert lines[-1] == "… and 813 more"
    assert len(caught.value.problems) == 1013


@pytest.mark.parametrize("value", ["Ann@example.org", "120000"])
def test_addresses_and_pay_are_masked(problems, value):
    (found,) = problems({"people.csv": f"post,reports_to,pay,ml\na,none,{value} €,\n"})
    assert value not in found
    assert "'***'" in found


def test_ids_that_are_addresses_are_masked(problems):
    found = problems({"people.csv": "post,reports_to\nann@example.org,none\nb,anne@example.org\n"})
    assert found == ["people.csv:3:2: post:b: post '***' does not exist. Did you mean '***'?"]


def test_a_post_of_two_files_is_placed_where_the_value_stands(problems):
    files = {"org.yaml": "posts:\n  a: {reports_to: none}\n", "people.csv": "post,person,sits_in\na,p,x\n"}
    assert problems(files) == ["people.csv:2:3: post:a: unit 'x' does not exist."]


def test_a_scenario_whose_name_cannot_be_printed(problems):
    (found,) = problems({"scenarios/a\nb.yaml": ""})
    assert found == "scenarios: the name of file 'a\\nb.yaml' holds characters that cannot be printed. Rename it."


def test_a_table_without_heading_shows_none_of_its_cells(problems):
    assert not [line for line in problems({"people.csv": "p-1,Ann Smith,Boss\n"}) if "Ann" in line or "p-1" in line]


@pytest.mark.parametrize(("name", "size"), [("org.yaml", 4_000_001), ("people.csv", 10_000_000)])
def test_huge_lines_and_files_are_refused_at_once(problems, name, size):
    began = time.process_time()
    (found, _) = problems({name: "post\n" + "x" * size})
    assert time.process_time() - began < 2
    assert found.startswith(
        "org.yaml: is too large" if name == "org.yaml" else "people.csv:2: this line has 10,000,000"
    )


def test_a_folder_without_settings_is_no_workspace(tmp_path):
    with pytest.raises(WorkspaceError, match=r"is no workspace: it holds no mlorg.yaml\. Make one with 'mlorg init'"):
        load(tmp_path)


def test_a_file_is_no_workspace(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(WorkspaceError, match="x: is a file, not a folder"):
        load(tmp_path / "x")


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(WorkspaceError, match="there is no such folder"):
        load(tmp_path / "x")


def test_a_folder_that_links_to_itself(tmp_path):
    (tmp_path / "x").symlink_to(tmp_path / "x")
    with pytest.raises(WorkspaceError, match="cannot be listed: Too many levels"):
        load(tmp_path / "x")


def test_a_file_that_links_to_itself_or_is_a_folder_or_a_pipe(write, tmp_path):
    write({"assets.csv/x": ""})
    (tmp_path / "org.yaml").symlink_to(tmp_path / "org.yaml")
    os.mkfifo(tmp_path / "people.csv")
    with pytest.raises(WorkspaceError) as caught:
        load(".")
    found = [str(problem) for problem in caught.value.problems]
    assert found[0].startswith("org.yaml: cannot be read: Too many levels of symbolic links")
    assert found[1] == "people.csv: cannot be read: it is not an ordinary file."
    assert found[2] == "assets.csv: cannot be read: it is a folder."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="who is root may read everything")
def test_what_may_not_be_read(write, tmp_path):
    write({"people.csv": "post\na\n"})
    (tmp_path / "people.csv").chmod(0)
    with pytest.raises(WorkspaceError, match=r"people\.csv: cannot be read: Permission denied"):
        load(".")


def test_an_owner_written_into_a_model_is_told_where_owners_stand(problems):
    found = problems({"org.yaml": "units: {u: {}}\nmodels: {m: {line: u, owners: {maintain: u}}}\n"})
    assert found == [
        "org.yaml:2:23: models.m.owners: this key is not known. "
        "Owners stand apart, under ownership: - {asset: model:ID, maintain: unit:ID}."
    ]

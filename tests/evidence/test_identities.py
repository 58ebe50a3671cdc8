"""Handles become persons by rules that can be told, and by what the user decides; nothing else joins them."""

import csv

from hypothesis import given
from hypothesis import strategies as st

from mlorg.evidence.handles import Aliases, normal
from mlorg.evidence.reconciling.identities import DIFFERENT, SAME, Decision, Identities, Link, join_handles
from mlorg.org import Ref

from .sources import known, scanned, workspace

ALIASES = Aliases(b"k" * 32)


def alias(kind: str, text: str) -> Ref:
    return ALIASES.of(Ref(kind, text))


def joined(links: list[tuple[Ref, Ref]], anchors: list[Ref] = [], decisions: list[Decision] = []) -> Identities:  # noqa: B006
    return join_handles(ALIASES.handles, [Link(*pair, "said") for pair in links], anchors, decisions)


ADA = [alias("email", "ada@x.org"), alias("email", "ada@home.org"), alias("login", "ada")]
NAME, ROOT = alias("name", "Ada Vex"), alias("name", "root")


def test_spelling_does_not_matter():
    assert normal(Ref("email", " Ada@X.org ")) == normal(Ref("email", "mailto:ada@x.org"))
    assert alias("login", "@Ada") == alias("login", "ada")


def test_a_full_name_joins_addresses_that_bear_it():
    found = joined([(ADA[0], NAME), (ADA[1], NAME)])
    assert found.person(ADA[0]) == found.person(ADA[1]) == found.person(NAME)
    assert any("same full name" in link.rule for link in found.links)


def test_a_single_word_joins_nobody():
    found = joined([(ADA[0], ROOT), (ADA[1], ROOT)])
    assert found.person(ADA[0]) != found.person(ADA[1])
    assert found.person(ROOT) is None


def test_a_name_of_two_people_of_the_roster_joins_nobody():
    found = joined([(ADA[0], NAME), (ADA[1], NAME)], anchors=[ADA[0], ADA[1]])
    assert found.person(ADA[0]) != found.person(ADA[1])
    assert NAME in found.ambiguous


def test_an_address_may_carry_a_login():
    mail = alias("email", "123+ada@users.noreply.github.com")
    found = joined([])
    assert found.person(mail) == found.person(ADA[2])


def test_the_user_decides():
    same = joined([], decisions=[Decision(ADA[0], ADA[1], SAME)])
    assert same.person(ADA[0]) == same.person(ADA[1])
    apart = joined([(ADA[0], ADA[1])], decisions=[Decision(ADA[0], ADA[1], DIFFERENT)])
    assert apart.person(ADA[0]) != apart.person(ADA[1])


def test_a_person_of_the_roster_keeps_the_pseudonym():
    person = Ref("person", "p-1")
    assert joined([(person, ADA[0])], anchors=[person]).person(ADA[0]) == person


handles = st.sampled_from([*ADA, NAME, ROOT, alias("email", "bo@x.org"), alias("name", "Bo Quill")])


@given(st.lists(st.tuples(handles, handles), max_size=8), st.randoms())
def test_the_order_of_links_does_not_matter(links, chance):
    shuffled = list(links)
    chance.shuffle(shuffled)
    one, other = joined(links), joined(shuffled)
    assert {h: one.person(h) for h in ADA} == {h: other.person(h) for h in ADA}


SETTINGS = (
    "name: T\nsources:\n  - {kind: roster, path: hr.csv}\n  - {kind: codeowners, path: CODEOWNERS, files: f.txt}\n"
)
FILES = {
    "hr_dot_csv": "Name,Work Email,Job Title,Manager\n"
    "Ada Vexley,adavex@x.org,CEO,none\nBo Quill,bo@x.org,Dev,Ada Vexley\n",
    "CODEOWNERS": "* adavex@home.org\n",
    "f_dot_txt": "a.py\n",
}


def test_the_review_file_proposes_and_keeps_what_was_decided(tmp_path):
    page = scanned(workspace(tmp_path, SETTINGS, **FILES))
    assert (page.people.unresolved, page.to_review) == (1, 1)
    review = tmp_path / ".mlorg/evidence/people-review.csv"
    rows = list(csv.DictReader(review.read_text().splitlines()))
    assert {rows[0]["one_is"].split(" | ")[0], rows[0]["other_is"]} >= {"adavex@home.org"}
    review.write_text(review.read_text().replace("\n,", "\nsame,", 1))
    again = scanned(tmp_path)
    assert (again.people.unresolved, again.to_review) == (0, 0)
    assert next(csv.DictReader(review.read_text().splitlines()))["decision"] == "same"


def test_a_wrong_decision_is_named_with_its_line(tmp_path, capsys):
    from mlorg.cli import main

    scanned(workspace(tmp_path, SETTINGS, **FILES))
    review = tmp_path / ".mlorg/evidence/people-review.csv"
    review.write_text(review.read_text().replace("\n,", "\nperhaps,", 1))
    assert main(["check", "-w", str(tmp_path)]) == 2
    assert "people-review.csv:2" in capsys.readouterr().err


def test_an_imported_workspace_knows_its_people_in_every_source(tmp_path, capsys):
    from mlorg.cli import main

    (tmp_path / "hr.csv").write_text(FILES["hr_dot_csv"])
    main(["init", str(tmp_path / "w"), "--roster", str(tmp_path / "hr.csv"), "--as-of", "2026-01-31"])
    (tmp_path / "w" / "CODEOWNERS").write_text("* bo@x.org\n")
    with (tmp_path / "w" / "mlorg.yaml").open("a") as settings:
        settings.write("sources: [{kind: codeowners, path: CODEOWNERS}]\n")
    found = known(tmp_path / "w")
    owner = next(found.all_of("owner", "path")).value
    assert owner.id in found.organization.person
    assert found.people.unresolved == 0

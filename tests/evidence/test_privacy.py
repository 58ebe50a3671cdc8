"""Names, addresses and pay stay in the key file, whatever goes wrong."""

import re

import pytest

from mlorg.errors import RosterError
from mlorg.evidence.roster import Roster, UnitSource, explain

from .conftest import Importer

NAME, FIRST, LAST, MAIL, PAY = (
    "Zyxandra Quillfeather",
    "Zyxandra",
    "Quillfeather",
    "zyx.quill@invented.example",
    "987654",
)
SECRETS = re.compile(r"zyxandra|quillfeather|zyx\.quill|987[.,]?654", re.IGNORECASE)

HEAD = "Employee ID,Name,Email,Job Title,Department,Manager,Hire Date,FTE,Status,Level,Salary"
BOSS = "1,Una One,una@invented.example,CEO,Board,none,2020-01-02,1,Active,L9,1"


def told(roster: Roster) -> str:
    """Everything that may be printed."""
    return "\n".join(
        [repr(roster), *map(str, roster.problems), *explain(roster), *map(str, roster.organization.entities())]
    )


ROWS = {
    "as it should be": f"2,{NAME},{MAIL},Developer,Sales,1,2020-01-02,1,Active,L4,{PAY}",
    "absent manager by name": f"2,Duo Two,d@invented.example,Developer,Sales,{NAME},2020-01-02,1,Active,L4,{PAY}",
    "absent manager by address": f"2,Duo Two,d@invented.example,Developer,Sales,{MAIL},2020-01-02,1,Active,L4,{PAY}",
    "name in the title": f"2,{NAME},{MAIL},Assistant to {NAME},Sales,1,2020-01-02,1,Active,L4,{PAY}",
    "name in the department": f"2,{NAME},{MAIL},Developer,Sales ({NAME}),1,2020-01-02,1,Active,L4,{PAY}",
    "address in the title": f"2,{NAME},{MAIL},Developer {MAIL},Sales,1,2020-01-02,1,Active,L4,{PAY}",
    "name as a date": f"2,{NAME},{MAIL},Developer,Sales,1,{NAME},1,Active,L4,{PAY}",
    "name as a share": f"2,{NAME},{MAIL},Developer,Sales,1,2020-01-02,{NAME},Active,L4,{PAY}",
    "pay as a date": f"2,{NAME},{MAIL},Developer,Sales,1,{PAY},1,Active,L4,{PAY}",
    "pay as a share": f"2,{NAME},{MAIL},Developer,Sales,1,2020-01-02,{PAY},Active,L4,{PAY}",
    "pay as a level": f"2,{NAME},{MAIL},Developer,Sales,1,2020-01-02,1,Active,{PAY},{PAY}",
    "pay as a title": f"2,{NAME},{MAIL},{PAY},Sales,1,2020-01-02,1,Active,L4,{PAY}",
    "name as a status": f"2,{NAME},{MAIL},Developer,Sales,1,2020-01-02,1,{NAME},L4,{PAY}",
    "a comma too many": f"2,Quillfeather, Zyxandra,{MAIL},Developer,Sales,1,2020-01-02,1,Active,L4,{PAY}",
    "too few cells": f"2,{NAME},{MAIL},Developer",
    "twice": f"2,{NAME},{MAIL},Developer,Sales,1,,1,Active,L4,{PAY}\n" * 2,
    "two posts": f"2,{NAME},{MAIL},Developer,Sales,1,,1,Active,L4,{PAY}\n2,{NAME},{MAIL},Cook,Sales,1,,1,,,{PAY}",
    "a circle": f"2,{NAME},{MAIL},Developer,Sales,3,,1,Active,L4,{PAY}\n3,X Y,x@y.example,Cook,Sales,2,,1,,L4,{PAY}",
    "a leaver": f"2,{NAME},{MAIL},Developer,Sales,1,2020-01-02,1,Left,L4,{PAY}",
    "an open quotation mark": f'2,"{NAME},{MAIL},Developer,Sales,1,2020-01-02,1,Active,L4,{PAY}',
    "a footnote": f"Exported by {NAME}",
}


@pytest.mark.parametrize("units", UnitSource)
@pytest.mark.parametrize("case", ROWS)
def test_a_planted_person_is_nowhere_but_in_the_names(case: str, units: UnitSource, imported: Importer) -> None:
    roster = imported(f"Report for {NAME},{MAIL}\n{HEAD}\n{BOSS}\n{ROWS[case]}\n", units=units)
    assert SECRETS.search(told(roster)) is None


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME},{MAIL},{PAY}\n{NAME},{MAIL},{PAY}\n",
        f"Foo,Bar,{NAME}\n{NAME},{MAIL},{PAY}\n",
        f"{NAME};{PAY}\n",
        f"{MAIL}\n",
    ],
)
def test_a_file_that_cannot_be_used_shows_nobody(text: str, imported: Importer) -> None:
    with pytest.raises(RosterError) as error:
        imported(text)
    assert SECRETS.search(str(error.value)) is None


def test_the_names_know_who_is_who(imported: Importer) -> None:
    roster = imported(f"{HEAD}\n{BOSS}\n{ROWS['as it should be']}\n")
    person = next(p for p in roster.names if roster.names.of(p).name == NAME)
    assert re.fullmatch(r"p-[0-9a-z]{8}", person)
    assert roster.names.of(person) == ("2", NAME, MAIL)
    assert person in roster.organization.person
    assert repr(roster.names) == "Names(2 people)"


def test_pseudonyms_are_random(imported: Importer) -> None:
    text = f"{HEAD}\n{BOSS}\n{ROWS['as it should be']}\n"
    first, second = imported(text), imported(text)
    assert set(first.names).isdisjoint(second.names)
    assert [post.id for post in first.organization.posts] == [post.id for post in second.organization.posts]


def test_an_absent_manager_keeps_the_pseudonym_too(imported: Importer) -> None:
    text = f"{HEAD}\n{BOSS}\n{ROWS['absent manager by name']}\n"
    first = imported(text)
    assert imported(text, earlier=first.names).organization == first.organization


def test_two_people_with_one_address_never_share_a_pseudonym(imported: Importer) -> None:
    """A shared mailbox is no person."""
    head, first = "Employee ID,Work Email,Job Title,Manager ID", "1,desk@invented.example,CEO,none"
    earlier = imported(f"{head}\n{first}\n").names
    roster = imported(f"{head}\n{first}\n2,desk@invented.example,Cook,1\n", earlier=earlier)
    assert len(roster.organization.persons) == 2
    assert set(earlier) < set(roster.names)


@pytest.mark.parametrize(
    ("ids", "kept"),
    [
        (("p001", "p002"), True),
        (("HR-EMP-0001", "HR-EMP-0002"), True),
        (("7f3a9c2e11", "0b9d8e7f66"), True),
        (("jane.doe", "john.roe"), False),
        (("jdoe", "jroe"), False),
        (("jdoe1", ""), False),
        (("jdoe1", "jroe2"), False),
    ],
)
def test_ids_are_kept_only_where_they_are_codes(ids: tuple[str, str], kept: bool, imported: Importer) -> None:
    roster = imported(f"ID,Job Title,Manager ID\n{ids[0]},CEO,none\n{ids[1]},Cook,{ids[0]}\n")
    assert ({p.id for p in roster.organization.persons} == set(ids)) is kept
    assert (len(roster.names) == 0) is kept


def test_entry_ids_with_names_in_them_are_not_used(imported: Importer) -> None:
    rows = ["doe-17,Jane Doe,CEO,none", "roe-18,John Roe,Cook,doe-17"]
    roster = imported("\n".join(["Entry ID,Name,Job Title,Reports To", *rows]))
    assert {post.id for post in roster.organization.posts} == {"ceo", "cook"}

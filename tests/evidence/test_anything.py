"""Whatever a file holds, it gives a roster or one clear error; and the time it takes grows with its length only."""

import random
from pathlib import Path
from time import process_time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlorg.errors import RosterError
from mlorg.evidence.roster import Roster, RosterOptions, UnitSource, explain, read_roster
from mlorg.org.checks import faults

HEADINGS = [
    *("Employee ID", "Name", "Work Email", "Job Title", "Department", "Team", "Manager ID", "Manager Email"),
    *("Dotted Line", "Hire Date", "Termination Date", "Status", "FTE", "Allocation", "Level", "Position ID"),
    *("manager_role_slug", "hidden", "Salary", "Leaving Reason", "Notes", "", "Employee", "Job Family"),
]
CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "2", "3", "none", "n/a", "a@b.example", "Una One", "One, Una", "Open", "TBD", "CEO", "x y"]
    ),
    st.sampled_from(
        ["01/02/2020", "13/02/2020", "2020-01-01", "9999-12-31", "45000", "1,5", "50%", "Total", "Left", "(1)"]
    ),
    st.text(max_size=12),
)
TABLES = st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=9).flatmap(
    lambda headings: st.lists(st.lists(CELLS, max_size=len(headings) + 1), max_size=12).map(
        lambda rows: [headings, *rows]
    )
)
OPTIONS = st.builds(RosterOptions, units=st.sampled_from(UnitSource), blank_is_root=st.booleans())
SHARED = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


AS_IT_COMES = RosterOptions()


def read_any(path: Path, options: RosterOptions = AS_IT_COMES) -> Roster | None:
    """The roster, which must hold together, or None after a clear error."""
    try:
        roster = read_roster(path, options)
    except RosterError:
        return None
    assert [fault for fault in faults(roster.organization) if not fault.warning] == []
    assert roster.counts.rows == roster.counts.entries + sum(number for _, number in roster.counts.left_out)
    assert roster.counts.entries == len(roster.organization.posts)
    assert explain(roster)
    return roster


@SHARED
@given(text=st.text())
def test_any_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    read_any(path)


@SHARED
@given(data=st.binary(max_size=400))
def test_any_bytes(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(data)
    read_any(path)


@SHARED
@given(table=TABLES, options=OPTIONS, separator=st.sampled_from(",;\t|"))
def test_any_table(table: list[list[str]], options: RosterOptions, separator: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("\n".join(separator.join(row) for row in table), encoding="utf-8", newline="")
    roster = read_any(path, options)
    if roster is not None and len(roster.names):
        again = read_roster(
            path, RosterOptions(units=options.units, blank_is_root=options.blank_is_root, earlier=roster.names)
        )
        assert again.organization == roster.organization


def people(number: int) -> str:
    """A generated table: eight reports for each manager."""
    titles = ("Software Engineer", "Data Scientist", "Account Executive", "Engineering Manager", "Product Manager")
    rows = ["Employee ID,Name,Work Email,Job Title,Department,Manager ID,Hire Date,Status,Salary"]
    for n in range(number):
        boss = (n - 1) // 8 if n else "none"
        mail = f"f{n}.l{n}@invented.example"
        rows.append(
            f"{n},First{n} Last{n},{mail},{titles[n % 5]},D{n % 40},{boss},{n % 28 + 1}.{n % 12 + 1}.2020,Active,{n}"
        )
    return "\n".join(rows)


def mutated(data: bytearray, chance: random.Random) -> bytes:
    """Bits flipped, bytes cut out or doubled, lines dropped, columns swapped."""
    kind = chance.randrange(5)
    if kind == 0:
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == 1:
        begin = chance.randrange(len(data))
        del data[begin : begin + chance.randint(1, 200)]
    elif kind == 2:
        begin = chance.randrange(len(data))
        data[begin:begin] = data[begin : begin + chance.randint(1, 200)]
    else:
        rows = [line.split(b",") for line in bytes(data).split(b"\n")]
        if kind == 3:
            rows = [row for row in rows if chance.random() > 0.1]
        else:
            one, other = chance.randrange(9), chance.randrange(9)
            for row in rows[chance.randrange(2) :]:
                if max(one, other) < len(row):
                    row[one], row[other] = row[other], row[one]
        return b"\n".join(map(b",".join, rows))
    return bytes(data)


def test_a_thousand_damaged_files(tmp_path: Path) -> None:
    sound = people(40).encode()
    path = tmp_path / "people.csv"
    usable = 0
    for seed in range(1_000):
        path.write_bytes(mutated(bytearray(sound), random.Random(seed)))
        usable += read_any(path, RosterOptions(units=list(UnitSource)[seed % 3])) is not None
    assert usable > 800


def test_damaged_workbooks(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for line in people(20).splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "sound.xlsx")
    sound = (tmp_path / "sound.xlsx").read_bytes()
    for seed in range(150):
        (tmp_path / "people.xlsx").write_bytes(mutated(bytearray(sound), random.Random(seed)))
        read_any(tmp_path / "people.xlsx")


def seconds(path: Path, number: int) -> float:
    path.write_text(people(number), encoding="utf-8")
    begun = process_time()
    roster = read_roster(path)
    assert roster.counts.entries == number
    return process_time() - begun


def test_reading_is_linear(tmp_path: Path) -> None:
    """Ten times the people take about ten times as long; what is quadratic would take a hundred times."""
    path = tmp_path / "people.csv"
    small = min(seconds(path, 2_000) for _ in range(3))
    large = min(seconds(path, 20_000) for _ in range(2))
    assert large < 20 * small


def test_a_chain_of_managers_is_no_deeper_than_memory(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("ID,Job Title,Manager ID\n" + "".join(f"{n},Developer,{n - 1}\n" for n in range(1, 20_001)))
    roster = read_roster(path)
    assert (roster.counts.entries, roster.counts.unresolved) == (20_000, 1)
    assert len(roster.organization.units) == 20_000

"""Changes summed up in few lines."""

from mlorg.org import Organization, Overlay, Post, Remove, Unit
from mlorg.report.steps import summed_up


def test_entries_that_end_are_counted_in_words() -> None:
    org = Organization(units=(Unit("u", "U"),), posts=(Post("p", sits_in="u"),))
    for number, said in ((1, "One membership entry ends"), (3, "3 membership entries end")):
        changes = [Remove("membership", f"m{n}") for n in range(number)]
        assert [row.lines for row in summed_up(Overlay("o", changes=tuple(changes)), org)] == [(said,)]

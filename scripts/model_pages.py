"""Write the reference of the simulation model from its code; with --check, fail if a page is stale.

Written whole: docs/reference/mechanisms.md and docs/reference/parameters.md. Written between marks: the index in
docs/explanation/model/odd.md and the counts in docs/explanation/model/limits.md.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from itertools import accumulate
from pathlib import Path
from statistics import NormalDist
from textwrap import dedent

from model_facts import (
    ROOT,
    SIM,
    Mechanism,
    draws_of,
    fields_set,
    gates_of,
    group,
    mechanisms,
    one_line,
    readers,
    sources,
    tests_of,
)

from mlorg.org.figures import percent
from mlorg.sim import Prior, priors, priors_hash
from mlorg.sim.environment import DISTRIBUTIONS

DOCS = ROOT / "docs"
GRADES = {
    "A": "peer reviewed, or a large survey with its size",
    "B": "survey by a vendor or consultancy",
    "C": "practitioner's account",
    "X": "judgement: nothing measured was found; counts as assumed",
}
MADE = "<!-- Written by scripts/model_pages.py from the code: change that, then run the script. -->"
GRID = 4000


# in words


def cell(text: str) -> str:
    """Text that may stand in a table."""
    return one_line(text).replace("|", "\\|").replace("**", "\\*\\*")


def law(prior: Prior) -> str:
    """Its distribution in words."""
    first, second = DISTRIBUTIONS[prior.distribution]
    words = f"{first} {prior.p1:g}" + (f", {second} {prior.p2:g}" if second else "")
    return f"{prior.distribution}: {words}"


def middle_90(prior: Prior) -> str:
    """From its 5 % to its 95 % point, in two figures."""
    return " to ".join(f"{float(f'{x:.2g}'):,.15g}" for x in quantiles(prior, (0.05, 0.95)))


def quantiles(prior: Prior, shares: Sequence[float]) -> list[float]:
    """Points below which these shares of a prior lie."""
    z = [NormalDist().inv_cdf(share) for share in shares]
    if prior.distribution == "normal":
        return [prior.p1 + prior.p2 * x for x in z]
    if prior.distribution == "lognormal":
        return [prior.p1 * math.exp(prior.p2 * x) for x in z]
    if prior.distribution == "uniform":
        return [prior.p1 + (prior.p2 - prior.p1) * share for share in shares]
    if prior.distribution == "fixed":
        return [prior.p1 for _ in shares]
    return quantiles_by_density(prior, shares)


def quantiles_by_density(prior: Prior, shares: Sequence[float]) -> list[float]:
    """The same for a beta or gamma law, from its density at the middle of many small steps."""
    if prior.distribution == "beta":
        top, a, b = 1.0, prior.p1 - 1, prior.p2 - 1
        logs = [a * math.log(x) + b * math.log1p(-x) for x in steps(top)]
    else:
        shape = 1 / prior.p2**2
        top, scale = prior.p1 * (1 + 12 * prior.p2), prior.p1 / shape
        logs = [(shape - 1) * math.log(x) - x / scale for x in steps(top)]
    most = max(logs)
    sums = list(accumulate(math.exp(value - most) for value in logs))
    return [next(x for x, s in zip(steps(top), sums, strict=True) if s >= share * sums[-1]) for share in shares]


def steps(top: float) -> list[float]:
    """Middles of equal steps from 0 to `top`."""
    return [(i + 0.5) * top / GRID for i in range(GRID)]


def no_effect(prior: Prior) -> str:
    """For what structure acts through: the chance of no effect or the opposite one."""
    if not prior.structural:
        return ""
    below = prior.chance_of_no_effect
    return percent(min(below, 1 - below))


def cited(source: str, page: str = "") -> str:
    """A source id as a link to the list of sources on `page`; a judgement says so."""
    if source not in sources():
        return source
    judged = " (judgement)" if sources()[source]["grade"] == "X" else ""
    return f"[{source}]({page}#sources){judged}"


def described(source: Mapping[str, str]) -> str:
    """A source with what it says."""
    title = f"[{source['title']}]({source['url']})" if source["url"] else source["title"]
    year = {"": "", "n.d.": " (undated)"}.get(source["year"], f" ({source['year']})")
    return f"**{source['id']}** {title}{year}, grade {source['grade']}: {source['says']}"


def linked(path: Path, up: str = "../../") -> str:
    """A file of the engine as a link."""
    name = path.relative_to(SIM) if path.is_relative_to(SIM) else path.relative_to(SIM.parent)
    return f"[{name.as_posix()}]({up}{path.relative_to(ROOT).as_posix()})"


# pages


def mechanisms_page() -> str:
    """docs/reference/mechanisms.md."""
    head = f"""# Mechanisms

{MADE}

What the simulation does, one mechanism a file of `src/mlorg/sim/mechanisms/`: equations as its docstring has them, with
names of [parameters](parameters.md) in their place. [The model in words](../explanation/model/odd.md) comes before this
page.

"On" means that the bit of the switch is set in `Sampling.mechanisms`; all but funding are on by default. One
mechanism alone (a knock-in) is its bit alone, none at all is 0. "Gates" are the checks of the engine against exact
results that name this mechanism; the null, the exchange of names and the time integral of queues concern all of them.
"Tests" are the mechanism's own file and others that name its switch, its bit or its module; those of the whole engine
in `tests/sim/` run with every mechanism on. "Sets" is read from the code: `record.field` of `src/mlorg/sim/records.py`,
or a field of `World`. A factor `(1 - coefficient * amount)` is kept between 0 and 2, so that a coefficient below 0 does
harm (`familiarity.remaining`).

"""
    return head + index("") + "\n\n" + "\n".join(map(section, mechanisms()))


def index(page: str) -> str:
    """All mechanisms in a table that leads to their sections on `page`."""
    rows = ["| | mechanism | what it is about | switch | gates |", "| --: | --- | --- | --- | --- |"]
    for m in mechanisms():
        reached = ", ".join(gate.id for gate in gates_of(m)) or "–"
        rows.append(f"| {m.number} | [{m.name}]({page}#{m.name}) | {cell(m.title)} | `{m.switch}` | {reached} |")
    return "\n".join(rows)


def section(m: Mechanism) -> str:
    """One mechanism."""
    lines = [f"## {m.name}", "", f"Mechanism {m.number}: {m.title}.", "", "```text", dedent(m.equations), "```", ""]
    lines += [m.notes, ""] if m.notes else []
    lines += ["| | |", "| --- | --- |", f"| code | {linked(m.file)} |"]
    lines += [f"| reads | {cell(m.reads)} |", f"| writes | {cell(m.writes)} |"]
    lines += [f"| switch | `{m.switch}` = {m.bit}; off: {cell(m.off)} |"]
    lines += [f"| sets | {ticked(fields_set(m.file))} |", f"| streams | {ticked(draws_of(m.file))} |"]
    tested = "<br>".join(f"`{name}`" for name in tests_of(m)) or "none that names it"
    reached = ", ".join(f"{gate.id} in {linked(gate.file)}" for gate in gates_of(m)) or "none of its own"
    lines += [f"| gates | {reached} |", f"| tests | {tested} |", ""]
    if m.parameters:
        lines += ["| parameter | is | unit | prior | source |", "| --- | --- | --- | --- | --- |"]
        lines += [short_row(priors()[name]) for name in m.parameters]
        lines += [""]
    lines += [f"- {described(sources()[source])}" for source in m.sources]
    return "\n".join(lines).rstrip() + "\n"


def ticked(names: Iterable[str]) -> str:
    """Names set as code, or a dash."""
    return ", ".join(f"`{name}`" for name in names) or "–"


def short_row(prior: Prior) -> str:
    """A parameter's row under a mechanism."""
    told = f"| [`{prior.name}`](parameters.md#{group(prior)}) | {cell(prior.note)} | {prior.unit} "
    return told + f"| {law(prior)} | {cited(prior.source, 'parameters.md')} |"


def parameters_page() -> str:
    """docs/reference/parameters.md."""
    head = f"""# Parameters

{MADE}

Every quantity of the environment, the same under all structures, in `src/mlorg/sim/priors.csv` (hash of the shipped
file: `{priors_hash()}`). A simulation draws all of them together, once per draw. Days are working days: 21 a month, 63
a quarter, 252 a year. Money is in years of a data scientist's pay. To replace one, name it in `assumptions.yaml`
([files of a workspace](workspace.md)).

{counts()}

"Middle 90 %" runs from the 5 % to the 95 % point. "No effect" is filled in where the file marks that structure acts
through the quantity: how likely its prior makes it that there is no effect or the opposite one.

"""
    groups = list(dict.fromkeys(group(p) for p in priors().values()))
    return head + "\n".join(map(group_section, groups)) + "\n" + sources_section()


def group_section(name: str) -> str:
    """The parameters of one group."""
    known = {m.name: m for m in mechanisms()}
    lines = [f"## {name}", ""]
    if name in known:
        lines += [f"[Mechanism {known[name].number}](mechanisms.md#{name}).", ""]
    lines += ["| parameter | is | unit | prior | middle 90 % | no effect | source | read in |"]
    lines += ["| --- | --- | --- | --- | --- | --: | --- | --- |"]
    lines += [long_row(p) for p in priors().values() if group(p) == name]
    return "\n".join(lines) + "\n"


def long_row(prior: Prior) -> str:
    """A parameter's row among all."""
    where = ", ".join(linked(path) for path in readers()[prior.name]) or "–"
    parts = [f"`{prior.name}`", cell(prior.note), prior.unit, law(prior), middle_90(prior), no_effect(prior)]
    return f"| {' | '.join([*parts, cited(prior.source), where])} |"


def sources_section() -> str:
    """Every source that a prior or a docstring cites."""
    lines = ["## Sources", "", "What each says is told in our words; figures that are our reading are named so.", ""]
    lines += ["Grades: " + "; ".join(f"**{grade}** {meaning}" for grade, meaning in GRADES.items()) + ".", ""]
    return "\n".join([*lines, *(f"- {described(source)}" for source in sources().values())]) + "\n"


def counts() -> str:
    """How many quantities rest on what."""
    rows = list(priors().values())
    by = Counter(sources()[p.source]["grade"] if p.source in sources() else "assumed" for p in rows)
    judged, structural = by["X"], sum(p.structural for p in rows)
    measured = ", ".join(f"{by[grade]} of grade {grade}" for grade in "ABC" if by[grade])
    without = by["assumed"] + judged
    return (
        f"Of {len(rows)} quantities, {by['assumed']} are assumed outright and {judged} cite a row of the evidence that "
        f"is itself a judgement: {without} rest on no measured figure. The other {len(rows) - without} cite "
        f"a source ({measured}). {structural} are marked as what structure acts through; "
        "each of these may also have no effect, or the opposite one."
    )


def between_marks(text: str, mark: str, inside: str) -> str:
    """A page with what stands between `<!-- mark -->` and `<!-- end of mark -->` replaced."""
    pattern = re.compile(rf"(<!-- {mark}[^>]*-->\n).*?(<!-- end of {mark} -->)", re.DOTALL)
    made, n = pattern.subn(lambda m: f"{m[1]}{inside}\n{m[2]}", text)
    if n != 1:
        raise ValueError(f"expected one pair of marks '{mark}', found {n}")
    return made


def pages() -> Iterator[tuple[Path, str]]:
    """Every page with what it should hold."""
    yield DOCS / "reference" / "mechanisms.md", mechanisms_page()
    yield DOCS / "reference" / "parameters.md", parameters_page()
    model = DOCS / "explanation" / "model"
    filled = {"odd.md": ("index", index("../../reference/mechanisms.md")), "limits.md": ("counts", counts())}
    for name, (mark, inside) in filled.items():
        yield model / name, between_marks((model / name).read_text(encoding="utf-8"), mark, inside)


def drift(made: Iterable[tuple[Path, str]]) -> str:
    """How the pages differ from what the code says; empty if they do not."""
    found: list[str] = []
    for path, text in made:
        written = path.read_text(encoding="utf-8") if path.exists() else ""
        names = (f"{path.name} as written", f"{path.name} as the code has it")
        found += unified_diff(written.splitlines(True), text.splitlines(True), *names)
    return "".join(found)


def main(arguments: list[str]) -> int:
    """Write the pages, or compare them; the exit code."""
    if "--check" in arguments:
        found = drift(pages())
        sys.stdout.write(found)
        return int(bool(found))
    for path, text in pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Small organisations for tests of the simulation: three lines, ML people in one pool or in the lines."""

from mlorg.org import (
    Dataset,
    Function,
    Line,
    Membership,
    Organization,
    Ownership,
    Person,
    Post,
    Ref,
    Responsibility,
    Unit,
)

R = Responsibility


def company(kind: str = "pool", *, ml_people: int = 9, lines: int = 3, extra: tuple[Post, ...] = ()) -> Organization:
    """`pool`: a division that maintains what the lines' engineers deploy; `lines`: builders in the lines own all."""
    units = [Unit("co", head="ceo"), Unit("data", part_of="co", head="cdo", function=Function.DATA)]
    posts = [Post("ceo", role="executive", sits_in="co", reports_to=Line.TOP)]
    posts += [Post("cdo", role="data_manager", sits_in="data", reports_to="ceo")]
    posts += [Post(f"de-{i}", role="data_engineer", sits_in="data", reports_to="cdo") for i in range(4)]
    for n in range(lines):
        units.append(Unit(f"line-{n}", part_of="co", head=f"head-{n}", business_line=True))
        posts += line_posts(n)
    if kind == "pool":
        units.append(Unit("ml", part_of="co", head="ml-head", function=Function.ML))
        posts.append(Post("ml-head", role="ml_manager", sits_in="ml", reports_to="ceo"))
    posts += [builder(kind, i, lines) for i in range(ml_people)]
    posts += extra
    return Organization.of(
        "Example",
        units=units,
        posts=posts,
        persons=[Person(f"h-{p.id}") for p in posts],
        memberships=[Membership(f"h-{p.id}", p.id) for p in posts],
        datasets=[Dataset(f"d-{n}-{k}", line=f"line-{n}") for n in range(lines) for k in range(3)],
        ownerships=[o for n in range(lines) for o in owners(kind, f"line-{n}")],
    )


def line_posts(n: int) -> list[Post]:
    """A head, an engineering manager, six engineers and fifteen others."""
    unit = f"line-{n}"
    return [
        Post(f"head-{n}", role="business_manager", sits_in=unit, reports_to="ceo"),
        Post(f"em-{n}", role="engineering_manager", sits_in=unit, reports_to=f"head-{n}"),
        *(Post(f"se-{n}-{i}", role="software_engineer", sits_in=unit, reports_to=f"em-{n}") for i in range(6)),
        *(Post(f"bs-{n}-{i}", role="business_staff", sits_in=unit, reports_to=f"head-{n}") for i in range(15)),
    ]


def builder(kind: str, i: int, lines: int) -> Post:
    """An ML post in the pool, or in line i modulo the number of lines."""
    role = ("data_scientist", "ml_engineer", "ml_researcher")[i % 3]
    if kind == "pool":
        return Post(f"ml-{i:02}", role=role, sits_in="ml", reports_to="ml-head")
    return Post(f"ml-{i:02}", role=role, sits_in=f"line-{i % lines}", reports_to=f"em-{i % lines}")


def owners(kind: str, line: str) -> list[Ownership]:
    """Who owns the data and models of a line."""
    unit, data, ml = Ref("unit", line), Ref("unit", "data"), Ref("unit", "ml")
    standing = [Ownership(unit, r, data) for r in (R.COLLECT, R.WAREHOUSE, R.PIPELINE)]
    standing.append(Ownership(unit, R.LABEL, unit, function=Function.ENGINEERING))
    if kind == "pool":
        deploy = Ownership(unit, R.DEPLOY, unit, function=Function.ENGINEERING)
        return [*standing, deploy, Ownership(unit, R.MAINTAIN, ml)]
    return [*standing, *(Ownership(unit, r, unit, function=Function.ML) for r in (R.DEPLOY, R.MAINTAIN))]

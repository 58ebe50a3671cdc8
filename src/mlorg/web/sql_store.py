"""The store in a database: SQLite in the workspace; another engine that SQLAlchemy knows would do as well."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

import sqlalchemy as sa

from ..api import KEPT_BY_SERVER
from .store import KeptRun

SESSION_LASTS = timedelta(hours=12)
UNFINISHED = ("waiting", "running")

TABLES = sa.MetaData()
SESSIONS = sa.Table(
    "sessions",
    TABLES,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("identity", sa.String(200), nullable=False),
    sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
)
RUNS = sa.Table(
    "runs",
    TABLES,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("identity", sa.String(200), nullable=False, index=True),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("asked", sa.Text, nullable=False),
    sa.Column("inputs", sa.String(64), nullable=False),
    sa.Column("result", sa.Text, nullable=True),
    sa.Column("problem", sa.Text, nullable=False, default=""),
)


class SqlStore:
    """The store in a database that SQLAlchemy reaches: SQLite now, PostgreSQL by another URL later.

    Threads that write wait for each other here: SQLite itself gives up on a writer that waits too long.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._one_writes = Lock()

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._one_writes, self._engine.begin() as connection:
            yield connection

    def add_session(self, key: str, identity: str) -> None:
        """Remember a session; those that have ended are forgotten."""
        now = datetime.now(UTC)
        with self._writing() as connection:
            connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.ends < now))
            connection.execute(sa.insert(SESSIONS).values(key=key, identity=identity, ends=now + SESSION_LASTS))

    def session(self, key: str) -> str | None:
        """Whose session it is; None if there is none or it has ended."""
        query = sa.select(SESSIONS.c.identity).where(SESSIONS.c.key == key, SESSIONS.c.ends >= datetime.now(UTC))
        with self._engine.connect() as connection:
            return connection.execute(query).scalar()

    def add_run(self, identity: str, run: KeptRun) -> None:
        """Keep a new run."""
        with self._writing() as connection:
            connection.execute(sa.insert(RUNS).values(id=run.id, identity=identity, **_row(run)))

    def change_run(self, run: KeptRun) -> None:
        """Keep what has become of a run."""
        with self._writing() as connection:
            connection.execute(sa.update(RUNS).where(RUNS.c.id == run.id).values(**_row(run)))

    def run(self, identity: str, id: str) -> KeptRun | None:
        """One run with its result; None if this identity has none of this id."""
        query = sa.select(RUNS).where(RUNS.c.identity == identity, RUNS.c.id == id)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _kept(dict(row))

    def runs(self, identity: str) -> list[KeptRun]:
        """All runs, latest first, without their results."""
        columns = [column for column in RUNS.c if column.name != "result"]
        query = sa.select(*columns).where(RUNS.c.identity == identity).order_by(RUNS.c.created.desc())
        with self._engine.connect() as connection:
            return [_kept({**row, "result": None}) for row in connection.execute(query).mappings()]

    def latest(self, identity: str, kind: str) -> KeptRun | None:
        """The last run of a kind that was carried out, with its result; None if there is none."""
        mine = (RUNS.c.identity == identity) & (RUNS.c.kind == kind) & (RUNS.c.state == "done")
        query = sa.select(RUNS).where(mine).order_by(RUNS.c.created.desc()).limit(1)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else _kept(dict(row))

    def purge(self, identity: str) -> int:
        """Remove all runs of an identity; how many they were. Sessions of the identity end too."""
        with self._writing() as connection:
            connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.identity == identity))
            return connection.execute(sa.delete(RUNS).where(RUNS.c.identity == identity)).rowcount

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()


def _row(run: KeptRun) -> dict[str, Any]:
    """A run as columns, its id apart."""
    row = {name: getattr(run, name) for name in ("kind", "created", "state", "inputs", "problem")}
    result = None if run.result is None else json.dumps(run.result)
    return {**row, "asked": json.dumps(run.asked), "result": result}


def _kept(row: Mapping[str, Any]) -> KeptRun:
    created = row["created"] if row["created"].tzinfo else row["created"].replace(tzinfo=UTC)
    result = None if row["result"] is None else json.loads(row["result"])
    told = {name: row[name] for name in ("id", "kind", "state", "inputs", "problem")}
    return KeptRun(**told, created=created, asked=json.loads(row["asked"]), result=result)


def open_store(workspace: Path) -> SqlStore:
    """The store of a workspace, made or brought up to date where needed; runs that a dead server left are lost."""
    from .migrations import bring_up_to_date

    folder = workspace / KEPT_BY_SERVER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    engine = sa.create_engine(f"sqlite:///{folder / 'store.sqlite3'}", connect_args={"timeout": 10})
    sa.event.listen(engine, "connect", _prepare)
    bring_up_to_date(engine)
    with engine.begin() as connection:
        connection.execute(sa.update(RUNS).where(RUNS.c.state.in_(UNFINISHED)).values(state="lost"))
    return SqlStore(engine)


def _prepare(connection: Any, _: Any) -> None:
    """Readers do not wait for writers, and what is committed survives a crash."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")

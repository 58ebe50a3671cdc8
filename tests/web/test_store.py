"""The store: made by migrations, safe for many threads, runs and sessions by identity."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from mlorg.api import KEPT_BY_SERVER
from mlorg.web import sql_store as stores
from mlorg.web.sql_store import TABLES, open_store
from mlorg.web.store import KeptRun


@pytest.fixture
def store(tmp_path):
    with_closing = open_store(tmp_path)
    yield with_closing
    with_closing.close()


def a_run(number=0, state="done"):
    created = datetime.now(UTC) + timedelta(seconds=number)
    return KeptRun(f"{number:016x}", "compare", state, created, {"draws": 3}, "hash", {"data": number})


def test_migrations_make_what_the_code_expects(tmp_path):
    """Every table and column, none more; carried out twice they change nothing."""
    for _ in range(2):
        open_store(tmp_path).close()
    inspector = sa.inspect(engine := sa.create_engine(f"sqlite:///{tmp_path / KEPT_BY_SERVER / 'store.sqlite3'}"))
    found = {table: {c["name"] for c in inspector.get_columns(table)} for table in inspector.get_table_names()}
    del found["alembic_version"]
    engine.dispose()
    assert found == {table.name: {c.name for c in table.columns} for table in TABLES.sorted_tables}


def test_git_does_not_see_the_store(tmp_path, store):
    assert (tmp_path / KEPT_BY_SERVER / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_run_is_read_as_it_was_kept(store):
    store.add_run("me", a_run(1))
    assert store.run("me", a_run(1).id).result == {"data": 1}
    store.change_run(replace(a_run(1), state="failed", problem="why"))
    assert store.run("me", a_run(1).id).problem == "why"
    assert [run.result for run in store.runs("me")] == [None]


def test_the_latest_that_was_carried_out(store):
    for number, state in enumerate(("done", "done", "cancelled")):
        store.add_run("me", a_run(number, state))
    assert store.latest("me", "compare").result == {"data": 1}
    assert store.latest("me", "claims") is None
    assert store.latest("you", "compare") is None


def test_what_a_dead_server_left_is_lost(tmp_path):
    first = open_store(tmp_path)
    first.add_run("me", a_run(1, "running"))
    first.close()
    again = open_store(tmp_path)
    assert again.run("me", a_run(1).id).state == "lost"
    again.close()


def test_sessions_end(store, monkeypatch):
    store.add_session("key", "me")
    assert store.session("key") == "me"
    monkeypatch.setattr(stores, "SESSION_LASTS", timedelta(seconds=-1))
    store.add_session("old", "me")
    assert store.session("old") is None


def test_many_threads_at_once(store):
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda n: store.add_run("me", a_run(n)), range(200)))
    assert len(store.runs("me")) == 200


def test_purging_is_of_one_identity(store):
    store.add_run("me", a_run(1))
    store.add_run("you", a_run(2))
    assert store.purge("me") == 1
    assert store.runs("me") == []
    assert len(store.runs("you")) == 1

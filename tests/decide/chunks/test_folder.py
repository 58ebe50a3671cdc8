"""The store on disk: whole or not at all, noticed when damaged, bounded in size."""

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from mlorg.archetypes import Arm
from mlorg.decide.chunks import Chunk, FolderStore
from mlorg.decide.comparing.comparison import Computing
from mlorg.errors import StoreError
from mlorg.sim import HORIZONS
from mlorg.sim.measure_names import MEASURES

from .small import compared, digits


class OnlyKey:
    """All that a store asks of a chunk."""

    def __init__(self, key: str) -> None:
        self.key = key


def sums(rows: int = 3) -> np.ndarray:
    return np.random.default_rng(rows).normal(size=(rows, len(HORIZONS), len(MEASURES)))


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    found = FolderStore(tmp_path)
    found.keep(OnlyKey("ab" * 32), sums(3))
    found.keep(OnlyKey("cd" * 32), sums(2))
    return found


def test_it_reads_what_was_written_by_row_and_by_measure(store):
    outcomes = store.outcomes(["ab" * 32, "cd" * 32])
    both = np.concatenate([sums(3), sums(2)])
    assert np.array_equal(outcomes.sums, both)
    assert np.array_equal(outcomes.measure("cost", 8), both[:, 1, 1])


def test_another_process_finds_it(store):
    assert FolderStore(store.folder).holds("ab" * 32)
    assert not FolderStore(store.folder).holds("ef" * 32)


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b[:50], lambda b: b"", lambda b: b[:-9] + b"x" + b[-8:]]
)
def test_a_damaged_file_is_noticed_deleted_and_told(store, damage):
    path = next(store.folder.glob("ab/*"))
    path.write_bytes(damage(path.read_bytes()))
    told = []
    again = FolderStore(store.folder, told.append)
    assert not again.holds("ab" * 32)
    assert not path.exists()
    again.close()
    assert told == ["A kept result was damaged and computed again."]


def test_a_store_of_another_version_is_told_once(store):
    (store.folder / "written-by").write_text("mlorg-chunk/0 mlorg 0.0.9 (abc)\n")
    told = []
    FolderStore(store.folder, told.append)
    FolderStore(store.folder, told.append)
    assert told == ["The results kept here were computed by another version of mlorg: they are computed again."]


def test_git_does_not_see_it(store):
    assert (store.folder / ".gitignore").read_text() == "*\n"


def test_what_was_not_used_for_longest_goes_first_and_what_is_in_use_stays(store):
    old, older = (next(store.folder.glob(f"{name}/*")) for name in ("ab", "cd"))
    now = time.time()
    os.utime(older, (now - 9000, now - 9000))
    os.utime(old, (now - 8000, now - 8000))
    store.keep(OnlyKey("ef" * 32), sums(3))
    store.most_bytes = old.stat().st_size * 2
    store.close()
    assert (old.exists(), older.exists()) == (True, False)
    store.most_bytes = 0
    store.close()
    assert [path.parent.name for path in store.folder.glob("??/*")] == ["ef"]


def test_what_a_killed_process_left_half_written_is_swept_away(store):
    left = store.folder / "ab" / ".unfinished-0123"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    store.close()
    assert not left.exists()


def test_a_result_that_was_deleted_under_way_is_one_clear_message(store):
    outcomes = store.outcomes(["ab" * 32])
    next(store.folder.glob("ab/*")).unlink()
    with pytest.raises(StoreError, match="was deleted while it was needed"):
        outcomes.measure("value")


FULL = """
import resource, sys
from pathlib import Path
from mlorg.decide.chunks import FolderStore
from mlorg.errors import StoreError
from tests.decide.chunks.test_folder import OnlyKey, sums
store = FolderStore(Path(sys.argv[1]))
store.keep(OnlyKey("ab" * 32), sums(3))
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    store.keep(OnlyKey("cd" * 32), sums(3))
except StoreError as error:
    print(error)
"""


def test_a_full_disk_is_one_clear_message_and_what_was_kept_stays(tmp_path):
    """A limit on the size of files ends a write in the middle, as a full disk does."""
    run = [sys.executable, "-c", FULL, str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": path()})
    assert "results cannot be kept there (file too large). What was kept before is safe" in done.stdout
    again = FolderStore(tmp_path)
    assert (again.holds("ab" * 32), again.holds("cd" * 32), again.damaged) == (True, False, 0)
    assert len(list(tmp_path.glob("??/*"))) == 1


def path() -> str:
    """Where the project and its tests are imported from."""
    return os.pathsep.join([str(Path(__file__).parents[3]), *filter(None, sys.path)])


def test_a_comparison_from_disk_has_the_same_digits_and_more_draws_use_the_first_ones(tmp_path, monkeypatch):
    first = compared(Computing(store=FolderStore(tmp_path)), draws=8)
    assert digits(first) == digits(compared(draws=8))
    simulated = []
    plain = Chunk.simulated
    monkeypatch.setattr(Chunk, "simulated", lambda chunk: (simulated.append(chunk.draws.numbers), plain(chunk))[1])
    more = compared(Computing(store=FolderStore(tmp_path)), draws=12)
    assert set(simulated) == {range(8, 12)}
    assert more.by_draw(Arm.SETTLED, "embedded", "lead_time", 12).shape == (12, 8)


@pytest.mark.slow
def test_memory_does_not_hold_the_results(tmp_path):
    """Three times as many replications: what is in memory hardly grows with them."""
    import tracemalloc

    tracemalloc.start()
    peaks = []
    for draws in (50, 150):
        tracemalloc.reset_peak()
        compared(Computing(store=FolderStore(tmp_path / str(draws))), draws)
        peaks.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()
    assert peaks[1] - peaks[0] < 1_000_000  # in memory they would be 8 MB more

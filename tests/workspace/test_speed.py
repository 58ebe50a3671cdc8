"""Loading grows with the number of people and no faster; the benchmark works."""

import subprocess
import sys
import time
from pathlib import Path

from benchmarks.load import write_workspace

from mlorg.workspace import load

BENCHMARK = Path(__file__).parents[2] / "benchmarks/load.py"


def seconds(folder: Path, people: int) -> float:
    write_workspace(folder, people)
    began = time.process_time()
    assert len(load(folder).organization.posts) == people
    return time.process_time() - began


def test_ten_times_the_people_take_far_less_than_a_hundred_times_as_long(tmp_path):
    seconds(tmp_path / "first", 10)
    small, large = seconds(tmp_path / "small", 2_000), seconds(tmp_path / "large", 20_000)
    assert large < 30 * small


def test_the_benchmark_prints_a_row_for_each_size():
    done = subprocess.run([sys.executable, str(BENCHMARK), "30", "60"], capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["people", "30", "60"]

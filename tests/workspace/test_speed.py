"""Loading grows with the number of people and no faster; the benchmark works."""

import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.load import write_workspace

from mlorg.workspace import load

PROJECT = Path(__file__).parents[2]


def seconds(folder: Path, people: int) -> float:
    write_workspace(folder, people)
    began = time.process_time()
    assert len(load(folder).organization.posts) == people
    return time.process_time() - began


def test_ten_times_the_people_take_far_less_than_a_hundred_times_as_long(tmp_path):
    seconds(tmp_path / "first", 10)
    small, large = seconds(tmp_path / "small", 2_000), seconds(tmp_path / "large", 20_000)
    assert large < 30 * small


def test_the_benchmark_measures_a_folder_in_a_process_of_its_own(tmp_path):
    write_workspace(tmp_path / "thirty", 30)
    command = [sys.executable, "-m", "benchmarks.load", str(tmp_path / "thirty")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT)
    found = json.loads(done.stdout)
    assert found["posts"] == 30
    assert min(found["load"], found["megabytes"]) > 0

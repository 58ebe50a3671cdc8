"""The page of sentences says what the data say."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_what_the_data_say():
    check = [sys.executable, str(ROOT / "scripts/claims_page.py"), "--check"]
    drift = subprocess.run(check, capture_output=True, text=True, check=False)
    assert drift.returncode == 0, f"run: python scripts/claims_page.py\n{drift.stdout}{drift.stderr}"

"""Workspaces with sources, written by tests and scanned in process."""

from pathlib import Path

from mlorg.api.scanning import ScanRequest, evidence, scan
from mlorg.org.facts import Evidence
from mlorg.report.evidence import ScanPage


def workspace(folder: Path, settings: str, **files: str) -> Path:
    """A folder with this mlorg.yaml; keywords are other files, `__` for `/` and `_dot_` for `.` in their names."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mlorg.yaml").write_text(settings, encoding="utf-8")
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def scanned(folder: Path, **request: object) -> ScanPage:
    """The page of a scan."""
    return scan(folder, ScanRequest(**request))  # type: ignore[arg-type]


def known(folder: Path) -> Evidence:
    """What a workspace knows after scanning it."""
    scan(folder)
    return evidence(folder)

"""Write the model registry and the dbt manifest of the fictional company with MLflow and dbt themselves.

    python scripts/demo_stores.py mlflow   # with a Python that has MLflow: requirements/interop-mlflow.txt
    python scripts/demo_stores.py dbt      # with a Python that has dbt: requirements/interop-dbt.txt

MLflow's clock is set to days of the story, so that the same files come out each time. Of what dbt writes only the
parts that speak of the project are kept: its own macros would be a megabyte, and its log has times and paths.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

EVIDENCE = Path(__file__).resolve().parents[1] / "src" / "mlorg" / "workspace" / "demo" / "evidence"
KEPT = ("metadata", "nodes", "sources", "exposures", "groups", "parent_map")
LEFT_OUT = ("root_path", "created_at", "build_path", "compiled_path", "unrendered_config", "checksum")

MODELS: tuple[tuple[str, dict[str, str], tuple[str, ...], str, str], ...] = (
    # name, tags, days of versions, stage of the last version, alias of the last version; what is wrong with it
    ("demand-forecast", {"team": "machine-learning"}, ("2023-05-15", "2025-08-04"), "Production", ""),
    ("recommendations", {"team": "shop-engineering"}, ("2022-10-03", "2025-05-12"), "", "champion"),
    ("search-ranking", {}, ("2024-02-19",), "Production", ""),
    ("price-guidance", {}, ("2025-10-20",), "", "champion"),  # by hand: staging
    ("lamp-failure", {"team": "harbour-engineering"}, ("2024-06-10",), "Production", ""),  # by hand: Machine Learning
    ("lens_defects_v2", {}, ("2022-03-28",), "Archived", ""),  # by hand: production
    ("yield-forecast", {}, ("2025-11-10",), "Staging", ""),
)
TEXT = "A model of Fogwhistle & Wick, an invented company"


def write_registry() -> None:
    """`evidence/mlruns`, by MLflow's client."""
    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
    from mlflow import MlflowClient
    from mlflow.store.model_registry import file_store

    target = EVIDENCE / "mlruns"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # MLflow leaves a database of its own where it is started
        client = MlflowClient(folder, folder)
        for name, tags, days, stage, alias in MODELS:
            file_store.get_current_time_millis = lambda day=days[0]: _millis(day)
            client.create_registered_model(name, tags, TEXT)
            for number, day in enumerate(days, start=1):
                file_store.get_current_time_millis = lambda day=day: _millis(day)
                client.create_model_version(name, "s3://fogwhistle-fictional/models", description=TEXT)
                if number == len(days) and stage:
                    client.transition_model_version_stage(name, str(number), stage)
                if number == len(days) and alias:
                    client.set_registered_model_alias(name, alias, str(number))
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(Path(folder) / "models", target / "models")


def _millis(day: str) -> int:
    return int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) * 1000


def write_manifest() -> None:
    """`evidence/warehouse/target/manifest.json`, by `dbt parse`."""
    home = EVIDENCE / "warehouse"
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "warehouse"
        shutil.copytree(home, project, ignore=shutil.ignore_patterns("target"))
        dbt = Path(sys.executable).with_name("dbt")
        command = [dbt, "--no-send-anonymous-usage-stats", "parse", "--profiles-dir", "."]
        subprocess.run(command, cwd=project, check=True)
        manifest = json.loads((project / "target" / "manifest.json").read_text(encoding="utf-8"))
    kept = {key: manifest[key] for key in KEPT}
    said = kept["metadata"]
    kept["metadata"] = {key: said[key] for key in ("dbt_schema_version", "dbt_version", "project_name", "adapter_type")}
    for part in ("nodes", "sources", "exposures", "groups"):
        for node in kept[part].values():
            for key in LEFT_OUT:
                node.pop(key, None)
    target = home / "target" / "manifest.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    {"mlflow": write_registry, "dbt": write_manifest}[sys.argv[1]]()

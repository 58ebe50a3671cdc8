"""What `mlorg check --format sarif` writes validates against the published schema, which an npm package ships."""

import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from tests.evidence.everything import write_everything

from mlorg.cli import main

from .tools import tool

VALIDATE = """\
import json, sys, jsonschema
schema, log = (json.load(open(path)) for path in sys.argv[1:])
for error in jsonschema.Draft7Validator(schema).iter_errors(log):
    print(error.json_path, error.message[:200])
"""


def schema(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm, whose registry has the schema, is not installed")
    subprocess.run(
        [npm, "pack", "--silent", "@microsoft/jest-sarif@1.0.0-beta.0"], cwd=folder, check=True, capture_output=True
    )
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        name = next(name for name in package.getnames() if "schemas/sarif-2.1.0" in name)
        content = package.extractfile(name)
        assert content
        (folder / "schema.json").write_bytes(content.read())
    return folder / "schema.json"


@pytest.mark.interop
def test_findings_of_every_kind_of_source_validate(tmp_path, capsys):
    write_everything(tmp_path / "w")
    main(["scan", "-w", str(tmp_path / "w"), "-q"])
    capsys.readouterr()
    assert main(["check", "-w", str(tmp_path / "w"), "--format", "sarif"]) == 1
    log = tmp_path / "log.sarif"
    log.write_text(capsys.readouterr().out)
    assert len(json.loads(log.read_text())["runs"][0]["results"]) > 5
    validate = [tool("sarif", "python"), "-c", VALIDATE, schema(tmp_path), log]
    done = subprocess.run(validate, check=True, capture_output=True, text=True)
    assert done.stdout == ""

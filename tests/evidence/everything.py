"""A workspace with a source of every kind that needs no server, in which names, addresses and tokens are planted."""

import json
import os
import subprocess
from pathlib import Path

NAMES = ("Zebedee", "Quarkinson", "Wilhelmina", "Okonkwo")
PLANTED = (*NAMES, "zquark", "wokonkwo", "planted.example", "s3cr3t-t0ken")
"""What no output, log or stored file but the local key files may hold."""

SOURCES = """\
name: Planted (invented)
as_of: 2026-01-31
sources:
  - {kind: roster, path: hr}
  - {kind: backstage, path: catalog}
  - {kind: codeowners, path: repo, repository: shop, assets: {ml: "model:fraud"}}
  - {kind: git-history, path: repo, assets: {ml: "model:fraud"}}
  - {kind: kubernetes-owners, path: owners, repository: shop}
  - {kind: github-org, path: github}
  - {kind: mlflow, path: registry}
  - {kind: dbt, path: target}
  - {kind: kserve, path: deploy}
  - {kind: tracker, path: issues}
  - {kind: table-metadata, path: sql}
  - {kind: ai-inventory, path: inventory.csv}
"""

ROSTER = """\
Employee ID,Name,Work Email,Job Title,Department,Manager,Base Salary
1,Zebedee Quarkinson,zquark@planted.example,CEO,Board,none,990011
2,Wilhelmina Okonkwo,wokonkwo@planted.example,Data Scientist,ML,Quarkinson Zebedee,440022
3,Absent Person,x@planted.example,Engineer,ML,Zebedee Nobody,1
"""
CATALOG = """\
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: fraud}
spec: {type: ml-model, lifecycle: production, owner: user:zquark}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: zquark}
spec: {memberOf: [ml], profile: {displayName: Zebedee Quarkinson, email: zquark@planted.example}}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: ml}
spec: {type: team, children: [], members: [wokonkwo]}
---
apiVersion: backstage.io/v1alpha1
kind: [zquark@planted.example
"""
FILES = {
    "hr/roster-2025-12-31.csv": ROSTER,
    "catalog/all.yaml": CATALOG,
    "repo/CODEOWNERS": "* @zquark\n/ml/ wokonkwo@planted.example\n/gone/ @zquark\n/bad/ Zebedee\n",
    "repo/ml/train.py": "1\n",
    "owners/OWNERS": "approvers: [zquark]\nreviewers: [wokonkwo, zquark@planted.example]\n",
    "github/org.yaml": "orgs: {acme: {admins: [zquark], members: [wokonkwo], teams: {ml: {members: [wokonkwo]}}}}\n",
    "registry/model.json": json.dumps(
        {
            "mlflow": {
                "registered_model": {
                    "name": "fraud",
                    "tags": {"owner": "Wilhelmina Okonkwo"},
                    "versions": [{"version": "1", "current_stage": "Production", "user_id": "zquark@planted.example"}],
                }
            }
        }
    ),
    "target/manifest.json": json.dumps(
        {
            "nodes": {"model.s.t": {"resource_type": "model", "name": "t", "unique_id": "model.s.t"}},
            "exposures": {
                "e": {
                    "name": "fraud",
                    "type": "ml",
                    "owner": {"name": "Zebedee Quarkinson", "email": "zquark@planted.example"},
                    "depends_on": {"nodes": ["model.s.t"]},
                }
            },
        }
    ),
    "deploy/s.yaml": "kind: InferenceService\nmetadata: {name: fraud, annotations: {owner: Zebedee Quarkinson}}\n",
    "issues/a.csv": "Issue key,Created,Resolved,Assignee,Text\nML-1,2026-01-02,2026-01-09,Wilhelmina Okonkwo,Zebedee\n",
    "issues/bad.json": '{"author": "zquark@planted.example"',
    "sql/a/t/metadata.yaml": "owners: [zquark@planted.example]\n",
    "inventory.csv": "Use Case Name,Agency,Stage of Development\nLetters,Post,Initiated\n",
}


def write_everything(folder: Path) -> Path:
    """The workspace, with a real git repository."""
    for name, text in {"mlorg.yaml": SOURCES, **FILES}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    who = {"NAME": "Wilhelmina Okonkwo", "EMAIL": "wokonkwo@planted.example", "DATE": "2026-01-05T00:00:00Z"}
    env = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Thank Zebedee"]):
        subprocess.run(["git", *command], cwd=folder / "repo", env={**os.environ, **env}, check=True)
    return folder

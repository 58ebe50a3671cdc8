"""Files that stay on this machine, and schemas for editors."""

import json
import stat

import pytest

from mlorg.errors import WorkspaceError
from mlorg.workspace import (
    SCHEMAS,
    LocalName,
    Workspace,
    json_schema,
    read_names,
    save,
    write_git_ignore,
    write_names,
)
from mlorg.workspace.entries import keys_of


def test_the_local_key_is_for_its_owner_only(tmp_path):
    names = [LocalName("p-2", 'Ünal, "Zoë"', "z@example.org", "E7"), LocalName("p-1", "Ann")]
    path = write_names(names, tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").splitlines()[:2] == ["pseudonym,name,email,original_id", "p-1,Ann,,"]
    assert read_names(tmp_path) == {"p-1": names[1], "p-2": names[0]}


def test_a_workspace_without_a_key_resolves_nobody(tmp_path):
    assert read_names(tmp_path) == {}


def test_a_broken_key_is_refused_without_showing_a_name(tmp_path):
    write_names([LocalName("p-1", "Ann")], tmp_path)
    with (tmp_path / ".mlorg/names.csv").open("a") as file:
        file.write("p-1,Bob,,\n")
    with pytest.raises(WorkspaceError, match=r"names\.csv:3:1: this pseudonym stands twice") as caught:
        read_names(tmp_path)
    assert "Bob" not in str(caught.value)


def test_git_does_not_see_people_names_cache_and_roster(tmp_path):
    (tmp_path / ".gitignore").write_text("mine\n/people.csv")
    write_git_ignore(tmp_path, "hr export.csv")
    write_git_ignore(tmp_path, "hr export.csv")
    lines = (tmp_path / ".gitignore").read_text().splitlines()
    assert lines == ["mine", "/people.csv", "/.mlorg/names.csv", "/.mlorg/cache/", "/report.html", "/hr\\ export.csv"]


def models_within(model, found):
    if model not in found:
        found.append(model)
        for field in model.model_fields.values():
            for inner in inner_models(field.annotation):
                models_within(inner, found)
    return found


def inner_models(annotation):
    if isinstance(annotation, type):
        return [annotation] if hasattr(annotation, "model_fields") else []
    return [model for part in getattr(annotation, "__args__", ()) for model in inner_models(part)]


@pytest.mark.parametrize("which", SCHEMAS)
def test_every_key_is_described_to_editors(which):
    text = json.dumps(json_schema(which))
    assert json.loads(text)["$schema"].startswith("https://json-schema.org/")
    for model in models_within(SCHEMAS[which], []):
        assert model.__doc__
        for key, name in keys_of(model).items():
            assert model.model_fields[name].description, f"{model.__name__}.{key}"
            assert f'"{key}": {{' in text


def test_a_schema_closes_its_mappings_and_lists_its_words():
    schema = json_schema("org")
    unit = schema["$defs"]["UnitFields"]
    assert unit["additionalProperties"] is False
    assert schema["$defs"]["UnitKind"]["enum"] == ["organization", "division", "team"]
    assert "ml" in schema["$defs"]["SeatedPostFields"]["properties"]


def test_files_lead_editors_to_their_schema(tmp_path):
    save(Workspace(), tmp_path)
    hint = (tmp_path / "org.yaml").read_text().splitlines()[0]
    assert hint == "# yaml-language-server: $schema=.mlorg/schema/org.json"
    assert json.loads((tmp_path / ".mlorg/schema/org.json").read_text(encoding="utf-8")) == json_schema("org")

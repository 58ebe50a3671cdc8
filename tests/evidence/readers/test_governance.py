"""OWNERS, OWNERS_ALIASES, org.yaml and wgs.yaml of a real project, and the rules of these files on small ones."""

from collections import Counter

from mlorg.org import Ref

from ..sources import known, scanned, workspace

OWNERS = "name: T\nsources: [{kind: kubernetes-owners, path: repo}]\n"


def test_the_organisation_of_kubeflow(tmp_path, real_data):
    """13 admins, 503 members, 19 teams of 58 people, 44 repositories; 5 groups, 13 subprojects, 20 chairs."""
    folder = real_data / "kubeflow-org"
    settings = (
        f"name: K\nsources: [{{kind: github-org, path: {folder}}}, {{kind: kubernetes-owners, path: {folder}}}]\n"
    )
    page = scanned(workspace(tmp_path, settings))
    assert [row.outcome for row in page.sources] == ["read", "read"]
    found = known(tmp_path)
    organisation = found.facts[Ref("tracker", "kubeflow")]
    assert (organisation["admins"][0].value, organisation["members"][0].value) == (13, 503)
    members = [
        (f.value.id, f.subject)
        for f in found.all_of("member_of")
        for s in f.statements
        if s.source == "github-org" and str(s.value.id).startswith("kubeflow/")
    ]
    sizes = Counter(unit for unit, _ in set(members))
    assert len([u for u in found.subjects("unit") if u.id.startswith("kubeflow/")]) == 19
    assert len({person for _, person in members}) == 58
    assert sorted(sizes.values())[len(sizes) // 2] == 5
    repositories = {f.value for name in ("rights.write", "rights.read") for f in found.all_of(name)}
    assert len(repositories) == 44
    chairs = {f.subject for f in found.all_of("member_of") for s in f.statements if s.note == "chairs"}
    assert len(chairs) == 20
    assert sum(found.of(c, "type").value == "subproject" for c in found.subjects("component")) == 13


def test_aliases_are_units_and_case_does_not_matter(tmp_path):
    files = {
        "repo__OWNERS_ALIASES": "aliases:\n  leads:\n    - Ada\n    - bo\n",
        "repo__OWNERS": "approvers: [LEADS]\nreviewers: [ada, cy]\n",
        "repo__ml__OWNERS": "approvers: [bo]\noptions: {no_parent_owners: true}\nemeritus_approvers: [dee]\n",
    }
    found = known(workspace(tmp_path, OWNERS, **files))
    assert found.of(Ref("path", "repo/ml/"), "no_parent_owners").value is True
    assert found.of(Ref("path", "repo/ml/"), "owner").value.kind == "person"
    assert len(found.facts[Ref("path", "repo/")]["responsible.review"]) == 2
    assert found.people.handles == 3


def test_filters_name_patterns(tmp_path):
    text = "filters:\n  '.*':\n    approvers: [ada]\n  '\\.go$':\n    approvers: [bo, cy]\n"
    found = known(workspace(tmp_path, OWNERS, repo__OWNERS=text))
    assert found.of(Ref("path", "repo/"), "owner")
    assert len(found.facts[Ref("path", "repo/\\.go$")]["responsible"]) == 2


def test_a_file_of_another_form_is_named(tmp_path):
    page = scanned(workspace(tmp_path, OWNERS, repo__OWNERS="- ada\n", repo__a__OWNERS="approvers: [bo]\n"))
    assert page.sources[0].outcome == "partial"
    assert page.sources[0].problems[0].place.file == "repo/OWNERS"


def test_a_team_that_may_not_write_owns_in_vain(tmp_path):
    from mlorg.api import CheckRequest, check

    org = "orgs:\n  acme:\n    teams:\n      ml: {repos: {shop: read}}\n      web: {repos: {shop: write}}\n"
    settings = (
        "name: T\nsources:\n  - {kind: github-org, path: github/org.yaml}\n"
        "  - {kind: codeowners, path: CODEOWNERS, files: f.txt, repository: shop}\n"
    )
    files = {"github__org_dot_yaml": org, "CODEOWNERS": "* @acme/web\n/ml/ @acme/ml\n", "f_dot_txt": "ml/a.py\n"}
    scanned(workspace(tmp_path, settings, **files))
    (found,) = check(tmp_path, CheckRequest(("owner-without-rights",))).findings
    assert (found.subject, found.place.line) == ("path:shop/ml/", 2)


ORGANISATION = "admins: [Ada]\nmembers: [bo, cy]\nteams: {leads: {members: [bo]}}\n"


def test_an_organisation_in_parts_is_put_together(tmp_path):
    """A file for each organisation, called by its folder, and its teams in folders below; teams of one name differ."""
    settings = "name: K\nsources: [{kind: github-org, path: config}]\n"
    teams = "teams:\n  sig: {members: [cy], teams: {sig-leads: {maintainers: [cy]}}}\n"
    files = {"config__one__org_dot_yaml": ORGANISATION, "config__two__org_dot_yaml": ORGANISATION}
    found = known(workspace(tmp_path, settings, **files, config__one__apps__teams_dot_yaml=teams))
    org = found.organization
    assert sorted(unit.id for unit in org.units) == ["one/leads", "one/sig", "one/sig-leads", "two/leads"]
    assert (len(org.persons), len(org.posts)) == (3, 4)


def test_an_organisation_that_no_folder_names_is_the_workspace(tmp_path):
    settings = "name: Acme\nsources: [{kind: github-org, path: org}]\n"
    files = {"org__members_dot_yaml": "members: [bo, cy]\n", "org__teams_dot_yml": "teams: {web: {members: [bo]}}\n"}
    found = known(workspace(tmp_path, settings, **files))
    assert [unit.id for unit in found.organization.units] == ["Acme/web"]
    assert len(found.organization.persons) == 2


def test_a_source_that_says_nothing_is_told(tmp_path):
    settings = "name: K\nsources: [{kind: github-org, path: g.yaml}]\n"
    (said,) = scanned(workspace(tmp_path, settings, g_dot_yaml="name: else\n")).sources[0].problems
    assert said.warning
    assert "nothing in it is of the form" in said.message

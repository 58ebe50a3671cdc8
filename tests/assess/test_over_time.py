"""A real organisation over time, from its public rosters: what appears, and what a roster cannot show."""

from tests.real_data import real_data

from mlorg import api

DAYS = ("2021-12-31", "2023-12-31", "2024-06-30")


def test_ai_roles_appear_and_ownership_is_not_seen(tmp_path):
    folder = real_data("sourcegraph-roster")
    for day in DAYS:
        api.create_workspace(tmp_path / day, folder / f"roster-{day}.csv")
    earlier = tuple(tmp_path / day for day in DAYS[:-1])
    page = api.assess(tmp_path / DAYS[-1], api.AssessRequest(before=earlier))
    posts = [row.ml_posts for row in page.series]
    assert [row.label for row in page.series] == list(DAYS)
    assert posts[0] == 0 < posts[1] < posts[2]
    assert "who owns data" in page.unseen
    assert "who deploys and maintains models" in page.unseen
    assert all(row.who == "" for row in (*page.axes.data.values(), *page.axes.model.values()))

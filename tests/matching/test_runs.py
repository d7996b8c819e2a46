"""Runs on a real database with the real encoder: what is proposed, refreshed, brought back and left alone."""

import pytest

from companies.models import Project, ProjectStatus
from companies.services.projects import update_project, withdraw_project
from matching.models import Match, MatchRun, MatchStatus, ProjectVectors, RunChunk, RunKind, RunStatus
from matching.seen import seen_of
from matching.services.requests import request_full_run, request_rematch
from matching.services.reviews import approve_match, reject_match
from matching.services.runs import advance_run
from tests.factories import LuxembourgProjectFactory, ProjectFactory, ReviewerFactory
from tests.matching.whole_runs import finish, full_run, snapshot

pytestmark = pytest.mark.django_db


def test_a_full_run_proposes_the_pair_that_fits_and_says_how_it_went() -> None:
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()

    run = full_run()

    match = Match.objects.get()
    assert (match.korean_project, match.luxembourg_project) == (korean, luxembourger)
    assert (match.status, match.run) == (MatchStatus.PROPOSED, run)
    assert (run.status, run.pairs_scored, run.proposed, run.error) == (RunStatus.DONE, 1, 1, "")
    assert sum(row["contribution"] for row in match.explanation["criteria"]) == pytest.approx(match.score, abs=1e-6)


def test_the_passages_of_an_explanation_stand_in_the_projects_texts() -> None:
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()

    full_run()

    passages = Match.objects.get().explanation["passages"]
    wishes = {p["seek_text"] for p in passages if p["direction"] == "korean_seeks"}
    assert wishes == {korean.seek}
    assert {p["answer_language"] for p in passages if p["direction"] == "korean_seeks"} == {"fr"}
    assert all(p["seek_text"] in luxembourger.seek for p in passages if p["direction"] == "luxembourg_seeks")


def test_a_run_without_projects_ends_too() -> None:
    run = full_run()

    assert (run.status, run.pairs_scored, Match.objects.count()) == (RunStatus.DONE, 0, 0)


def test_unpublished_projects_take_no_part() -> None:
    ProjectFactory(status=ProjectStatus.DRAFT)
    LuxembourgProjectFactory()
    ProjectFactory(company__status="suspended")

    full_run()

    assert Match.objects.count() == 0


def test_running_everything_again_changes_nothing() -> None:
    for _index in range(3):
        ProjectFactory()
        LuxembourgProjectFactory()
    full_run()
    before = snapshot()

    second = full_run()

    assert snapshot() == before
    assert (second.proposed, second.updated, second.staled) == (0, 0, 0)


def test_every_call_made_twice_leaves_the_database_as_once(settings: object) -> None:
    settings.MATCHING_CHUNK_SIZE = 2  # type: ignore[attr-defined]
    for _index in range(5):
        ProjectFactory()
        LuxembourgProjectFactory()
    once = full_run()
    expected = snapshot()
    Match.objects.all().delete()
    ProjectVectors.objects.all().delete()
    MatchRun.objects.all().delete()

    run = request_full_run()
    while advance_run(run.pk):
        advance_run(run.pk)
        for chunk in RunChunk.objects.filter(run=run, done_at__isnull=False)[:1]:
            RunChunk.objects.filter(pk=chunk.pk).update(done_at=None)  # as if the worker died before it could say so
            advance_run(run.pk)

    run.refresh_from_db()
    assert snapshot() == expected
    assert (run.pairs_scored, run.proposed) == (once.pairs_scored, once.proposed)


def test_blocks_of_any_size_give_the_same_matches(settings: object) -> None:
    for _index in range(5):
        ProjectFactory()
        LuxembourgProjectFactory()
    full_run()
    whole = snapshot()
    Match.objects.all().delete()

    settings.MATCHING_CHUNK_SIZE = 2  # type: ignore[attr-defined]
    run = full_run()

    assert run.chunks.count() == 6
    assert [row[:4] for row in snapshot()] == [row[:4] for row in whole]
    assert [row[4] for row in snapshot()] == pytest.approx([row[4] for row in whole], abs=1e-6)


def test_a_project_run_proposes_what_the_full_run_would() -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    full_run()
    newcomer = LuxembourgProjectFactory()

    [run] = request_rematch(project_ids=[newcomer.pk])
    finish(run)

    expected = snapshot()
    assert Match.objects.filter(luxembourg_project=newcomer).count() == 1
    full_run()
    assert [row[:4] for row in snapshot()] == [row[:4] for row in expected]


def test_editing_a_project_so_that_it_no_longer_fits_retires_the_proposal(
    django_capture_on_commit_callbacks: object,
) -> None:
    korean = ProjectFactory()
    LuxembourgProjectFactory()
    full_run()
    fields = {
        "title": "Cheese with less salt",
        "summary": "A dairy that makes cheese with half of the salt, for hospitals and schools.",
        "offer": "Soft cheese in small wheels, ripened in our own cellar by three cheese makers.",
        "seek": "A chain of delicatessen shops that sells farmhouse cheese to families at the weekend.",
        "green_objectives": ["biodiversity"],
        "digital": ["mobile_app"],
    }

    update_project(korean, fields=fields)  # type: ignore[arg-type]
    finish(MatchRun.objects.get(kind=RunKind.PROJECT))

    assert Match.objects.get().status == MatchStatus.STALE


def test_withdrawing_a_project_retires_its_open_matches_at_once() -> None:
    korean = ProjectFactory()
    LuxembourgProjectFactory()
    full_run()

    withdraw_project(korean)

    assert Match.objects.get().status == MatchStatus.STALE


def test_a_rejected_pair_stays_away_until_both_projects_changed() -> None:
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    full_run()
    reject_match(Match.objects.get(), reviewer=ReviewerFactory(), seen=seen_of(Match.objects.get()), reason="known")
    seen = []

    full_run()
    seen.append(Match.objects.get().status)
    update_project(korean, fields={"trl": 9})  # type: ignore[arg-type]
    full_run()
    seen.append(Match.objects.get().status)
    update_project(luxembourger, fields={"trl": 8})  # type: ignore[arg-type]
    full_run()
    seen.append(Match.objects.get().status)

    assert seen == [MatchStatus.REJECTED, MatchStatus.REJECTED, MatchStatus.PROPOSED]
    assert Match.objects.get().round == 2


def test_an_approved_match_whose_project_changed_goes_stale_and_is_proposed_afresh() -> None:
    korean = ProjectFactory()
    LuxembourgProjectFactory()
    full_run()
    approve_match(Match.objects.get(), reviewer=ReviewerFactory(), seen=seen_of(Match.objects.get()))

    update_project(korean, fields={"trl": 9})  # type: ignore[arg-type]
    finish(MatchRun.objects.get(kind=RunKind.PROJECT))

    match = Match.objects.get()
    assert (match.status, match.round) == (MatchStatus.PROPOSED, 2)


def test_texts_are_encoded_once_until_they_change() -> None:
    korean = ProjectFactory()
    LuxembourgProjectFactory()
    full_run()
    before = dict(ProjectVectors.objects.values_list("project_id", "text_digest"))

    update_project(korean, fields={"trl": 9})  # type: ignore[arg-type]
    full_run()
    unchanged = dict(ProjectVectors.objects.values_list("project_id", "text_digest"))
    update_project(korean, fields={"title": "Glass recovery on wheels"})  # type: ignore[arg-type]
    full_run()
    changed = dict(ProjectVectors.objects.values_list("project_id", "text_digest"))

    assert unchanged == before
    assert {pk for pk, digest in changed.items() if before[pk] != digest} == {korean.pk}


def test_many_projects_at_once_cost_one_full_run() -> None:
    runs = request_rematch(project_ids=list(range(1, 52)))

    assert [run.kind for run in runs] == [RunKind.FULL]


def test_only_public_projects_are_told_by_leaving(db: None) -> None:
    project = ProjectFactory()

    withdraw_project(project)

    assert Project.objects.get(pk=project.pk).status == ProjectStatus.WITHDRAWN
    assert MatchRun.objects.count() == 0

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[2]
PROFILES = ROOT / "demonstration/data/profiles.jsonl"


def choose(count, folder):
    """A file of so many companies of each country."""
    companies = [json.loads(line) for line in PROFILES.read_text(encoding="utf-8").splitlines()]
    chosen = [c for country in ("KR", "LU") for c in [c for c in companies if c["country"] == country][:count]]
    path = folder / "profiles.jsonl"
    path.write_text("\n".join(json.dumps(company) for company in chosen), encoding="utf-8")
    return path


@pytest.mark.thorough
def test_the_engine_is_shown_beside_its_baselines_and_without_each_part(tmp_path, capsys):
    few = choose(10, tmp_path)
    known = {project["id"] for line in few.read_text("utf-8").splitlines() for project in json.loads(line)["projects"]}
    lines = (ROOT / "demonstration/data/judgements.tsv").read_text(encoding="utf-8").splitlines()
    judgements = tmp_path / "judgements.tsv"
    judgements.write_text("\n".join(line for line in lines if set(line.split("\t")[:2]) <= known), encoding="utf-8")

    call_command("evaluate_matching", str(few), str(judgements))

    table = {line[:34].strip(): line[34:].split() for line in capsys.readouterr().out.splitlines()}
    assert {"all of it", "random", "words (TF-IDF)", "whole-text sentence similarity", "meaning"} <= set(table)
    assert float(table["all of it"][0]) > float(table["whole-text sentence similarity"][0]) > float(table["random"][0])


@pytest.mark.parametrize("line", ["kr-01-p1\tlu-99-p9\t3\treason", "kr-01-p1\tlu-01-p1\tgood\treason", "kr-01-p1"])
def test_a_judgement_that_makes_no_sense_is_named_with_its_line(tmp_path, line):
    judgements = tmp_path / "judgements.tsv"
    judgements.write_text(f"\n{line}\n", encoding="utf-8")

    with pytest.raises(CommandError, match=r"judgements\.tsv, line 2: not a Korean project"):
        call_command("evaluate_matching", str(choose(1, tmp_path)), str(judgements))


def test_judgements_that_are_not_there_are_named(tmp_path):
    with pytest.raises(CommandError, match=r"missing\.tsv"):
        call_command("evaluate_matching", str(choose(1, tmp_path)), str(tmp_path / "missing.tsv"))


@pytest.mark.thorough
def test_what_is_learnt_is_written_with_its_origin_and_says_how_well_it_is_calibrated(tmp_path, capsys):
    few = choose(10, tmp_path)
    known = {project["id"] for line in few.read_text("utf-8").splitlines() for project in json.loads(line)["projects"]}
    lines = (ROOT / "demonstration/data/judgements.tsv").read_text(encoding="utf-8").splitlines()
    judgements = tmp_path / "judgements.tsv"
    judgements.write_text("\n".join(line for line in lines if set(line.split("\t")[:2]) <= known), encoding="utf-8")
    files = [str(few), str(judgements)]

    call_command(
        "learn_ranking", *files, *files, "--name", "mine", "--origin", "Twenty firms.", "--output", tmp_path / "model"
    )

    told = capsys.readouterr().out
    assert len([line for line in told.splitlines() if " x " in line]) == 3, "each collection, then their pool"
    assert "expected calibration error, both sides held out" in told
    learnt = json.loads((tmp_path / "model").read_text(encoding="utf-8"))
    assert (learnt["version"], learnt["origin"]) == ("mine", "Twenty firms.")


def test_a_file_of_judgements_belongs_to_each_file_of_profiles(tmp_path):
    with pytest.raises(CommandError, match="judgements after each file"):
        call_command("evaluate_matching", str(choose(1, tmp_path)))

"""Data from before the tables were laid out anew is kept beside, whoever made it."""

import fcntl
from pathlib import Path

import pytest

from sgbc.embedded import ServiceError
from sgbc.embedded.layout import set_earlier_aside


def test_data_of_an_earlier_layout_is_set_aside_with_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "services"
    (folder / "postgresql").mkdir(parents=True)
    (folder / "postgresql" / "rows").write_text("kept")

    set_earlier_aside(folder)

    assert (tmp_path / "services-before-layout-2" / "postgresql" / "rows").read_text() == "kept"
    assert [path.name for path in folder.iterdir()] == ["layout"]
    assert capsys.readouterr().err.count("\n") == 1


def test_a_second_time_another_name_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "services"
    for number in range(2):
        folder.mkdir(exist_ok=True)
        (folder / "layout").unlink(missing_ok=True)
        (folder / "rows").write_text(str(number))
        set_earlier_aside(folder)

    kept = sorted(path.name for path in tmp_path.iterdir() if path != folder)

    assert kept == ["services-before-layout-2", "services-before-layout-2-2"]


def test_data_of_this_layout_and_a_new_folder_are_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "services"
    set_earlier_aside(folder)
    (folder / "rows").write_text("mine")

    set_earlier_aside(folder)

    assert (folder / "rows").read_text() == "mine"
    assert capsys.readouterr().err == ""


def test_data_that_is_in_use_is_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "services"
    folder.mkdir()
    with (folder / "users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)

        with pytest.raises(ServiceError, match="Stop it first"):
            set_earlier_aside(folder)

    assert folder.exists()


def test_a_folder_that_somebody_has_just_made_is_no_earlier_one(tmp_path: Path) -> None:
    folder = tmp_path / "services"
    folder.mkdir()

    set_earlier_aside(folder)

    assert [path.name for path in tmp_path.iterdir()] == ["services"]


def test_a_place_that_cannot_be_written_is_named_in_words(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where a folder should be")

    with pytest.raises(ServiceError, match="cannot keep their data"):
        set_earlier_aside(tmp_path / "var" / "services")

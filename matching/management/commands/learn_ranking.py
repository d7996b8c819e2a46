"""Learns the second pass from judged collections, and says what it is worth on companies not seen."""

from argparse import ArgumentParser
from pathlib import Path

import numpy as np
from django.core.management.base import BaseCommand

from matching.engine.evaluation import measure_quality
from matching.engine.likelihood import FLOOR, calibration_error, read_curve
from matching.engine.ranking import RankingModel, write_ranking
from matching.engine.ranking_lessons import (
    Lesson,
    calibrate,
    held_out_odds,
    join_lessons,
    learn_ranking,
)
from matching.management.judged import lesson_of, pools_of, read_collection, score_collection

SEED = 20261130


class Command(BaseCommand):
    """Prints the figures and the calibration error of what was learnt; writes it where asked to."""

    help = "Learn the order of pairs and their likelihood from judged collections. No database is needed."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", type=Path, nargs="+", help="profiles and judgements, of each collection")
        parser.add_argument("--name", required=True, help="version of what is learnt")
        parser.add_argument("--origin", required=True, help="what it was learnt from, in words")
        parser.add_argument("--output", type=Path, help="where to write it, as JSON")

    def handle(
        self, *_args: object, files: list[Path], name: str, origin: str, output: Path | None, **_options: object
    ) -> None:
        collections = [read_collection(*pool) for pool in pools_of(files)]
        lesson = join_lessons([lesson_of(collection) for collection in collections])
        model = calibrate(learn_ranking(lesson, name, origin), lesson, np.random.default_rng(SEED))
        for collection in collections:
            quality = measure_quality(score_collection(collection, model), collection.grades)
            size = f"{len(collection.koreans)} x {len(collection.luxembourgers)}"
            self.stdout.write(f"{size:16}" + "".join(f"{figure:10.4f}" for figure in quality))
        self._report_calibration(lesson, model)
        if output:
            output.write_text(write_ranking(model), encoding="utf-8")

    def _report_calibration(self, lesson: Lesson, model: RankingModel) -> None:
        """Other halves of the companies than those the curve was drawn on."""
        odds, good = held_out_odds(lesson, np.random.default_rng(SEED + 1))
        likely = read_curve(model.curve, odds.astype(np.float32))
        shown = likely >= FLOOR
        self.stdout.write(f"expected calibration error, both sides held out: {calibration_error(likely, good):.4f}")
        self.stdout.write(f"of the pairs that are shown alone: {calibration_error(likely[shown], good[shown]):.4f}")

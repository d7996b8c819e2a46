from pathlib import Path

import numpy as np
import onnx
import onnx.parser
import pytest

from matching.engine.fast.products import MODEL, multiply, without_sign
from matching.engine.fast.rounding import LARGEST_OF_COLUMNS, LARGEST_OF_ROWS, round_table


def whole_numbers(generator, largest, shape):
    return generator.integers(-largest, largest + 1, shape).astype(np.int8)


def test_a_packed_row_is_wrong_by_no_more_than_it_says():
    table = np.random.default_rng(0).normal(size=(70, 10)).astype(np.float32)
    table[3] = 0

    rounded = round_table(table, LARGEST_OF_COLUMNS)

    restored = rounded.numbers.astype(np.int32)[:70, :10] * rounded.scales[:, None]
    lost = np.linalg.norm(table - restored, axis=1)
    assert (lost <= rounded.errors + 1e-6).all()
    assert lost.max() < 0.05
    assert not rounded.numbers[70:].any()
    assert rounded.errors[3] == 0


@pytest.mark.parametrize("largest", [LARGEST_OF_ROWS, LARGEST_OF_COLUMNS])
def test_no_row_is_rounded_beyond_what_the_products_bear(largest):
    table = np.random.default_rng(2).normal(size=(200, 40)).astype(np.float32)

    rounded = round_table(table, largest)

    assert np.abs(rounded.numbers.astype(np.int32)).max(axis=1).tolist() == [largest] * 200
    assert rounded.longest >= np.linalg.norm(table, axis=1).max()


@pytest.mark.parametrize("shape", [(12, 24, 128), (1, 1, 1), (5, 129, 67), (256, 128, 256)])
def test_products_of_bytes_are_those_of_whole_numbers(shape):
    generator, (rows, width, columns) = np.random.default_rng(1), shape
    mine = whole_numbers(generator, LARGEST_OF_ROWS, (rows, width))
    theirs = whole_numbers(generator, LARGEST_OF_COLUMNS, (width, columns))

    results = multiply(without_sign(mine), theirs)

    np.testing.assert_array_equal(results, mine.astype(np.int32) @ theirs)


@pytest.mark.parametrize("mine", [-LARGEST_OF_ROWS, LARGEST_OF_ROWS])
@pytest.mark.parametrize("theirs", [-LARGEST_OF_COLUMNS, LARGEST_OF_COLUMNS])
def test_the_largest_products_of_all_are_added_without_loss(mine, theirs):
    rows, columns = np.full((3, 512), mine, np.int8), np.full((512, 5), theirs, np.int8)

    results = multiply(without_sign(rows), columns)

    np.testing.assert_array_equal(results, np.full((3, 5), 512 * mine * theirs))


def test_the_model_is_what_its_text_says():
    text = Path(MODEL).with_suffix(".txt").read_text(encoding="utf-8")

    assert onnx.load(MODEL) == onnx.parser.parse_model(text)

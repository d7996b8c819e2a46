import numpy as np
import pytest

from matching.engine.tiles import HAS_BYTE_PRODUCTS, OFFSET, multiply_bytes, pack_table


def packed_table(table):
    groups, steps = -(-len(table) // 64), -(-table.shape[1] // 4)
    packed = np.full((groups, steps, 64, 4), OFFSET, dtype=np.uint8)
    scales, errors = np.ones(len(table), np.float32), np.zeros(len(table), np.float32)
    pack_table(table, packed, 0, scales, errors)
    return packed, scales, errors


def bytes_of(packed):
    groups, steps, _columns, _bytes = packed.shape
    return packed.transpose(0, 2, 1, 3).reshape(groups * 64, steps * 4).astype(np.int32) - OFFSET


def test_a_packed_row_is_wrong_by_no_more_than_it_says():
    table = np.random.default_rng(0).normal(size=(70, 10)).astype(np.float32)
    table[3] = 0

    packed, scales, errors = packed_table(table)

    restored = bytes_of(packed)[:70, :10] * scales[:, None]
    lost = np.linalg.norm(table - restored, axis=1)
    assert (lost <= errors + 1e-6).all()
    assert lost.max() < 0.05
    assert not bytes_of(packed)[70:].any()
    assert errors[3] == 0


@pytest.mark.skipif(not HAS_BYTE_PRODUCTS, reason="this processor has no AVX-512 VNNI")
def test_products_of_bytes_are_those_of_whole_numbers():
    generator = np.random.default_rng(1)
    rows = generator.integers(-127, 128, (12, 24)).astype(np.int8)
    columns = generator.integers(-127, 128, (128, 24))
    packed = np.ascontiguousarray((columns + OFFSET).astype(np.uint8).reshape(2, 64, 6, 4).transpose(0, 2, 1, 3))
    results = np.empty((12, 128), dtype=np.int32)

    multiply_bytes(rows, packed, -OFFSET * rows[:, 4:16].sum(axis=1, dtype=np.int32), (4, 16), 1, results)

    np.testing.assert_array_equal(results, rows[:, 4:16].astype(np.int32) @ columns[:, 4:16].T)

"""Inner products of bytes, sixty-four columns at a time, with the dot-product instruction of AVX-512 VNNI.

NumPy multiplies matrices of bytes without it, some thirty times slower; so the tile below is written out in the
compiler's intermediate language. Processors without the instruction multiply single-precision numbers instead.
"""

from collections.abc import Sequence

import numpy as np
from llvmlite import binding, ir
from numba import types
from numba.core import cgutils
from numba.core.base import BaseContext
from numba.core.typing import BaseContext as TypingContext
from numba.core.typing import Signature
from numpy.typing import NDArray

from matching.engine.compiled import Built, built, compiled

HAS_BYTE_PRODUCTS = bool(binding.get_host_cpu_features().get("avx512vnni", False))
# A tile of six rows and four registers of sixteen columns keeps twenty-four of thirty-two registers adding.
TILE_ROWS, REGISTERS, LANES = 6, 4, 16
TILE_COLUMNS = REGISTERS * LANES
BYTES_AT_ONCE = 4  # of each vector, in one instruction
LARGEST_BYTE = 127
OFFSET = 128  # added to the columns' bytes, which the instruction reads without a sign

_BYTE, _WORD = ir.IntType(8), ir.IntType(32)
_WORDS, _BYTES = ir.VectorType(_WORD, LANES), ir.VectorType(_BYTE, LANES * BYTES_AT_ONCE)
_INSTRUCTION = "llvm.x86.avx512.vpdpbusd.512"


@built
def _multiply_tile(
    _typing: TypingContext,
    rows: types.Type,
    row_length: types.Type,
    columns: types.Type,
    steps: types.Type,
    starts: types.Type,
    results: types.Type,
    result_length: types.Type,
) -> Built:
    """Six rows by sixty-four columns; addresses and lengths in bytes as whole numbers, `steps` of four bytes each."""
    address, number = types.uintp, types.intp
    signature = types.void(address, number, address, number, address, address, number)
    return signature, _build_tile


def _build_tile(
    context: BaseContext, builder: ir.IRBuilder, _signature: Signature, arguments: Sequence[ir.Value]
) -> ir.Value:
    rows, row_length, columns, steps, starts, results, result_length = arguments
    instruction = cgutils.get_or_insert_function(
        builder.module, ir.FunctionType(_WORDS, [_WORDS, _BYTES, _BYTES]), _INSTRUCTION
    )
    begun = [
        _spread(builder, _load(builder, builder.add(starts, steps.type(BYTES_AT_ONCE * row)), _WORD))
        for row in range(TILE_ROWS)
        for _register in range(REGISTERS)
    ]
    before, body, after = builder.block, builder.append_basic_block("step"), builder.append_basic_block("stored")
    builder.branch(body)
    builder.position_at_end(body)
    step = builder.phi(steps.type)
    step.add_incoming(steps.type(0), before)
    sums = [builder.phi(_WORDS) for _start in begun]
    place = builder.add(columns, builder.mul(step, steps.type(TILE_COLUMNS * BYTES_AT_ONCE)))
    theirs = [
        _load(builder, builder.add(place, steps.type(LANES * BYTES_AT_ONCE * register)), _BYTES)
        for register in range(REGISTERS)
    ]
    added = []
    for row in range(TILE_ROWS):
        offset = builder.add(builder.mul(row_length, steps.type(row)), builder.mul(step, steps.type(BYTES_AT_ONCE)))
        mine = builder.bitcast(_spread(builder, _load(builder, builder.add(rows, offset), _WORD)), _BYTES)
        for register in range(REGISTERS):
            total = sums[row * REGISTERS + register]
            added.append(builder.call(instruction, [total, theirs[register], mine]))
    following = builder.add(step, steps.type(1))
    for phi, start, total in zip([step, *sums], [None, *begun], [following, *added], strict=True):
        if start is not None:
            phi.add_incoming(start, before)
        phi.add_incoming(total, body)
    builder.cbranch(builder.icmp_signed("<", following, steps), body, after)
    builder.position_at_end(after)
    for index, total in enumerate(added):
        row, register = divmod(index, REGISTERS)
        offset = builder.add(builder.mul(result_length, steps.type(row)), steps.type(LANES * BYTES_AT_ONCE * register))
        builder.store(total, builder.inttoptr(builder.add(results, offset), ir.PointerType(_WORDS)), align=4)
    return context.get_dummy_value()


def _load(builder: ir.IRBuilder, address: ir.Value, kind: ir.Type) -> ir.Value:
    return builder.load(builder.inttoptr(address, ir.PointerType(kind)), align=1)


def _spread(builder: ir.IRBuilder, word: ir.Value) -> ir.Value:
    """The word in all sixteen places of a register."""
    undefined = ir.Constant(_WORDS, ir.Undefined)
    first = builder.insert_element(undefined, word, _WORD(0))
    return builder.shuffle_vector(first, undefined, ir.Constant(_WORDS, [0] * LANES))


@compiled
def multiply_bytes(
    rows: NDArray[np.int8],
    columns: NDArray[np.uint8],
    starts: NDArray[np.int32],
    row_bytes: tuple[int, int],
    first_step: int,
    results: NDArray[np.int32],
) -> None:
    """Fill `results` (m, 64 * groups) with the inner products of some bytes of the rows and of the columns.

    rows (m, bytes), m a multiple of 6; columns (groups, steps, 64, 4) with 128 added to each byte; the bytes of
    `row_bytes` (from, to) meet the columns' steps from `first_step` on; starts (m,): -128 times the sum of those bytes
    of each row, which takes the 128 off again.
    """
    begin, end = row_bytes
    steps = (end - begin) // BYTES_AT_ONCE
    width = rows.shape[1]
    for group in range(columns.shape[0]):
        place = columns.ctypes.data + (group * columns.shape[1] + first_step) * TILE_COLUMNS * BYTES_AT_ONCE
        for row in range(0, rows.shape[0], TILE_ROWS):
            _multiply_tile(
                rows.ctypes.data + row * width + begin,
                width,
                place,
                steps,
                starts.ctypes.data + 4 * row,
                results.ctypes.data + 4 * (row * results.shape[1] + group * TILE_COLUMNS),
                4 * results.shape[1],
            )


@compiled
def pack_table(
    table: NDArray[np.float32],
    packed: NDArray[np.uint8],
    first_step: int,
    scales: NDArray[np.float32],
    errors: NDArray[np.float32],
) -> None:
    """Round each row of a table (n, width) to bytes under a scale of its own, into `packed` from `first_step` on.

    packed (groups, steps, 64, 4) gets the bytes with 128 added; scales (n,) what a byte is worth; errors (n,) the
    length of what rounding took away.
    """
    for row in range(table.shape[0]):
        largest = np.float32(0)
        for index in range(table.shape[1]):
            largest = max(largest, abs(table[row, index]))
        scale = largest / np.float32(LARGEST_BYTE)
        per_number = np.float32(1) / max(scale, np.float32(1e-12))
        lost = np.float32(0)
        group, column = row // TILE_COLUMNS, row % TILE_COLUMNS
        for index in range(table.shape[1]):
            rounded = np.rint(table[row, index] * per_number)
            lost += (table[row, index] - rounded * scale) ** 2
            step, place = first_step + index // BYTES_AT_ONCE, index % BYTES_AT_ONCE
            packed[group, step, column, place] = np.uint8(np.int32(rounded) + OFFSET)
        scales[row], errors[row] = scale, np.sqrt(lost) * np.float32(1.0001)

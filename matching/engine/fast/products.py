"""Exact inner products of small whole numbers, by ONNX Runtime's MatMulInteger."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions

MODEL = Path(__file__).with_name("product.onnx")  # what product.txt says, as the runtime reads it
NOUGHT = 64  # what the model takes off each number of a row, so that rows can be stored without a sign


@cache
def _session() -> InferenceSession:
    """One for each process, of one thread: the portal's workers are processes."""
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(MODEL.read_bytes(), options, providers=["CPUExecutionProvider"])


def without_sign(numbers: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Numbers of `rounding.LARGEST_OF_ROWS` at most, as `multiply` wants its rows."""
    return (numbers + np.int8(NOUGHT)).astype(np.uint8)


def multiply(rows: NDArray[np.uint8], columns: NDArray[np.int8]) -> NDArray[np.int32]:
    """Return the inner products (n, m) of rows (n, width) `without_sign` and of columns (width, m)."""
    products: NDArray[np.int32] = _session().run(None, {"mine": rows, "theirs": columns})[0]
    return products

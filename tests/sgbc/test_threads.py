"""Where the portal's programs are started, NumPy is told to take one thread in each."""

import re

from sgbc.supervisor.programs import ENVIRONMENT
from tests.structure import ROOT


def test_numpy_takes_one_thread_beside_the_demonstration_and_on_a_server() -> None:
    in_image = re.findall(r"^ENV OPENBLAS_NUM_THREADS=(\d+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)

    assert (in_image, ENVIRONMENT) == (["1"], {"OPENBLAS_NUM_THREADS": "1"})

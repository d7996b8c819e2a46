"""A few projects of a country, kept with a centring, to tell how near a text is to everything."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sample:
    """What some projects of one country need and offer: needs, offers (n, d); clauses (c, d): each wish by itself;
    needed, offered (n, r): concepts."""

    needs: Table
    offers: Table
    clauses: Table
    needed: Table
    offered: Table

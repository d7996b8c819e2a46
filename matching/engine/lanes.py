"""The bound of sixteen pairs at once: which of them may reach a list at all.

Numba's loops over so many arrays are not vectorised, so the formula is built in the compiler's intermediate language,
from arithmetic on registers that reads as it would anywhere else. Any processor runs it; wide ones at once.
"""

from collections.abc import Sequence

from llvmlite import ir
from numba import types
from numba.core.base import BaseContext
from numba.core.typing import BaseContext as TypingContext
from numba.core.typing import Signature

from matching.engine.compiled import Built, built

LANES = 16
PRODUCTS = 5
# What a row's numbers and a column's lanes hold, in this order; `prepared` and `search` fill them in.
ROW_FIELDS = (
    *(f"scale {product}" for product in range(PRODUCTS)),
    *(f"error {product}" for product in range(PRODUCTS)),
    *(f"length {product}" for product in range(PRODUCTS)),
    *("need", "offer", "sought concepts", "told concepts", "green", "digital"),
    *("least level", "highest level", "lowest accepted", "highest accepted", "roles"),
    *("slope", "maturity", "other roles"),
)
LANE_FIELDS = (
    *(f"scale {product}" for product in range(PRODUCTS)),
    *(f"error {product}" for product in range(PRODUCTS)),
    *("need", "offer", "sought concepts", "told concepts", "green", "digital"),
    *("least level", "highest level", "lowest accepted", "highest accepted", "answering roles"),
)
SLACK = 2e-6  # rounding must not hide a pair

_FLOATS = ir.VectorType(ir.FloatType(), LANES)
_WORDS = ir.VectorType(ir.IntType(32), LANES)


class _Lanes:
    """Sixteen numbers in a register, with arithmetic."""

    def __init__(self, builder: ir.IRBuilder, value: ir.Value) -> None:
        self.builder, self.value = builder, value

    def __add__(self, other: "_Lanes") -> "_Lanes":
        return _Lanes(self.builder, self.builder.fadd(self.value, other.value, flags=["fast"]))

    def __sub__(self, other: "_Lanes") -> "_Lanes":
        return _Lanes(self.builder, self.builder.fsub(self.value, other.value, flags=["fast"]))

    def __mul__(self, other: "_Lanes") -> "_Lanes":
        return _Lanes(self.builder, self.builder.fmul(self.value, other.value, flags=["fast"]))

    def at_least(self, other: "_Lanes") -> "_Lanes":
        return self._either(">", other)

    def at_most(self, other: "_Lanes") -> "_Lanes":
        return self._either("<", other)

    def reaches(self, other: "_Lanes") -> ir.Value:
        """A whole number with a bit for each lane that is at least the other's."""
        holds = self.builder.fcmp_ordered(">=", self.value, other.value)
        bits = self.builder.bitcast(holds, ir.IntType(LANES))
        return self.builder.zext(bits, ir.IntType(64))

    def _either(self, comparison: str, other: "_Lanes") -> "_Lanes":
        holds = self.builder.fcmp_ordered(comparison, self.value, other.value, flags=["fast"])
        return _Lanes(self.builder, self.builder.select(holds, self.value, other.value))


@built
def reaching_lanes(
    _typing: TypingContext,
    forward: types.Type,
    backward: types.Type,
    shared: types.Type,
    shared_back: types.Type,
    tags: types.Type,
    lanes: types.Type,
    row: types.Type,
    worst: types.Type,
    product: types.Type,
    group: types.Type,
    own_worst: types.Type,
) -> Built:
    """Which of sixteen pairs of one row may reach what the row or their columns ask for, as the bits of an int64.

    The five products (rows, columns); lanes (groups, fields, 16); row (fields,); worst (columns,); `product` counts the
    numbers before the first pair in a product, `group` those before it among the columns' groups of sixteen.
    """
    arrays = (forward, backward, shared, shared_back, tags, lanes, row, worst)
    return types.int64(*arrays, types.intp, types.intp, types.float32), _build_bound


def _build_bound(
    context: BaseContext, builder: ir.IRBuilder, signature: Signature, arguments: Sequence[ir.Value]
) -> ir.Value:
    return _Bound(context, builder, signature.args, arguments).build()


class _Bound:
    """The arguments of `reaching_lanes` by name, and the formula."""

    def __init__(
        self, context: BaseContext, builder: ir.IRBuilder, kinds: Sequence[types.Type], arguments: Sequence[ir.Value]
    ) -> None:
        *arrays, self.product, group, self.own_worst = arguments
        places = [
            context.make_array(kind)(context, builder, array).data for kind, array in zip(kinds, arrays, strict=False)
        ]
        whole = self.product.type
        self.builder, self.whole = builder, whole
        self.has_bytes = isinstance(kinds[0].dtype, types.Integer)
        self.products, (lanes, self.row, worst) = places[:PRODUCTS], places[PRODUCTS:]
        self.lanes = builder.gep(lanes, [builder.mul(group, whole(LANES * len(LANE_FIELDS)))])
        self.worst = builder.gep(worst, [builder.mul(group, whole(LANES))])

    def build(self) -> ir.Value:
        own, lanes, cut, one = self._own, self._lanes, self._cut, self._constant(1)
        listed = own("green") * lanes("green") + own("digital") * lanes("digital")
        overlap = self._cosine(4)
        meant, meant_back = own("need") * lanes("offer"), own("offer") * lanes("need")
        named = own("sought concepts") * lanes("told concepts")
        named_back = own("told concepts") * lanes("sought concepts")
        gained = meant * cut(self._cosine(0) * own("slope")) + named * cut(self._cosine(2)) + overlap
        gained_back = meant_back * cut(self._cosine(1) * own("slope")) + named_back * cut(self._cosine(3)) + overlap
        total = gained * (meant_back + named_back + listed) + gained_back * (meant + named + listed)
        left = (one - own("maturity") * cut(self._levels_away() * self._constant(0.75))) * self._left_by_roles()
        worst = _Lanes(self.builder, self._load(self.worst, _FLOATS))
        needed = worst.at_most(_Lanes(self.builder, _spread(self.builder, self.own_worst, _FLOATS)))
        reached = self._constant(2) * gained * gained_back * left
        return reached.reaches((needed - self._constant(SLACK)) * total)

    def _cosine(self, index: int) -> _Lanes:
        """At most this: what was rounded is wrong by no more than error times length, both ways."""
        product = self._load(
            self.builder.gep(self.products[index], [self.product]), _WORDS if self.has_bytes else _FLOATS
        )
        numbers = _Lanes(self.builder, self.builder.sitofp(product, _FLOATS) if self.has_bytes else product)
        rounded = numbers * (self._own(f"scale {index}") * self._lanes(f"scale {index}"))
        return rounded + self._own(f"error {index}") + self._own(f"length {index}") * self._lanes(f"error {index}")

    def _levels_away(self) -> _Lanes:
        own, lanes = self._own, self._lanes
        below = (own("lowest accepted") - lanes("least level")).at_least(lanes("lowest accepted") - own("least level"))
        above = lanes("highest level") - own("highest accepted")
        return below.at_least(above).at_least(own("highest level") - lanes("highest accepted"))

    def _left_by_roles(self) -> _Lanes:
        meet = self.builder.and_(self._own("roles", _WORDS).value, self._lanes("answering roles", _WORDS).value)
        none = self.builder.icmp_signed("==", meet, ir.Constant(_WORDS, [0] * LANES))
        left = self.builder.select(none, self._own("other roles").value, self._constant(1).value)
        return _Lanes(self.builder, left)

    def _cut(self, values: _Lanes) -> _Lanes:
        return values.at_least(self._constant(0)).at_most(self._constant(1))

    def _constant(self, number: float) -> _Lanes:
        return _Lanes(self.builder, ir.Constant(_FLOATS, [number] * LANES))

    def _lanes(self, name: str, kind: ir.Type = _FLOATS) -> _Lanes:
        pointer = self.builder.gep(self.lanes, [self.whole(LANES * LANE_FIELDS.index(name))])
        return _Lanes(self.builder, self._load(pointer, kind))

    def _own(self, name: str, kind: ir.Type = _FLOATS) -> _Lanes:
        pointer = self.builder.gep(self.row, [self.whole(ROW_FIELDS.index(name))])
        return _Lanes(self.builder, _spread(self.builder, self._load(pointer, kind.element), kind))

    def _load(self, pointer: ir.Value, kind: ir.Type) -> ir.Value:
        return self.builder.load(self.builder.bitcast(pointer, ir.PointerType(kind)), align=4)


def _spread(builder: ir.IRBuilder, number: ir.Value, kind: ir.Type) -> ir.Value:
    """The number in all sixteen places of a register."""
    undefined = ir.Constant(kind, ir.Undefined)
    first = builder.insert_element(undefined, number, ir.IntType(32)(0))
    return builder.shuffle_vector(first, undefined, ir.Constant(_WORDS, [0] * LANES))

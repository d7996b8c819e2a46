"""Small faults to put into a source file, one at a time: what `benchmarks/mutations.py` runs the tests against.

Found in the syntax tree and written into the text, so that everything but the fault stays as it stands. Left alone are
annotations, docstrings, texts, logging and `select_related`: a test would hardly be about them.
"""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FLIPPED: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
SWAPPED: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Div(),
    ast.Div: ast.Mult(),
    ast.BitAnd: ast.BitOr(),
    ast.BitOr: ast.BitAnd(),
}
OPPOSITES = {"any": "all", "all": "any", "min": "max", "max": "min", "maximum": "minimum", "minimum": "maximum"}
CHOOSING = {"filter", "exclude", "Q"}
NARROWING = {
    "in_force", "published", "standing", "without_secrets", "queued", "run_out", "overdue", "distinct",
    "select_for_update", "in_hands", "strip", "first",
}  # fmt: skip
BREAKING = {"property", "contextmanager", "dataclass", "wraps"}  # without them nothing runs at all


@dataclass(frozen=True)
class Mutant:
    """One edit of one file; `key` names it as long as the line stays as it is."""

    path: str
    line: int
    before: str
    after: str
    source: bytes

    @property
    def key(self) -> str:
        return f"{self.path}: {self.before} => {self.after}"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}\n  - {self.before}\n  + {self.after}"


def mutants_of(root: Path, path: str) -> list[Mutant]:
    """Every fault we know for this file, in the order of its text, each of which still compiles."""
    source = (root / path).read_bytes()
    found = {}
    for start, end, text in _edits(ast.parse(source), _Text(source)):
        mutated = source[:start] + text.encode() + source[end:]
        if mutated != source and _compiles(mutated):
            found.setdefault(mutated, (start, _describe(path, source, mutated)))
    return [mutant for _start, mutant in sorted(found.values(), key=lambda pair: pair[0])]


class _Text:
    """Where the nodes of a tree stand in the bytes of its source."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def span(self, node: ast.AST) -> tuple[int, int]:
        return (
            self.starts[node.lineno - 1] + node.col_offset,
            self.starts[node.end_lineno - 1] + node.end_col_offset,
        )


def _edits(tree: ast.Module, text: _Text) -> Iterator[tuple[int, int, str]]:
    for node in _walk(tree):
        for part, replacement in (*_expression_faults(node), *_statement_faults(node)):
            yield (*text.span(part), replacement)
        for decorator in getattr(node, "decorator_list", []):
            if _name(decorator) not in BREAKING:
                start, end = text.span(decorator)
                yield start - 1, end, ""  # with its @


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes that are run for what they do: no annotations, no aliases of types, no logging."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_left_alone(node, child):
                yield from _walk(child)


def _is_left_alone(parent: ast.AST, child: ast.AST) -> bool:
    if isinstance(child, ast.Expr):
        return isinstance(child.value, ast.Constant) or ast.unparse(child).startswith("logger.")
    is_alias = isinstance(parent, ast.Module) and isinstance(child, ast.Assign)
    return is_alias and isinstance(child.value, ast.BinOp | ast.Subscript)


def _expression_faults(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            yield node, f"({ast.unparse(left)} {FLIPPED[type(operator)]} {ast.unparse(right)})"
        case ast.BoolOp(op=operator, values=values):
            word = " or " if isinstance(operator, ast.And) else " and "
            yield node, f"({word.join(f'({ast.unparse(value)})' for value in values)})"
        case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=operand):
            yield node, f"({ast.unparse(operand)})"
        case ast.IfExp(test=test) if not isinstance(test, ast.Compare):  # which is flipped
            yield test, f"(not ({ast.unparse(test)}))"
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in SWAPPED:
            yield node, f"({ast.unparse(ast.BinOp(left, SWAPPED[type(operator)], right))})"
        case ast.Constant(value=value):
            yield from _constant_faults(node, value)
        case ast.Call():
            yield from _call_faults(node)


def _constant_faults(node: ast.Constant, value: object) -> Iterator[tuple[ast.AST, str]]:
    if isinstance(value, bool):
        yield node, str(not value)
    elif isinstance(value, int | float):
        yield node, str(value + 1)


def _call_faults(call: ast.Call) -> Iterator[tuple[ast.AST, str]]:
    name = _name(call)
    if name in CHOOSING:
        yield from ((call, ast.unparse(fewer)) for fewer in _with_one_less(call))
    if name in NARROWING and isinstance(call.func, ast.Attribute):
        yield call, ast.unparse(call.func.value)
    if name in OPPOSITES and not ast.unparse(call).endswith("objects.all()"):
        yield call.func, ast.unparse(call.func).removesuffix(name) + OPPOSITES[name]


def _with_one_less(call: ast.Call) -> Iterator[ast.Call]:
    for index in range(len(call.args)):
        yield ast.Call(call.func, call.args[:index] + call.args[index + 1 :], call.keywords)
    for index in range(len(call.keywords)):
        yield ast.Call(call.func, call.args, call.keywords[:index] + call.keywords[index + 1 :])


def _statement_faults(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            if not isinstance(test, ast.Compare):
                yield test, f"not ({ast.unparse(test)})"
            if not orelse and isinstance(body[-1], ast.Raise | ast.Return | ast.Continue | ast.Break):
                yield node, "pass"
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Raise():
            yield node, "pass"
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield node, "return None"
            if isinstance(value, ast.Compare | ast.BoolOp) or _name(value) in {"exists", "bool", "isinstance"}:
                yield node, "return True"


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _name(node: ast.AST) -> str:
    """The last word of what is called."""
    return ast.unparse(node.func if isinstance(node, ast.Call) else node).rpartition(".")[2]


def _compiles(source: bytes) -> bool:
    try:
        compile(source, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def _describe(path: str, source: bytes, mutated: bytes) -> Mutant:
    old, new = (text.decode().splitlines() for text in (source, mutated))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    _same, start, end, new_start, new_end = next(code for code in matcher.get_opcodes() if code[0] != "equal")
    before, after = (" ".join(line.strip() for line in lines) for lines in (old[start:end], new[new_start:new_end]))
    return Mutant(path, start + 1, before, after, mutated)

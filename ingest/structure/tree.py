"""The clause tree: headings nested, numbered in full, each with its stretch of the text."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from clausier.domain.documents import Clause, ClauseId, DocumentId, Role
from clausier.domain.text import Span
from ingest.structure.headings import Heading, Rank
from ingest.structure.outline import with_prefix
from ingest.structure.sheet import Sheet


@dataclass(slots=True)
class _Node:
    """A clause being built."""

    heading: Heading
    parent: int | None
    stop: int  # the line after its last
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """Clauses in the order of the text, a parent before its children; `fragments` are pieces of a sentence."""

    clauses: tuple[Clause, ...]
    fragments: frozenset[ClauseId]


def build(sheet: Sheet, headings: Sequence[Heading], document: DocumentId) -> Tree:
    """Every character of the text in one innermost clause: what stands before the first heading is front matter."""
    if not headings or headings[0].line > 0:
        headings = [Heading(0, Role.FRONT, Rank.MATTER), *headings]
    nodes = _nested(headings, len(sheet))
    numbers = _numbers(nodes)
    clauses, fragments = [], set()
    for index, node in enumerate(nodes):
        identity = ClauseId(f"{document}/c{index + 1}")
        parent = None if node.parent is None else ClauseId(f"{document}/c{node.parent + 1}")
        span = Span(_start(sheet, node.heading.line), _stop(sheet, node.stop))
        role = _role(nodes, index)
        clauses.append(Clause(identity, document, role, numbers[index], node.heading.title, span, parent))
        if node.heading.fragment:
            fragments.add(identity)
    return Tree(tuple(clauses), frozenset(fragments))


def _start(sheet: Sheet, line: int) -> int:
    return sheet.lines[line].span.start if line else 0


def _stop(sheet: Sheet, line: int) -> int:
    return sheet.lines[line].span.start if line < len(sheet) else len(sheet.text)


def _nested(headings: Sequence[Heading], lines: int) -> list[_Node]:
    nodes: list[_Node] = []
    open_: list[int] = []
    for index, heading in enumerate(headings):
        # Front matter, recitals and signatures hold nothing: whatever comes next is beside them.
        while open_ and (nodes[open_[-1]].heading.rank >= heading.rank or nodes[open_[-1]].heading.rank == Rank.MATTER):
            nodes[open_.pop()].stop = heading.line
        parent = open_[-1] if open_ else None
        nodes.append(_Node(heading, parent, lines))
        if parent is not None:
            nodes[parent].children.append(index)
        open_.append(index)
    for index in reversed(range(len(nodes))):
        _shorten(nodes, index)
    return nodes


def _shorten(nodes: list[_Node], index: int) -> None:
    """A list inside a sentence stops before its article does."""
    until = nodes[index].heading.until
    last = max((nodes[child].stop for child in nodes[index].children), default=0)
    if until is not None and last <= until < nodes[index].stop:
        nodes[index].stop = until


def _numbers(nodes: Sequence[_Node]) -> list[str]:
    numbers: list[str] = []
    nearest: list[str] = []  # of each node: its number, or that of the nearest numbered clause above
    used: set[str] = set()
    for node in nodes:
        above = nearest[node.parent] if node.parent is not None else ""
        number = with_prefix(node.heading, above).number
        if node.heading.role is Role.PART and node.parent is not None and nodes[node.parent].heading.role is Role.PART:
            number = f"{above}, {node.heading.number}"
        # An item whose number is taken would be cited for another: it goes by its article's.
        if number in used and node.heading.joined:
            number = ""
        used.add(number)
        numbers.append(number)
        nearest.append(number or above)
    return numbers


def _role(nodes: Sequence[_Node], index: int) -> Role:
    """An unnumbered heading over articles is a part; one that stands alone, where nothing is numbered, an article."""
    heading = nodes[index].heading
    if heading.number or heading.role not in (Role.ARTICLE, Role.ITEM):
        return heading.role
    if any(_role(nodes, child) in (Role.ARTICLE, Role.PART) for child in nodes[index].children):
        return Role.PART
    return heading.role


def paragraphs(sheet: Sheet, document: DocumentId) -> Tree:
    """A text without structure, cut where its paragraphs begin; short ones go with what follows them."""
    starts = [0]
    for at in range(1, len(sheet)):
        grown = sheet.lines[at].span.start - _start(sheet, starts[-1])
        if sheet.opens(at) and grown >= _LEAST_PARAGRAPH:
            starts.append(at)
    headings = [Heading(start, Role.PARAGRAPH, Rank.ARTICLE) for start in starts]
    tree = build(sheet, headings, document)
    return replace(tree, fragments=frozenset())


_LEAST_PARAGRAPH = 300  # characters: a line or two found alone says too little

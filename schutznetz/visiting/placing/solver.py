"""HiGHS behind one function: the cheapest placing of some families with some midwives.

Imported by the job that plans and by nothing else: the library is large and a page never needs it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import highspy

from schutznetz.visiting.placing.table import NOBODY, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some rows with the ways that are looked at, and what room and even share there are for them."""

    rows: Sequence[int]
    ways: Sequence[tuple[int, int]]  # (row, midwife)
    room: Mapping[int, int]
    even: Mapping[int, int]
    start: Mapping[int, int] = field(default_factory=dict)  # row → midwife: a plan that fits


@dataclass(frozen=True, slots=True)
class Solved:
    """``shares`` of each way; ``prices`` of a unit of each week (relaxation alone)."""

    shares: tuple[float, ...]
    prices: tuple[float, ...]
    value: float
    bound: float
    proven: bool
    effort: int


def solve(table: Table, part: Part, *, whole: bool, nodes: int = 0) -> Solved:
    """Solve it; with ``whole`` nobody is shared by two, else it is the relaxation that bounds every plan."""
    program = _program(table, part, whole=whole)
    solver = highspy.Highs()
    for name, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 0.99),  # costs are whole points
        ("mip_max_nodes", nodes),
        ("mip_heuristic_effort", 0.0),  # a good plan is there from the start
        ("mip_heuristic_run_feasibility_jump", False),
        ("mip_detect_symmetry", False),
    ):
        solver.setOptionValue(name, value)
    solver.passModel(program)
    if part.start:
        given = highspy.HighsSolution()
        given.col_value = _started(table, part)
        solver.setSolution(given)
    solver.run()
    told, solution = solver.getInfo(), solver.getSolution()
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Solved(
        shares=tuple(solution.col_value[: len(part.ways)]) if solution.value_valid else (),
        prices=() if whole else tuple(max(0.0, -each) for each in solution.row_dual[len(part.rows) :]),
        value=told.objective_function_value,
        bound=told.mip_dual_bound if whole else told.objective_function_value,
        proven=proven,
        effort=told.simplex_iteration_count,
    )


def placed(part: Part, solved: Solved) -> dict[int, int]:
    """Return where each row goes; a row that goes nowhere waits."""
    where = dict.fromkeys(part.rows, NOBODY)
    taken = zip(part.ways, solved.shares, strict=True)
    where.update({row: whom for (row, whom), share in taken if share > 0.5})
    return where


def _started(table: Table, part: Part) -> list[float]:
    used = dict.fromkeys(part.room, 0)
    for row, whom in part.start.items():
        if whom != NOBODY:
            used[whom] += table.load[row]
    return [
        *(float(part.start[row] == whom) for row, whom in part.ways),
        *(float(part.start[row] == NOBODY) for row in part.rows),
        *(float(max(0, used[whom] - part.even[whom])) for whom in part.room),
    ]


def _program(table: Table, part: Part, *, whole: bool) -> highspy.HighsLp:
    line = {row: number for number, row in enumerate(part.rows)}
    week = {whom: len(line) + number for number, whom in enumerate(part.room)}
    index: list[int] = []
    value: list[float] = []
    start, costs, upper = [0], [], []
    most = 1.0 if whole else highspy.kHighsInf  # the line says it already; so the prices carry everything
    for row, whom in part.ways:
        index += [line[row], week[whom]]
        value += [1.0, float(table.load[row])]
        start.append(len(index))
        costs.append(float(table.ways[row][whom]))
        upper.append(most)
    for row in part.rows:
        points = table.without[row]
        index.append(line[row])
        value.append(1.0)
        start.append(len(index))
        costs.append(float(points or 0))
        upper.append(0.0 if points is None else most)
    binary = len(costs)
    for whom, room in part.room.items():
        index.append(week[whom])
        value.append(-1.0)
        start.append(len(index))
        costs.append(float(table.uneven))
        upper.append(float(room - part.even[whom]))
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(costs), len(line) + len(week)
    program.col_cost_, program.col_lower_, program.col_upper_ = costs, [0.0] * len(costs), upper
    program.row_lower_ = [1.0] * len(line) + [-highspy.kHighsInf] * len(week)
    program.row_upper_ = [1.0] * len(line) + [float(part.even[whom]) for whom in part.room]
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_, program.a_matrix_.value_ = start, index, value
    if whole:
        kinds = [highspy.HighsVarType.kInteger] * binary
        program.integrality_ = kinds + [highspy.HighsVarType.kContinuous] * len(week)
    return program

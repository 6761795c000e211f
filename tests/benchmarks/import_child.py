"""Reads and plans an import, or reads the same bare, and writes the most memory it took: ``MODE FILE REPORT``."""

import resource
import sys
from pathlib import Path


def peak_mib() -> float:
    """Of this process and of the largest of its children, together."""
    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(used) / 1024


def bare(path: Path) -> object:
    import python_calamine

    return python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()


def ours(path: Path) -> object:
    from ananea_desktop.domain.steps import at_once
    from ananea_desktop.operations.importing import run
    from ananea_desktop.operations.importing.kinds import MEMBERS_IN
    from ananea_desktop.operations.importing.matching import match
    from tests.builders import an_office

    books = an_office()
    table = run.read_table(path)
    planned = at_once(run.plan(books, MEMBERS_IN, table, match(books, MEMBERS_IN, table)))
    assert planned.added > 1000, planned.problems
    return planned


if __name__ == "__main__":
    mode, path, report = sys.argv[1:]
    kept = (ours if mode == "ours" else bare)(Path(path))
    Path(report).write_text(str(peak_mib()), encoding="ascii")

"""What makes one chart of the program differ from another."""

from collections.abc import Callable
from dataclasses import dataclass

from ananea_desktop.documents.charts import Chart
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.figures import Figures


@dataclass(frozen=True, kw_only=True)
class ChartKind:
    name: str
    title: str
    make: Callable[["ChartKind", Books, Figures, int], Chart]
    """Of the figures of a period, with at most so many bars."""
    of_money: bool = False
    """It needs the sums of the receipts, which take a while in a large book."""
    of_debts: bool = False
    """It needs what is owed to suppliers."""
    by_period: bool = True
    """It tells of a period; else of the register as it is today."""

"""What a document spends on a project beyond what was approved: found before it is issued, kept with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from ananea_desktop.domain import money
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.domain.receipts import Flow, Receipt
from ananea_desktop.domain.text import clean
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import budgets, lists
from ananea_desktop.storage import spending as store

OVER_BUDGET = "over_budget"
BEFORE_APPROVAL = "before_approval"
LONGEST_REASON = 300


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """What one document spends on one project and nobody approved; amount in céntimos of sol."""

    project_id: int
    concern: str
    """OVER_BUDGET or BEFORE_APPROVAL."""
    amount: int
    sentence: str
    """What is told before it is issued."""


def beyond_approval(books: Books, receipt: Receipt) -> list[Beyond]:
    """By project, of a document that is about to be issued (domain.md §1.2: warned of, not forbidden)."""
    found = []
    for project_id, name, amount in _charged(receipt):
        left = lists.project_balance(books.db, project_id)
        too_early = _too_early(books, receipt, project_id, name)
        if left is None or too_early:
            found.append(Beyond(project_id=project_id, concern=BEFORE_APPROVAL, amount=amount, sentence=too_early))
        elif amount > left:
            sentence = _("Al proyecto «{name}» le quedan {left} y este documento le carga {amount}.").format(
                name=name, left=money.format_money(left, "PEN"), amount=money.format_money(amount, "PEN")
            )
            over = amount - max(0, left)
            found.append(Beyond(project_id=project_id, concern=OVER_BUDGET, amount=over, sentence=sentence))
    return found


def _too_early(books: Books, receipt: Receipt, project_id: int, name: str) -> str:
    """What is told of spending before anything was approved, also where the approval was noted first; else empty."""
    approved = budgets.of_project(books.db, project_id)
    if not approved:
        return _("El proyecto «{name}» todavía no tiene presupuesto aprobado por la asamblea.").format(name=name)
    first = approved[0]["decided_on"]
    if receipt.issued_on >= first:
        return ""
    return _("El proyecto «{name}» se aprobó el {day}: este documento es de antes, del {issued}.").format(
        name=name, day=format_date(first), issued=format_date(receipt.issued_on)
    )


def keep(books: Books, receipt_id: int, beyond: Sequence[Beyond], reason: str) -> None:
    """Writes them within the act that issues the document, so that none stands without the other."""
    for each in beyond:
        store.insert(
            books.db,
            {
                "receipt_id": receipt_id,
                "project_id": each.project_id,
                "concern": each.concern,
                "reason": clean(reason)[:LONGEST_REASON],
                "amount": each.amount,
                "user": books.user,
                "recorded_at": books.now(),
            },
        )


def _charged(receipt: Receipt) -> Sequence[tuple[int, str, int]]:
    """Project, its name, and what the document charges to it in céntimos of sol."""
    sums: dict[tuple[int, str], int] = {}
    for line in receipt.lines:
        if line.project_id is not None and line.flow is Flow.OUT:
            soles = line.amount if receipt.exchange_rate is None else money.to_soles(line.amount, receipt.exchange_rate)
            key = line.project_id, line.project_name
            sums[key] = sums.get(key, 0) - (line.sign or -1) * soles
    return [(project_id, name, amount) for (project_id, name), amount in sums.items() if amount > 0]

"""What the card of a member shows of aportaciones."""

from dataclasses import dataclass, field

from ananea_desktop.domain.charges import ChargeKind
from ananea_desktop.domain.member_certificates import CONTRIBUTION
from ananea_desktop.domain.members import GONE
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import capital, member_certificates, member_statistics
from ananea_desktop.storage.rows import Row


@dataclass(frozen=True, kw_only=True)
class CapitalCard:
    held: int
    """Céntimos of sol, as ``owed``."""
    owed: int
    """Of aportaciones subscribed and not paid yet."""
    operations: list[Row] = field(default_factory=list)
    """The newest first, ``count`` in all."""
    count: int = 0
    certificates: list[Row] = field(default_factory=list)
    """The one that holds; where none does, the newest annulled one."""
    is_certified: bool = False
    """Whether the one that holds says what is held today."""
    has_left: bool = False


def capital_card(books: Books, member: Row, most: int) -> CapitalCard | None:
    """None for a worker, who holds no capital. ``most``: operations shown at most."""
    if member["kind"] != "member":
        return None
    held = capital.held(books.db, member["id"])
    operations = capital.of_member(books.db, member["id"])
    owed = member_statistics.owed_by(books.db, member["id"], books.today())
    certificates = member_certificates.of_member(books.db, CONTRIBUTION, member["id"])
    valid = [row for row in certificates if row["annulled_on"] is None]
    return CapitalCard(
        held=held,
        owed=sum(row["left"] for row in owed if row["kind"] == ChargeKind.CONTRIBUTION),
        operations=operations[::-1][:most],
        count=len(operations),
        certificates=(valid or certificates)[:1],
        is_certified=any(row["amount"] == held for row in valid),
        has_left=member["state"] in GONE,
    )

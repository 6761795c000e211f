"""The states of a person, each from a day on: what the register and the quorum of any day are made of."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.rows import Row

HERE = "(members.state IN ('active', 'suspended') AND members.discarded = 'no')"
"""SQL on ``members``: who is a member or worker today; the others are invited, charged and handed nothing."""

STATE_ON = """(SELECT state FROM member_states WHERE member_id = members.id AND valid_from <= :day
    ORDER BY valid_from DESC LIMIT 1)"""
"""SQL on ``members``: the state on a day, None before the first."""


def of_member(db: Connection, member_id: int) -> list[Row]:
    """The newest first: id, state, valid_from, reason, acta."""
    return rows.select(db, "SELECT * FROM member_states WHERE member_id = ? ORDER BY valid_from DESC", (member_id,))


def of_state(db: Connection, state_id: int) -> list[Row]:
    """All states of the person that one state is of, the newest first."""
    sql = """SELECT * FROM member_states WHERE member_id = (SELECT member_id FROM member_states WHERE id = ?)
        ORDER BY valid_from DESC"""
    return rows.select(db, sql, (state_id,))


def write(db: Connection, member_id: int, state: str, since: date, reason: str = "", acta: str = "") -> None:
    """The state from a day on; one that already begins that day is corrected."""
    same = rows.select_one(
        db, "SELECT id FROM member_states WHERE member_id = ? AND valid_from = ?", (member_id, since.isoformat())
    )
    values = {"state": state, "reason": reason, "acta": acta}
    if same is None:
        rows.insert(db, "member_states", {"member_id": member_id, "valid_from": since, **values})
    else:
        rows.update(db, "member_states", same["id"], values)
    _follow(db, member_id)


def move(db: Connection, state_id: int, since: date) -> None:
    """Corrects the day from which a state holds."""
    rows.update(db, "member_states", state_id, {"valid_from": since})
    _follow(db, rows.value(db, "SELECT member_id FROM member_states WHERE id = ?", (state_id,)))


def remove(db: Connection, state_id: int) -> None:
    """Takes away a state that was noted by mistake; the history keeps it."""
    member_id = rows.value(db, "SELECT member_id FROM member_states WHERE id = ?", (state_id,))
    db.execute("DELETE FROM member_states WHERE id = ?", (state_id,))
    _follow(db, member_id)


def _follow(db: Connection, member_id: int) -> None:
    """The newest state stands in the row of the person too."""
    newest = of_member(db, member_id)[0]
    rows.update(db, "members", member_id, {"state": newest["state"], "state_since": newest["valid_from"]})

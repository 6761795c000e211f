"""Who was a member on a day, and who is a member no more: the lists that the register is made of."""

from collections.abc import Collection
from datetime import date
from sqlite3 import Connection

from ananea_desktop.storage import rows
from ananea_desktop.storage.member_states import HERE, STATE_ON
from ananea_desktop.storage.rows import Row


def on_day(db: Connection, day: date, kind: str = "member") -> list[Row]:
    """Members (or workers) of a day in alphabetical order, as rows of members with ``state_then``: admitted by then,
    and hábil or inhábil."""
    return rows.select(
        db,
        f"""SELECT * FROM (SELECT members.*, {STATE_ON} AS state_then FROM members
            WHERE kind = :kind AND discarded = 'no' AND (admitted_on IS NULL OR admitted_on <= :day))
        WHERE state_then IN ('active', 'suspended') ORDER BY sort_key, id""",
        {"day": day.isoformat(), "kind": kind},
    )


def here(db: Connection) -> list[Row]:
    """Members and workers of today in alphabetical order, as rows of members."""
    return rows.select(db, f"SELECT * FROM members WHERE {HERE} ORDER BY sort_key, id")


def gone(db: Connection) -> list[Row]:
    """Who is a member no more, the newest departure first, as rows of members with ``reason`` and ``acta``."""
    return rows.select(
        db,
        """SELECT members.*, member_states.reason, member_states.acta FROM members
        LEFT JOIN member_states ON member_id = members.id AND valid_from = state_since
        WHERE kind = 'member' AND discarded = 'no' AND members.state NOT IN ('active', 'suspended')
        ORDER BY state_since DESC, sort_key, members.id""",
    )


def chosen(db: Connection, ids: Collection[int]) -> list[Row]:
    """Some people in alphabetical order, as rows of members."""
    marks = ", ".join(str(int(each)) for each in ids)
    return rows.select(db, f"SELECT * FROM members WHERE id IN ({marks}) ORDER BY sort_key, id")


def photos(db: Connection, ids: Collection[int]) -> dict[int, bytes]:
    """By member the photo, a small JPEG; of those who have one that was not taken off."""
    marks = ", ".join(str(int(each)) for each in ids)
    found = db.execute(
        f"""SELECT members.id, thumbnail FROM members JOIN attachment_contents ON sha256 = photo_sha256
        WHERE members.id IN ({marks}) AND EXISTS (SELECT 1 FROM attachments WHERE table_name = 'members'
            AND record_id = members.id AND attachments.sha256 = photo_sha256 AND removed = 'no')"""
    )
    return {int(member): bytes(picture) for member, picture in found}


def set_photo(db: Connection, member_id: int, sha256: str | None) -> None:
    """Raises LookupError where there is no such person."""
    rows.update(db, "members", member_id, {"photo_sha256": sha256})

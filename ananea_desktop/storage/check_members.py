"""What must be true of members, their states and their papers; a part of check.py."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.domain.members import full_name
from ananea_desktop.storage import rows


def states(db: Connection) -> Iterator[str]:
    """The newest dated state stands in the row of the person, and everybody has one."""
    for row in rows.select(
        db,
        """SELECT members.*, newest.state AS newest_state FROM members LEFT JOIN member_states AS newest
            ON newest.member_id = members.id AND newest.valid_from =
                (SELECT max(valid_from) FROM member_states WHERE member_id = members.id)
        WHERE newest.state IS NOT members.state
            OR newest.valid_from IS NOT coalesce(members.state_since, members.admitted_on, '1900-01-01')
        ORDER BY members.id""",
    ):
        sentence = _("{name}: su estado no es el último de sus estados con fecha")
        if row["newest_state"] is None:
            sentence = _("{name}: no tiene ningún estado con fecha")
        yield sentence.format(name=full_name(row))

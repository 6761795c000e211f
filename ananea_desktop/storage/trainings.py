"""Trainings beside their own row: their days, who is invited, who came and how, and the topics people must repeat."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.domain.trainings import TrainingDay
from ananea_desktop.storage import rows
from ananea_desktop.storage.member_states import HERE
from ananea_desktop.storage.rows import Row


def days(db: Connection, session_id: int) -> list[TrainingDay]:
    """The days of a session with their hours, earliest first; none where only its date is known."""
    found = rows.select(
        db,
        "SELECT held_on, starts_at, ends_at FROM training_days WHERE training_session_id = ? ORDER BY held_on",
        (session_id,),
    )
    return [TrainingDay(**row) for row in found]


def write_days(db: Connection, session_id: int, wanted: Sequence[TrainingDay]) -> None:
    """Exactly these; writes only what changed."""
    known = {day.held_on: day for day in days(db, session_id)}
    kept = {day.held_on: day for day in wanted}
    for held_on in known.keys() - kept.keys():
        db.execute(
            "DELETE FROM training_days WHERE training_session_id = ? AND held_on = ?", (session_id, held_on.isoformat())
        )
    for held_on, day in sorted(kept.items()):
        if held_on not in known:
            rows.insert(db, "training_days", {"training_session_id": session_id, **vars(day)})
        elif known[held_on] != day:
            db.execute(
                "UPDATE training_days SET starts_at = ?, ends_at = ? WHERE training_session_id = ? AND held_on = ?",
                (day.starts_at, day.ends_at, session_id, held_on.isoformat()),
            )


def invited(db: Connection, session_id: int) -> list[Row]:
    """Who is invited, in alphabetical order, as rows of members."""
    return rows.select(
        db,
        "SELECT members.* FROM training_invitations JOIN members ON members.id = member_id"
        " WHERE training_session_id = ? ORDER BY sort_key, members.id",
        (session_id,),
    )


def write_invitations(db: Connection, session_id: int, members: Collection[int]) -> None:
    """Exactly these; writes only what changed."""
    known = {row["id"] for row in invited(db, session_id)}
    for member_id in sorted(set(members) - known):
        rows.insert(db, "training_invitations", {"training_session_id": session_id, "member_id": member_id})
    for member_id in sorted(known - set(members)):
        db.execute(
            "DELETE FROM training_invitations WHERE training_session_id = ? AND member_id = ?", (session_id, member_id)
        )


def audience(db: Connection, kind: str) -> list[Row]:
    """Everyone a session for ``kind`` (an AUDIENCES) is meant for, who has not retired, in alphabetical order."""
    kinds = {"members": "'member'", "workers": "'worker'"}.get(kind, "'member', 'worker'")
    return rows.select(
        db,
        f"SELECT * FROM members WHERE {HERE} AND kind IN ({kinds}) ORDER BY sort_key, id",
    )


_REGISTER = f"""SELECT members.*, attendances.id AS attendance_id, coalesce(signature, 'pending') AS signature, mark,
    coalesce(attendances.notes, '') AS remark, training_invitations.id IS NOT NULL AS is_invited,
    (SELECT number FROM certificates WHERE training_session_id = :session AND member_id = members.id
        AND id NOT IN (SELECT certificate_id FROM certificate_annulments) LIMIT 1) AS certificate
    FROM members
    LEFT JOIN attendances ON attendances.member_id = members.id AND attendances.training_session_id = :session
    LEFT JOIN training_invitations ON training_invitations.member_id = members.id
        AND training_invitations.training_session_id = :session
    WHERE {HERE} OR attendances.id IS NOT NULL OR training_invitations.id IS NOT NULL
    ORDER BY sort_key, members.id"""


def register(db: Connection, session_id: int) -> list[Row]:
    """Everyone who can come or came, by name: ``attendance_id`` (None: not there), ``signature``, ``mark``,
    ``remark``, ``is_invited``, and the number of the ``certificate`` that holds."""
    return rows.select(db, _REGISTER, {"session": session_id})


def of_register(db: Connection, session_id: int, members: Collection[int]) -> list[Row]:
    """The rows of ``register`` of some people who came."""
    found: list[Row] = []
    ids = sorted(members)
    for start in range(0, len(ids), 500):
        chosen = ", ".join(str(int(each)) for each in ids[start : start + 500])
        found += rows.select(
            db,
            f"""SELECT members.*, attendances.id AS attendance_id, signature, mark, attendances.notes AS remark,
                (SELECT number FROM certificates WHERE training_session_id = :session AND member_id = members.id
                    AND id NOT IN (SELECT certificate_id FROM certificate_annulments) LIMIT 1) AS certificate
            FROM attendances JOIN members ON members.id = member_id
            WHERE training_session_id = :session AND member_id IN ({chosen})""",
            {"session": session_id},
        )
    return found


def attend(db: Connection, session_id: int, member_id: int) -> None:
    rows.insert(db, "attendances", {"training_session_id": session_id, "member_id": member_id})


def miss(db: Connection, session_id: int, member_id: int) -> None:
    """Takes an attendance away with its signature, mark and remark; the history keeps them."""
    db.execute("DELETE FROM attendances WHERE training_session_id = ? AND member_id = ?", (session_id, member_id))


def write_attendance(db: Connection, attendance_id: int, values: Mapping[str, Any]) -> None:
    """``signature``, ``mark`` and ``notes`` of one who came."""
    rows.update(db, "attendances", attendance_id, values)


def set_state(db: Connection, session_id: int, state: str) -> None:
    rows.update(db, "training_sessions", session_id, {"state": state})


def workforce(db: Connection) -> tuple[int, int]:
    """How many members and how many workers there are who have not retired."""
    found = db.execute(
        "SELECT count(*) FILTER (WHERE kind = 'member'), count(*) FILTER (WHERE kind = 'worker')"
        f" FROM members WHERE {HERE}"
    ).fetchone()
    return int(found[0]), int(found[1])


def topics(db: Connection) -> list[str]:
    """Every topic that was noted or is mandatory, as it was written last, in alphabetical order."""
    found = rows.select(
        db,
        """SELECT topic, sort_key, max(day) FROM (
            SELECT topic, sort_key, held_on AS day FROM training_sessions WHERE discarded = 'no'
            UNION ALL SELECT topic, sort_key, '' FROM mandatory_topics) GROUP BY sort_key ORDER BY sort_key""",
    )
    return [str(row["topic"]) for row in found]


def planned_next(db: Connection, today: date) -> Row | None:
    """The nearest planned session that has not begun: id, topic, held_on, place."""
    return rows.select_one(
        db,
        "SELECT id, topic, held_on, place FROM training_sessions WHERE state = 'planned' AND held_on >= ?"
        " AND discarded = 'no' ORDER BY held_on, id LIMIT 1",
        (today.isoformat(),),
    )


def planned_past(db: Connection, today: date) -> list[Row]:
    """Sessions still marked as planned whose last day is over, oldest first: id, topic, held_on."""
    return rows.select(
        db,
        "SELECT id, topic, held_on FROM training_sessions WHERE state = 'planned' AND held_on < :today"
        " AND discarded = 'no'"
        " AND NOT EXISTS (SELECT 1 FROM training_days WHERE training_session_id = training_sessions.id"
        " AND training_days.held_on >= :today) ORDER BY held_on, id",
        {"today": today.isoformat()},
    )


def of_period(db: Connection, first: date, last: date) -> list[Row]:
    """Every session of a period, of any state, oldest first: topic, kind, state, held_on, duration, trainer,
    ``invited``, ``women`` and ``men`` who came."""
    return rows.select(
        db,
        """SELECT training_sessions.id, topic, training_sessions.kind, training_sessions.state, held_on, duration,
            trainer, (SELECT count(*) FROM training_invitations
                WHERE training_session_id = training_sessions.id) AS invited,
            count(members.id) FILTER (WHERE sex = 'f') AS women, count(members.id) FILTER (WHERE sex = 'm') AS men
        FROM training_sessions LEFT JOIN attendances ON training_session_id = training_sessions.id
        LEFT JOIN members ON members.id = member_id
        WHERE held_on BETWEEN ? AND ? AND training_sessions.discarded = 'no'
        GROUP BY training_sessions.id ORDER BY held_on, training_sessions.id""",
        (first.isoformat(), last.isoformat()),
    )


_PASSED = "(pass_mark IS NULL OR mark >= pass_mark)"


def last_taken(db: Connection, sort_key: str) -> dict[int, date]:
    """When each person last came to a session held on a topic, and passed where there was a test."""
    found = db.execute(
        f"""SELECT member_id, max(held_on) FROM training_sessions
        JOIN attendances ON training_session_id = training_sessions.id
        WHERE sort_key = ? AND state = 'held' AND {_PASSED} GROUP BY member_id""",
        (sort_key,),
    )
    return {int(member_id): date.fromisoformat(day) for member_id, day in found}


def purchases_of(db: Connection, session_id: int) -> list[Row]:
    """What was bought for a session, oldest first: id, purchased_on, supplier_name, paper and total in its currency,
    less than 0 of a credit note."""
    return rows.select(
        db,
        """SELECT purchases.id, purchased_on, suppliers.name AS supplier_name, document_type, series, purchases.number,
            currency, (SELECT coalesce(sum(CASE WHEN credits_id IS NULL THEN total ELSE -total END), 0)
                FROM purchase_lines WHERE purchase_id = purchases.id) AS total,
            (SELECT group_concat(item, ', ') FROM (SELECT item FROM purchase_lines WHERE purchase_id = purchases.id
             ORDER BY position)) AS items
        FROM purchases JOIN suppliers ON suppliers.id = supplier_id WHERE training_session_id = ?
        ORDER BY purchased_on, purchases.id""",
        (session_id,),
    )

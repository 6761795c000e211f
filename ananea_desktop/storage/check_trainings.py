"""What must be true of trainings and their constancias; a part of check.py."""

from collections.abc import Iterator
from sqlite3 import Connection

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.language import _
from ananea_desktop.storage import rows
from ananea_desktop.storage.certificates import VALID


def certificates(db: Connection) -> Iterator[str]:
    """Numbered from 1 without a gap, and nobody has two of one training that hold."""
    held, highest = db.execute("SELECT count(*), coalesce(max(number), 0) FROM certificates").fetchone()
    if held != highest:
        yield _("hay {held} constancias y la última es la N.º {last}").format(held=held, last=highest)
    for row in rows.select(
        db,
        f"""SELECT min(number) AS number, max(number) AS other FROM certificates WHERE {VALID}
        GROUP BY training_session_id, member_id HAVING count(*) > 1 ORDER BY number""",
    ):
        yield _("las constancias {number} y {other} son de la misma persona y capacitación, y las dos valen").format(
            number=row["number"], other=row["other"]
        )
    for row in rows.select(
        db,
        f"""SELECT number FROM certificates WHERE {VALID} AND NOT EXISTS (SELECT 1 FROM attendances
            WHERE attendances.training_session_id = certificates.training_session_id
                AND attendances.member_id = certificates.member_id) ORDER BY number""",
    ):
        yield _("constancia {number}: la persona no está en la asistencia de esa capacitación").format(
            number=row["number"]
        )
    for row in rows.select(
        db,
        f"""SELECT number FROM certificates JOIN training_sessions ON training_sessions.id = training_session_id
        WHERE {VALID} AND state <> 'held' ORDER BY number""",
    ):
        yield _("constancia {number}: su capacitación no está como Realizada").format(number=row["number"])


def days(db: Connection) -> Iterator[str]:
    """A training is dated on the first of its days, and no day ends before it begins."""
    for row in rows.select(
        db,
        """SELECT topic, training_sessions.held_on, min(training_days.held_on) AS first_on
        FROM training_sessions JOIN training_days ON training_session_id = training_sessions.id
        GROUP BY training_sessions.id
        HAVING training_sessions.held_on <> first_on
            OR max(starts_at <> '' AND ends_at <> '' AND ends_at <= starts_at) ORDER BY training_sessions.id""",
    ):
        yield _("«{topic}», {day}: sus días o sus horas no concuerdan con su fecha").format(
            topic=row["topic"], day=format_date(row["held_on"])
        )

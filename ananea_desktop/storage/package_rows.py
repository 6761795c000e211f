"""What a package for the Central counts of a year, without a name in it: each query gives the columns of its table
after the id (domain/packages.py), in an order that does not change."""

from collections.abc import Iterable
from datetime import date
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage.member_states import STATE_ON
from ananea_desktop.storage.member_statistics import PAID_BY, VALID_RUN, WAIVED_BY

# of a period, where ``:last`` is the day to which the data go
_HAND_OUTS = """SELECT hand_outs.kind, items.name, items.category, hand_out_lines.safety, hand_out_lines.unit,
        sum(quantity), count(DISTINCT member_id)
    FROM hand_outs CROSS JOIN hand_out_lines ON hand_out_lines.hand_out_id = hand_outs.id
    JOIN items ON items.id = hand_out_lines.item_id
    WHERE handed_on BETWEEN :first AND :last AND hand_outs.id NOT IN (SELECT hand_out_id FROM hand_out_annulments)
    GROUP BY hand_outs.kind, items.id, hand_out_lines.safety, hand_out_lines.unit
    ORDER BY hand_outs.kind, items.sort_key, items.id, hand_out_lines.safety, hand_out_lines.unit"""

_TRAININGS = """SELECT topic, training_sessions.kind, held_on, duration, training_sessions.project_id,
        count(members.id) FILTER (WHERE sex = 'f'), count(members.id) FILTER (WHERE sex = 'm'),
        count(members.id) FILTER (WHERE sex NOT IN ('f', 'm'))
    FROM training_sessions LEFT JOIN attendances ON training_session_id = training_sessions.id
    LEFT JOIN members ON members.id = member_id
    WHERE held_on BETWEEN :first AND :last AND training_sessions.state = 'held' AND training_sessions.discarded = 'no'
    GROUP BY training_sessions.id ORDER BY held_on, training_sessions.id"""

_PEOPLE = f"""(SELECT members.*, {STATE_ON} AS state_then FROM members
    WHERE discarded = 'no' AND (admitted_on IS NULL OR admitted_on <= :day))"""

_MEMBERS = f"""SELECT kind, state_then, sex, count(*) FROM {_PEOPLE} WHERE state_then IS NOT NULL
    GROUP BY kind, state_then, sex ORDER BY kind, state_then, sex"""

_NAMED = f"""SELECT kind, document_type, document_number,
        trim(paternal_surname || ' ' || maternal_surname) || ', ' || given_names, sex, state_then, admitted_on
    FROM {_PEOPLE} WHERE state_then IS NOT NULL ORDER BY kind, sort_key, id"""

_DEBTS = f"""WITH due AS (SELECT charge_runs.kind, currency, member_id, due_on, charges.amount,
            {PAID_BY} AS paid, {WAIVED_BY} AS waived
        FROM charges JOIN charge_runs ON charge_runs.id = charge_run_id
        WHERE {VALID_RUN} AND charged_on <= :day)
    SELECT kind, currency, coalesce(sum(amount) FILTER (WHERE now), 0), coalesce(sum(paid) FILTER (WHERE now), 0),
        coalesce(sum(waived) FILTER (WHERE now), 0), sum(amount - paid - waived),
        coalesce(sum(amount - paid - waived) FILTER (WHERE due_on < :day), 0),
        count(DISTINCT member_id) FILTER (WHERE due_on < :day AND amount > paid + waived)
    FROM (SELECT *, due_on BETWEEN :first AND :until AS now FROM due) GROUP BY kind, currency ORDER BY kind, currency"""

_ASSEMBLIES = """SELECT assemblies.id, kind, held_on, eligible,
        count(*) FILTER (WHERE status = 'present'), count(*) FILTER (WHERE status = 'represented')
    FROM assemblies LEFT JOIN assembly_attendances ON assembly_id = assemblies.id
    WHERE held_on BETWEEN :first AND :last AND discarded = 'no'
    GROUP BY assemblies.id ORDER BY held_on, assemblies.id"""

_RESOLUTIONS = """SELECT assembly_id, number, outcome, votes_for, votes_against, votes_abstaining, project_id, amount
    FROM resolutions JOIN assemblies ON assemblies.id = assembly_id
    WHERE held_on BETWEEN :first AND :last AND discarded = 'no' ORDER BY held_on, assembly_id, number"""

_CLOSINGS = """SELECT period, first_day, last_day, documents, seal_hash,
        CASE WHEN closing_reopenings.closing_id IS NULL THEN 'no' ELSE 'yes' END
    FROM closings LEFT JOIN closing_reopenings ON closing_id = closings.id
    WHERE last_day BETWEEN :first AND :last ORDER BY closings.id"""

_QUERIES = {
    "hand_outs": _HAND_OUTS,
    "trainings": _TRAININGS,
    "members": _MEMBERS,
    "people": _NAMED,
    "debts": _DEBTS,
    "assemblies": _ASSEMBLIES,
    "resolutions": _RESOLUTIONS,
    "closings": _CLOSINGS,
}
WITH_IDS = ("assemblies",)
"""Tables whose rows come with their id."""


def counted(db: Connection, name: str, first: date, last: date) -> list[tuple[Any, ...]]:
    """The rows of one table of a package, from a year's first day to the last that has data."""
    year_end = date(first.year, 12, 31)
    days = {"first": first, "last": last, "day": last, "until": year_end}
    return _rows(db.execute(_QUERIES[name], {key: day.isoformat() for key, day in days.items()}))


def _rows(found: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in found]

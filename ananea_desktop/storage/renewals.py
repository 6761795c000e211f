"""What people have that is to be renewed."""

from datetime import date
from sqlite3 import Connection

from ananea_desktop.domain.steps import Steps
from ananea_desktop.storage import rows, stock
from ananea_desktop.storage.member_states import HERE
from ananea_desktop.storage.pace import Pace
from ananea_desktop.storage.rows import Row

_LATER_RETURNED = stock.RETURNED.replace("hand_out_lines.id", "later.id")
_TO_RENEW = f"""SELECT hand_out_lines.*, hand_outs.number, handed_on, members.paternal_surname,
            members.maternal_surname, members.given_names, members.document_type, members.document_number,
            members.sort_key AS person_key, hand_out_lines.quantity - {stock.RETURNED} AS left
        FROM hand_out_lines CROSS JOIN hand_outs ON hand_outs.id = hand_out_id
        CROSS JOIN members ON members.id = member_id
        WHERE hand_out_lines.id > :low AND hand_out_lines.id <= :high AND +renew_on <= :until AND {stock.VALID}
            AND {HERE} AND hand_out_lines.quantity > {stock.RETURNED}
            AND NOT EXISTS (SELECT 1 FROM hand_out_lines AS later JOIN hand_outs AS anew ON anew.id = later.hand_out_id
                WHERE later.member_id = hand_out_lines.member_id AND later.item_id = hand_out_lines.item_id
                    AND anew.kind = 'hand_out' AND anew.id <> hand_outs.id
                    AND later.quantity > {_LATER_RETURNED}
                    AND (anew.handed_on, anew.id) > (hand_outs.handed_on, hand_outs.id)
                    AND NOT EXISTS (SELECT 1 FROM hand_out_annulments WHERE hand_out_id = anew.id))"""


def to_renew(db: Connection, until: date) -> Steps[list[Row]]:
    """What is to be renewed until a day, by person: of those who have not retired, and where neither a later hand-out
    of the item that was not wholly given back, nor a return of all of it cleared it. Some lines in each step, as they
    lie in the file; ``left``: how much of it the person has still, in thousandths."""
    found: list[Row] = []
    pace = Pace(0, int(rows.value(db, "SELECT coalesce(max(id), 0) FROM hand_out_lines")))
    while pace.goes_on:
        with pace as (low, high):
            found += rows.select(db, _TO_RENEW, {"until": until.isoformat(), "low": low, "high": high})
        yield
    return sorted(found, key=lambda row: (row["person_key"], row["member_id"], row["renew_on"], row["id"]))

"""What must be true of the people who work with the program: what they are now is what the newest sealed act about them
says, so that a role raised or a password put there outside the program is found; a part of check.py."""

from collections.abc import Iterator
from hashlib import sha256
from sqlite3 import Connection

from ananea_desktop.domain.language import _
from ananea_desktop.storage import people, rows
from ananea_desktop.storage.rows import Row


def roles(db: Connection) -> Iterator[str]:
    """Name, roles and whether somebody is disabled; and one administrator at least."""
    administrators = 0
    for person in people.all_of(db):
        acts = people.acts_of(db, person["id"])
        if not acts:
            yield _("{name}: nadie anotó dentro del programa a esta persona").format(name=person["name"])
            continue
        if person["name"] != acts[0]["user_name"]:
            yield _("{name}: el último acto sobre esta persona la llama {other}").format(
                name=person["name"], other=acts[0]["user_name"]
            )
        if person["roles"] != acts[0]["roles"]:
            yield _("{name}: sus roles no son los del último acto sellado; fueron cambiados fuera del programa").format(
                name=person["name"]
            )
        able = next((act["kind"] for act in acts if act["kind"] in ("disabled", "enabled")), "enabled")
        if (able == "disabled") != (person["disabled"] == "yes"):
            yield _("{name}: fue activada o desactivada fuera del programa").format(name=person["name"])
        administrators += person["disabled"] == "no" and "administration" in person["roles"].split()
    if not administrators and rows.value(db, "SELECT 1 FROM cooperative"):
        yield _("nadie tiene el rol Administración")


def passwords(db: Connection) -> Iterator[str]:
    """Each password, and the recovery code, is the one whose print the newest sealed act about it has; used only where
    an act says so."""
    for person in people.all_of(db):
        encoded = people.password(db, person["id"])
        if _print(encoded) != _sealed(people.acts_of(db, person["id"])):
            yield _("{name}: su clave no es la que se puso dentro del programa").format(name=person["name"])
    if not _code_is_sealed(db):
        yield _("el código de recuperación no es el que se hizo dentro del programa")


def _code_is_sealed(db: Connection) -> bool:
    code = rows.select_one(db, "SELECT encoded, used_at FROM recovery_codes ORDER BY id DESC LIMIT 1")
    made = rows.select_one(db, "SELECT id, detail FROM user_acts WHERE kind = 'recovery_code' ORDER BY id DESC LIMIT 1")
    if code is None or made is None:
        return code is None and made is None
    used = rows.value(db, "SELECT 1 FROM user_acts WHERE kind = 'recovered' AND id > ?", (made["id"],))
    return _print(code["encoded"]) == made["detail"] and (code["used_at"] is not None) == bool(used)


def _sealed(acts: list[Row]) -> str:
    """The print of the password that a person should have; empty where none."""
    for act in acts:
        if act["kind"] in ("password", "recovered"):
            return str(act["detail"]).partition(" ")[0]
        if act["kind"] == "password_removed":
            return ""
    return ""


def _print(encoded: str | None) -> str:
    return "" if encoded is None else sha256(encoded.encode()).hexdigest()[:16]

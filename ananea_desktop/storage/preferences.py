"""How the treasurer likes it, by a name for each thing: kept in the data file, so that it goes along with it."""

import json
from sqlite3 import Connection
from typing import Any

from ananea_desktop.storage import rows


def get(db: Connection, name: str) -> Any:
    """What was kept, or None: also where it cannot be read, for nobody is kept from working by a liking."""
    found = rows.value(db, "SELECT content FROM preferences WHERE name = ?", (name,))
    try:
        return None if found is None else json.loads(found)
    except ValueError:
        return None


def put(db: Connection, name: str, content: Any) -> None:
    """Within an act; None forgets it."""
    if content is None:
        db.execute("DELETE FROM preferences WHERE name = ?", (name,))
        return
    db.execute(
        "INSERT INTO preferences (name, content) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET content = excluded.content",
        (name, json.dumps(content, ensure_ascii=False, sort_keys=True)),
    )

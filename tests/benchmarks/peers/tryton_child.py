"""Tryton at work on a SQLite file: ``tryton_child.py CONFIG PEOPLE.json`` prints JSON: seconds of create, list, search.

Run by the Python of the environment that Tryton is in, which is not ours. It asks Tryton's own models, as its server
does for its window; neither the protocol between the two nor the window is counted.
"""

import json
import sys
import time
from typing import Any

from trytond.config import update_etc

update_etc(sys.argv[1])  # before the pool is imported, which reads it

from trytond.pool import Pool  # noqa: E402
from trytond.transaction import Transaction  # noqa: E402

DATABASE = "ananea"
PAGE = 200


def main(people: str) -> dict[str, float]:
    with open(people, encoding="utf-8") as file:
        given: dict[str, Any] = json.load(file)
    Pool.start()
    pool = Pool(DATABASE)
    pool.init()
    seconds = {}
    with Transaction().start(DATABASE, 1) as transaction:
        party = pool.get("party.party")
        begun = time.perf_counter()
        party.create([_party(*each) for each in given["people"]])
        transaction.commit()
        seconds["create"] = time.perf_counter() - begun
    with Transaction().start(DATABASE, 1) as transaction:
        begun = time.perf_counter()
        found = party.search_read([], limit=PAGE, order=[("name", "ASC")], fields_names=["name", "code"])
        seconds["list"] = time.perf_counter() - begun
        assert len(found) == PAGE
        begun = time.perf_counter()
        for typed in given["typed"]:
            words = [("rec_name", "ilike", f"%{word}%") for word in typed.split()]
            found = party.search_read(words, limit=PAGE, order=[("name", "ASC")], fields_names=["name", "code"])
            assert found, typed
        seconds["search"] = (time.perf_counter() - begun) / len(given["typed"])
    return seconds


def _party(name: str, document: str, street: str, phone: str) -> dict[str, Any]:
    return {
        "name": name,
        "code": document,
        "addresses": [("create", [{"street": street}])],
        "contact_mechanisms": [("create", [{"type": "phone", "value": phone}])],
    }


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[2])))

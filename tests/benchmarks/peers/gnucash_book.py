"""A book for GnuCash, as the XML that GnuCash itself proposes to save: so many movements in and out of one till.

Written by hand, since GnuCash's own bindings take hours for as many: they sort and add up the till at each movement.
"""

import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

_NAMESPACES = " ".join(
    f'xmlns:{name}="http://www.gnucash.org/XML/{name}"' for name in "gnc act book cd cmdty slot split trn ts".split()
)
_CURRENCY = "<cmdty:space>CURRENCY</cmdty:space><cmdty:id>PEN</cmdty:id>"
_ACCOUNTS = {"Root Account": "ROOT", "Caja": "CASH", "Ingresos": "INCOME", "Egresos": "EXPENSE"}
_DAYS = 365 * 20


def write_book(path: Path, count: int) -> None:
    """``count`` movements over twenty years until today."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=6) as out:
        out.write(f'<?xml version="1.0" encoding="utf-8" ?>\n<gnc-v2 {_NAMESPACES}>\n')
        out.write('<gnc:count-data cd:type="book">1</gnc:count-data>\n<gnc:book version="2.0.0">\n')
        out.write(f'<book:id type="guid">{_guid(0)}</book:id>\n')
        for what, number in (("commodity", 1), ("account", len(_ACCOUNTS)), ("transaction", count)):
            out.write(f'<gnc:count-data cd:type="{what}">{number}</gnc:count-data>\n')
        out.write(f'<gnc:commodity version="2.0.0">{_CURRENCY}</gnc:commodity>\n')
        out.writelines(_accounts())
        out.writelines(_movements(count))
        out.write("</gnc:book>\n</gnc-v2>\n")


def _guid(number: int) -> str:
    return f"{number + 1:032x}"


def _account_id(name: str) -> str:
    return _guid(1 + list(_ACCOUNTS).index(name))


def _accounts() -> Iterator[str]:
    for name, kind in _ACCOUNTS.items():
        money = f"<act:commodity>{_CURRENCY}</act:commodity><act:commodity-scu>100</act:commodity-scu>"
        parent = f'<act:parent type="guid">{_account_id("Root Account")}</act:parent>'
        inside = "" if kind == "ROOT" else money + parent
        yield (
            f'<gnc:account version="2.0.0"><act:name>{name}</act:name>'
            f'<act:id type="guid">{_account_id(name)}</act:id><act:type>{kind}</act:type>{inside}</gnc:account>\n'
        )


def _movements(count: int) -> Iterator[str]:
    first = date.today() - timedelta(_DAYS)
    for number in range(1, count + 1):
        income = number % 2 == 1
        amount = 3_000 + number % 977 if income else -1_500 - number % 977
        day = first + timedelta(_DAYS * number // count)
        parts = (("Caja", amount), ("Ingresos" if income else "Egresos", -amount))
        splits = "".join(_split(3 * number + at, name, part) for at, (name, part) in enumerate(parts))
        yield (
            f'<gnc:transaction version="2.0.0"><trn:id type="guid">{_guid(3 * number + 2 + 100)}</trn:id>'
            f"<trn:currency>{_CURRENCY}</trn:currency><trn:num>001-{number:06d}</trn:num>"
            f"<trn:date-posted><ts:date>{day} 10:59:00 +0000</ts:date></trn:date-posted>"
            f"<trn:date-entered><ts:date>{day} 12:00:00 +0000</ts:date></trn:date-entered>"
            "<trn:description>HUANCA LAYME, Tomás</trn:description>"
            "<trn:slots><slot><slot:key>date-posted</slot:key>"
            f'<slot:value type="gdate"><gdate>{day}</gdate></slot:value></slot></trn:slots>'
            f"<trn:splits>{splits}</trn:splits></gnc:transaction>\n"
        )


def _split(number: int, account: str, amount: int) -> str:
    return (
        f'<trn:split><split:id type="guid">{_guid(number + 100)}</split:id><split:memo>Cuota de noviembre</split:memo>'
        f"<split:reconciled-state>n</split:reconciled-state><split:value>{amount}/100</split:value>"
        f"<split:quantity>{amount}/100</split:quantity>"
        f'<split:account type="guid">{_account_id(account)}</split:account></trn:split>'
    )

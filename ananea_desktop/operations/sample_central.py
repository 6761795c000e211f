"""Invented packages of invented cooperatives for a Central (MUESTRA): to try the consolidated file and to measure it.

The same seed gives the same packages, byte by byte. Names are those of no cooperative.
"""

import random
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ananea_desktop import __version__
from ananea_desktop.domain import packages
from ananea_desktop.domain.packages import Cell, Package, Version
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import central
from ananea_desktop.operations.books import Clock, system_clock
from ananea_desktop.storage.files import write_file_safely
from ananea_desktop.storage.package_writer import Signed, write_package

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_PLACES = ("Ananea", "Cuyocuyo", "Quilcapuncu", "Putina", "Sina", "Phara", "Limbani", "Patambuco")
_NAMES = (
    "Apu Colque",
    "Cerro Blanco",
    "Laguna Verde",
    "Virgen de la Puya",
    "Inti Wara",
    "Nevado Azul",
    "Pampa Dorada",
    "Río Llanque",
    "Santa Rosita",
    "Los Queñuales",
    "Tres Vicuñas",
    "San Isidro del Chute",
)
_HEADINGS = (
    "Organización y productividad",
    "Trabajadores y condiciones de trabajo",
    "Medio ambiente",
    "Proyectos sociales",
)
_PROJECTS = (
    "Oficina de la cooperativa",
    "Equipos de protección",
    "Retorta y horno",
    "Canastas de víveres",
    "Capacitación en cooperativismo",
    "Baños y lavabos en la mina",
    "Riego contra el polvo",
    "Botiquines",
)
_TOPICS = ("Cooperativismo", "Seguridad y salud", "Contabilidad básica", "Manejo de residuos", "Primeros auxilios")
_ITEMS = ("Cascos", "Botas de jebe", "Respiradores", "Guantes de cuero", "Lentes de seguridad")
_CATEGORIES = ("ppe", "tools", "social", "office")


@dataclass(frozen=True)
class SampleCooperative:
    """Invented, with a key of its own."""

    code: str
    name: str
    place: str
    public_key: str
    key: "Ed25519PrivateKey" = field(repr=False)
    seed: int = 0


def sample_cooperatives(count: int, seed: int = 1) -> list[SampleCooperative]:
    """So many of them."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from stdnum.pe import ruc

    found = []
    for number in range(1, count + 1):
        digits = f"20{seed % 100:02d}{number:06d}"
        key = Ed25519PrivateKey.from_private_bytes(sha256(f"muestra {seed} {number}".encode()).digest())
        turn, name = divmod(number - 1, len(_NAMES))
        found.append(
            SampleCooperative(
                code=f"{digits}{ruc.calc_check_digit(digits)}",
                name=f"Cooperativa Minera {_NAMES[name]}{f' {turn + 1}' if turn else ''} (muestra)",
                place=_PLACES[number % len(_PLACES)],
                public_key=b64encode(key.public_key().public_bytes_raw()).decode(),
                key=key,
                seed=seed * 1_000_000 + number,
            )
        )
    return found


def sample_package(cooperative: SampleCooperative, year: int, number: int = 1) -> Signed:
    """One package of it; another ``number`` has other figures."""
    chance = random.Random(cooperative.seed * 100_000 + year * 10 + number)
    made_at = datetime(year + 1, 1, 15 + number % 10, 12, tzinfo=UTC).isoformat(timespec="seconds")
    package = Package(
        code=cooperative.code,
        year=year,
        version=Version(number, made_at, ""),
        public_key=cooperative.public_key,
        is_sample=True,
        with_names=False,
        program=__version__,
        rows=_rows(cooperative, year, number, chance),
    )
    return write_package(package, cooperative.key.sign)


def write_packages(folder: Path, cooperatives: int, years: range, seed: int = 1) -> Iterator[Path]:
    """Writes a package of each of so many cooperatives and each year, and gives the paths one after the other."""
    for cooperative in sample_cooperatives(cooperatives, seed):
        for year in years:
            path = folder / packages.file_name(cooperative.code, year, 1)
            write_file_safely(path, sample_package(cooperative, year).content)
            yield path


def write_sample(folder: Path, cooperatives: int, years: int, clock: Clock = system_clock) -> Path:
    """A consolidated file with its packages in a folder of their own; the last cooperative has not sent all of them.

    Raises StorageProblem where there is one already.
    """
    path, last = folder / "consolidado.db", clock().year - 1
    central.make_central(path, "Central de cooperativas (muestra)")
    with central.opened(path, clock) as opened:
        known = sample_cooperatives(cooperatives)
        for each in known:
            central.add_key(opened, each.code, each.name, each.public_key)
        (folder / "paquetes").mkdir(exist_ok=True)
        written = list(write_packages(folder / "paquetes", cooperatives, range(last - years + 1, last + 1)))
        at_once(central.bring(opened, written[:-1] if cooperatives > 1 else written))
    return path


def _rows(
    cooperative: SampleCooperative, year: int, number: int, chance: random.Random
) -> dict[str, list[tuple[Cell, ...]]]:
    count = len(_PROJECTS)
    opening, spent = chance.randrange(1_000_000, 8_000_000), [chance.randrange(60_000, 900_000) for _each in _PROJECTS]
    months = sorted(chance.sample(range(1, 13), 4))
    income = [chance.randrange(400_000, 2_500_000) for _month in months]
    members, women = chance.randrange(25, 110), chance.randrange(5, 25)
    profile = (1, cooperative.code, year, number, cooperative.name, cooperative.code, cooperative.place, "", None)
    money: list[tuple[Cell, ...]] = [
        (f"{year}-{month:02d}", "in", 1, None, "PEN", each, each) for month, each in zip(months, income, strict=True)
    ]
    money += [
        (f"{year}-{chance.randrange(1, 13):02d}", "out", 1, project, "PEN", -each, -each)
        for project, each in enumerate(spent, start=1)
    ]
    closing = opening + sum(income) - sum(spent)
    return {
        "profile": [(*profile, f"{year}-12-31", chance.randrange(200, 900), chance.randbytes(32).hex())],
        "funds": [(1, "Prima Fairtrade", "premium", opening, sum(income), sum(spent), 0, 0, closing)],
        "headings": [(index, name) for index, name in enumerate(_HEADINGS, start=1)],
        "projects": [
            (
                index + 1,
                _PROJECTS[index],
                index % len(_HEADINGS) + 1,
                chance.choice(("under_way", "finished", "approved")),
                f"{year}-02-01",
                f"{year}-11-30",
                max(1, spent[index] + chance.randrange(-50_000, 300_000)),
                spent[index],
                spent[index],
                chance.randrange(40),
                chance.randrange(60),
                0,
            )
            for index in range(count)
        ],
        "money": _numbered(money),
        "premium_lots": [_lot(index, year, month, chance) for index, month in enumerate(months, start=1)],
        "purchases": [
            (index, name, chance.randrange(1, 12), chance.randrange(50_000, 900_000))
            for index, name in enumerate(_CATEGORIES, start=1)
        ],
        "hand_outs": [
            (index, "hand_out", name, "ppe", "ppe", "unidad", members * 1000, members)
            for index, name in enumerate(_ITEMS, start=1)
        ],
        "trainings": [_training(index, topic, year, women, members, chance) for index, topic in enumerate(_TOPICS, 1)],
        "members": [
            (1, "member", "active", "f", women),
            (2, "member", "active", "m", members),
            (3, "member", "suspended", "m", chance.randrange(1, 6)),
            (4, "worker", "active", "m", chance.randrange(4, 30)),
        ],
        "debts": _debts(members, chance),
        "assemblies": [(1, "ordinary", f"{year}-03-20", members, members - chance.randrange(members // 3 + 1), 1)],
        "resolutions": [
            (index, 1, index, "approved", members - 2, 1, 1, index, max(1, spent[index - 1])) for index in (1, 2, 3)
        ],
        "closings": [
            (month, "month", f"{year}-{month:02d}-01", f"{year}-{month:02d}-28", 9, chance.randbytes(32).hex(), "no")
            for month in range(1, 13)
        ],
    }


def _lot(index: int, year: int, month: int, chance: random.Random) -> tuple[Cell, ...]:
    gross = chance.randrange(800_000, 6_000_000)
    fine = gross * chance.randrange(880, 950) // 1000
    due = fine * 200_000 // 1_000_000
    came = due - due // 50
    day = date(year, month, chance.randrange(1, 28))
    return (
        index,
        f"L-{year}-{index:02d}",
        day.isoformat(),
        "Comprador (muestra)",
        "gold",
        gross,
        fine,
        200_000,
        due,
        due // 50,
        came,
        came * 375 // 100,
    )


def _training(index: int, topic: str, year: int, women: int, men: int, chance: random.Random) -> tuple[Cell, ...]:
    day = date(year, index + 3, chance.randrange(1, 28))
    came = chance.randrange(women), chance.randrange(10, men)
    return (index, topic, "training", day.isoformat(), 240, None, *came, 0)


def _debts(members: int, chance: random.Random) -> list[tuple[Cell, ...]]:
    charged = members * 6_000
    left = chance.randrange(charged // 3)
    return [(1, "ordinary_due", "PEN", charged, charged - left, 0, left, left, left // 6_000 + 1)]


def _numbered(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    return [(number, *row) for number, row in enumerate(rows, start=1)]

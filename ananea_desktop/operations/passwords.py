"""Passwords and codes as Argon2id keeps them. Slow on purpose: only ever called in the books' thread."""

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from ananea_desktop.domain.passwords import LONGEST, normalized

if TYPE_CHECKING:  # nobody waits for it who has no password
    from argon2 import PasswordHasher

_SMALL_PC = 2 * 1024**3
"""Bytes of memory up to which the smaller profile is taken."""
_NOBODY = {
    65536: "$argon2id$v=19$m=65536,t=3,p=4$",
    19456: "$argon2id$v=19$m=19456,t=2,p=1$",
}
_SALT_AND_HASH = "bm9ib2R5IGhhcyBpdCB5ZQ$bm9ib2R5J3Mgd29yZCBpcyBub3QgYSB3b3JkIGF0YWw"


def hashed(secret: str) -> str:
    """The encoded form, with its own salt and parameters."""
    return _hasher().hash(_bytes(secret))


def matches(encoded: str | None, secret: str) -> bool:
    """Whether it is the secret. Without ``encoded`` the same work is done, and the answer is no: what takes as long
    tells nobody whether a name exists."""
    from argon2.exceptions import InvalidHashError, VerificationError

    hasher = _hasher()
    try:
        hasher.verify(encoded or _NOBODY[hasher.memory_cost] + _SALT_AND_HASH, _bytes(secret))
    except (VerificationError, InvalidHashError):  # the second: somebody wrote into the file what is no hash
        return False
    return encoded is not None


def _bytes(secret: str) -> bytes:
    """Whatever was typed or pasted; of what is longer than any password as much as tells that it is none."""
    return normalized(secret[: LONGEST + 1]).encode("utf-8", "surrogatepass")


def is_outdated(encoded: str) -> bool:
    """Whether it was made with other parameters than this PC takes."""
    return _hasher().check_needs_rehash(encoded)


@cache
def _hasher() -> "PasswordHasher":
    """RFC 9106's profile for little memory (64 MiB, t=3, p=4); on a PC with up to 2 GB OWASP's of 19 MiB (t=2, p=1)."""
    from argon2 import PasswordHasher

    if _memory() <= _SMALL_PC:
        return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)


def _memory() -> int:
    """Bytes of memory in this PC."""
    if sys.platform != "win32":
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ulong), ("load", ctypes.c_ulong)] + [
            (name, ctypes.c_ulonglong)
            for name in ("physical", "free", "page", "free_page", "virtual", "free_virtual", "extended")
        ]

    status = Status(length=ctypes.sizeof(Status))
    ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
    return int(status.physical)

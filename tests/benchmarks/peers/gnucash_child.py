"""GnuCash at work, by its own Python bindings: ``gnucash_child.py FILE COUNT`` opens a book and adds up its till.

Run by the system's Python, the only one that Debian's python3-gnucash is for. What its window does before it shows the
accounts; the window itself is not counted.
"""

import sys

from gnucash import Session, SessionOpenMode


def main(path: str, count: int) -> None:
    session = Session(f"xml://{path}", SessionOpenMode.SESSION_READ_ONLY)
    till = session.book.get_root_account().lookup_by_name("Caja")
    held = till.GetBalance()
    assert held.num() / held.denom() > 0
    assert len(till.GetSplitList()) == count
    session.end()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

"""The drill: only the sealed copy on a stick and the key on its paper are left, and work goes on on a new PC."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pyrage

from ananea_desktop.domain import paper_key
from ananea_desktop.operations import copying
from tests.builders import an_office_on_disk, issued
from tests.operations.test_restoring import seal_up

ROOT = Path(__file__).parents[2]


def test_from_the_stick_and_the_paper_alone_work_goes_on(tmp_path: Path) -> None:
    old = an_office_on_disk(tmp_path / "old" / "ananea.db")
    for _number in range(12):
        issued(old)
    (total,) = old.db.execute("SELECT sum(total) FROM receipts").fetchone()
    seals = old.db.execute("SELECT max(id) FROM seals").fetchone()[0]
    copy = copying.copy_to(old, tmp_path / "stick").path
    old.file.close()
    identity = pyrage.x25519.Identity.generate()
    seal_up(copy, identity, seal_id=seals, receipts=12)
    copy.unlink()
    new = tmp_path / "new" / "ananea.db"
    new.parent.mkdir()
    begun = time.perf_counter()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.faults.new_pc",
            str(new),
            str(copy.parent),
            " ".join(paper_key.groups(str(identity))),
        ],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    seconds = time.perf_counter() - begun
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    print(f"from nothing to the next receipt: {seconds:.1f} s")
    assert told == {"problems": [], "receipts": 12, "total": total, "next": 13}

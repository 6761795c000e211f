"""Processes on a PC that has neither Python nor a network nor this project: all of that is hidden from them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# Every Python's folder becomes an empty one, every python in /usr/bin an empty file; a namespace without a network.
_HIDE = """
set -e
folders=$1; shift
for folder in $folders /usr/lib/python3* /usr/local/lib/python3*; do
  if [ -d "$folder" ]; then mount -t tmpfs none "$folder"; fi
done
for python in /usr/bin/python* /usr/local/bin/python*; do
  if [ -f "$python" ]; then mount --bind /dev/null "$(readlink -f "$python")"; fi
done
exec "$@"
"""


def command(*words: str | Path) -> list[str]:
    """``words``, to be run there."""
    prefixes = {sys.prefix, sys.base_prefix} - {"/usr", "/usr/local"}
    hidden = sorted({ROOT, *map(Path, prefixes)}, key=lambda path: -len(path.parts))  # what lies within another first
    folders = " ".join(str(path) for path in hidden)
    return ["/usr/bin/unshare", "-Urmn", "/bin/sh", "-c", _HIDE, "sh", folders, *map(str, words)]


def environment(home: Path, **more: str) -> dict[str, str]:
    """Nothing of ours; programs of the system's only."""
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **more}


def run(home: Path, *words: str | Path) -> str:
    """What it printed. Raises AssertionError, with all that it said, where it fails."""
    done = subprocess.run(
        command(*words), cwd=home, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, f"{words} gave {done.returncode}:\n{done.stdout}"
    return done.stdout

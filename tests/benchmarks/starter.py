"""Starts one process and writes down its time and peak memory: ``starter.py REPORT COMMAND…``.

A process of its own, and a small one: Linux counts the memory of whoever starts a process into that process's peak.
"""

import json
import os
import sys
import time


def main(report: str, command: list[str]) -> int:
    begun = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _pid, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - begun
    with open(report, "w", encoding="utf-8") as file:
        json.dump({"seconds": seconds, "peak_mib": usage.ru_maxrss / 1024}, file)
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

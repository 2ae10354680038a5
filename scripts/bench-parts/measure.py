"""Runs a command and adds a sample to a file: its time, its peak memory, and what a registry was asked meanwhile.

    measure.py SAMPLES BENCH WHAT TOOL COMMAND…

The registry is the one whose log BENCH_REGISTRY_LOG names, if any. Output is shown only when the command fails.
"""

import json
import os
import subprocess
import sys
import tempfile
import time


def main(samples, bench, what, tool, *command):
    before = requests()
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            output.seek(0)
            sys.stderr.write(output.read().decode(errors="replace"))
            raise SystemExit(f"{tool} ended with status {process.returncode}: {' '.join(command)}")
    sample = {"bench": bench, "what": what, "tool": tool, "seconds": seconds, "memory": usage.ru_maxrss * 1024}
    if before is not None:
        # The registry writes its line after the answer.
        time.sleep(0.3)
        sample["requests"] = requests() - before
    with open(samples, "a") as file:
        file.write(json.dumps(sample) + "\n")


def requests():
    log = os.environ.get("BENCH_REGISTRY_LOG")
    if not log:
        return None
    with open(log, errors="replace") as file:
        return sum("response completed" in line for line in file)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Turns samples into the table of a bench run: medians, and each tool beside shipit.

    report.py SAMPLES FIGURES ENGINE-VERSION      the table goes to standard output, the figures as JSON to FIGURES
"""

import json
import os
import platform
import statistics
import sys

TITLES = {
    ("start", "version"): "`--version`",
    ("deploy", "whole"): "Deploy of a service with two tasks",
    ("push", "cold"): "Push to an empty registry",
    ("push", "one small layer more"): "Push after one small layer more",
    ("push", "unchanged"): "Push of what is there already",
}


def main(samples, figures, engine):
    with open(samples) as file:
        rows = summarised([json.loads(line) for line in file])
    here = machine(engine)
    with open(figures, "w") as file:
        json.dump({"machine": here, "figures": rows}, file, indent=2)
        file.write("\n")
    print(f"{here['cores']} cores, {here['processor']}, {here['memory_gb']} GB, {here['system']}, Docker Engine {engine}")
    print()
    print("| what | with | median | range | n | peak memory | requests | shipit / this |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for row in rows:
        print("| " + " | ".join(cells(row)) + " |")
    print()
    print("Requests are those the registry answered. Memory is the command's own, and 15 MB at least, which the")
    print("measuring itself has; docker's work, and the export's, is done by the engine and is not in it.")


def summarised(samples):
    groups = {}
    for sample in samples:
        groups.setdefault((sample["bench"], sample["what"], sample["tool"]), []).append(sample)
    rows = []
    for (bench, what, tool), group in groups.items():
        seconds = [sample["seconds"] for sample in group]
        row = {
            "bench": bench, "what": what, "tool": tool, "n": len(group),
            "median": statistics.median(seconds), "least": min(seconds), "most": max(seconds),
            "memory": max(sample["memory"] for sample in group),
            "requests": max((sample["requests"] for sample in group if "requests" in sample), default=None),
        }
        ours = groups.get((bench, what, "shipit"))
        if ours and tool != "shipit":
            row["shipit_ratio"] = statistics.median(sample["seconds"] for sample in ours) / row["median"]
        rows.append(row)
    return sorted(rows, key=lambda row: list(TITLES).index((row["bench"], row["what"])))


def cells(row):
    return [
        TITLES[row["bench"], row["what"]],
        row["tool"],
        seconds(row["median"]),
        f"{seconds(row['least'])} to {seconds(row['most'])}" if row["n"] > 1 else "",
        str(row["n"]),
        f"{row['memory'] / 1e6:.0f} MB",
        "" if row["requests"] is None else str(row["requests"]),
        f"{row['shipit_ratio']:.2f}" if "shipit_ratio" in row else "",
    ]


def seconds(value):
    return f"{value * 1000:.0f} ms" if value < 0.3 else f"{value:.2f} s" if value < 10 else f"{value:.1f} s"


def machine(engine):
    processor, memory = platform.machine(), 0
    with open("/proc/cpuinfo") as file:
        processor = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), processor)
    with open("/proc/meminfo") as file:
        memory = int(file.readline().split()[1]) * 1024
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return {
        "cores": len(os.sched_getaffinity(0)), "processor": processor, "memory_gb": round(memory / 1e9),
        "system": system, "engine": engine,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])

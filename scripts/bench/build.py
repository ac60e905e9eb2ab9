#!/usr/bin/env python3
"""Measures how fast `jaanch build --no-sweep` reads complaint exports, beside DuckDB reading and grouping the same columns.

    scripts/bench/build.py                 1 and 10 million rows
    scripts/bench/build.py 1000000 …       this many rows

First makes the CSV files (from a seed, with made-up +91 50 numbers only) and the release program if they are missing, under
target/bench/ and target/release/. The two programs run alternately, three times each (five times with up to a million rows). Prints the
medians of time, peak memory and processor time, which depends less on how busy the machine is. DuckDB comes from PyPI, pinned
below. It does less: it takes any digits for a number and any text for a date, and decides nothing.
"""

import datetime
import os
import pathlib
import random
import statistics
import subprocess
import sys
import time
import venv

PACKAGES = ["duckdb==1.4.1"]
ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = ROOT / "target" / "bench"
VENV = BENCH / "venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
JAANCH = ROOT / "target" / "release" / "jaanch"
# Average number of complaints about one number.
COMPLAINTS = 10

QUERY = """
import sys, duckdb
rows = duckdb.sql(f'''
    select regexp_replace("Suspect Mobile", '[^0-9]', '', 'g')[-10:] as number, count(distinct "Complaint ID") as complaints,
           min("Complaint Date"), max("Complaint Date"), any_value("District"), any_value("Source"), bool_or("Status" = 'Verified')
    from read_csv('{sys.argv[1]}', all_varchar = true)
    where number not in (select regexp_replace("Complainant Mobile", '[^0-9]', '', 'g')[-10:]
                         from read_csv('{sys.argv[1]}', all_varchar = true))
    group by number having complaints >= 2''').fetchnumpy()
print(len(rows["number"]))
"""


def prepare():
    if not PYTHON.exists():
        BENCH.mkdir(parents=True, exist_ok=True)
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "numpy", *PACKAGES], check=True)
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)


def export(rows):
    path = BENCH / f"{rows}.csv"
    if path.exists():
        return path
    draw = random.Random(rows)
    days = [(datetime.date(2026, 10, 31) - datetime.timedelta(days=at)) for at in range(300)]
    dates = [day.isoformat() for day in days] + [day.strftime("%d/%m/%Y") for day in days]
    districts = ["Gurugram", "Faridabad", "Panchkula", "Sonipat", "Hisar", "Ambala", "Rohtak", "Panipat", "Jhajjar", "Nuh"]
    writings = ["{0:010d}", "+91 {1:05d} {2:05d}", "0{0:010d}", "+91-{0:010d}"]
    numbers = max(1, rows // COMPLAINTS)
    part = path.with_suffix(".part")
    with open(part, "w") as to:
        to.write("Complaint ID,Complaint Date,Suspect Mobile,Complainant Mobile,District,Source,Category,Status\n")
        for start in range(0, rows, 10_000):
            lines = []
            for at in range(start, min(start + 10_000, rows)):
                number = 5_000_000_000 + int(draw.random() * numbers) * 37 % 90_000_000
                person = 5_090_000_000 + int(draw.random() * 9_000_000)
                writing = writings[int(draw.random() ** 3 * 4)]
                lines.append(
                    f"HR{at + 26_000_000:012d},{dates[int(draw.random() * 600)]},{writing.format(number, number // 100_000, number % 100_000)},"
                    f"{person},{districts[int(draw.random() ** 2 * 10)]},{'1930' if at % 3 else 'Portal'},"
                    f"{'UPI fraud' if at % 5 else 'Digital arrest'},{'Verified' if at % 11 == 0 else 'Pending'}\n")
            to.write("".join(lines))
    part.rename(path)
    return path


def run(command):
    """Returns elapsed seconds, processor seconds and peak memory in MiB of a command."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"scripts/bench/build.py: {command[0]} failed: {said.decode()}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    sizes = [int(size) for size in sys.argv[1:]] or [1_000_000, 10_000_000]
    prepare()
    for rows in sizes:
        path = export(rows)
        commands = {
            "jaanch build": [JAANCH, "build", "--reports", path, "--as-of", "2026-10-31", "--no-sweep", "--out", BENCH / "out"],
            "DuckDB": [PYTHON, "-c", QUERY, path],
        }
        found = {name: [] for name in commands}
        for _ in range(5 if rows <= 1_000_000 else 3):
            for name, command in commands.items():
                found[name].append(run([str(part) for part in command]))
        for name, runs in found.items():
            seconds = statistics.median(run[0] for run in runs)
            processor = statistics.median(run[1] for run in runs)
            memory = statistics.median(run[2] for run in runs)
            print(f"{rows:>10,} rows ({path.stat().st_size >> 20} MiB)  {name:<13} {seconds:6.2f} s  {rows / seconds / 1e6:5.2f} million rows/s  "
                  f"{processor:6.2f} s of processors  peak {memory:6.0f} MiB  (median of {len(runs)}, {os.cpu_count()} cores)", flush=True)


if __name__ == "__main__":
    if any(option in sys.argv for option in ("-h", "--help")):
        sys.exit(print(__doc__))
    main()

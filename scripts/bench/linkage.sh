#!/usr/bin/env bash
# Prints how fast linkage reads a hundred million sightings and how much memory that takes, beside DuckDB on the same file.
#
#   scripts/bench/linkage.sh [COUNT]
#
# Makes COUNT sightings (100 million: 5 GB under target/bench-linkage/, deleted at the end), the same in every run, with 27,824
# reported numbers. Both programs get two threads and find the other numbers in the handsets of the reported ones; they have to
# find equally many. The time of `jaanch build` includes the list. Memory is the peak resident size.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

DUCKDB_VERSION=2.0.0
REPORTED=27824
count=${1:-100000000}
case $count in
  -h | --help) usage && exit ;;
esac
[[ $count =~ ^[1-9][0-9]{0,9}$ && $# -le 1 ]] || die "COUNT is a number of sightings, not '$count'; see $ME --help"

bench=$ROOT/target/bench-linkage
trap 'rm -rf "$bench"' EXIT
rm -rf "$bench"
mkdir -p "$bench"
# 50 bytes a sighting, and as much again to spare.
free=$(df --output=avail -B1 "$bench" | tail -n 1)
((free > count * 100)) || die "not enough space under target/: $count sightings take $((count * 50 / 1000000)) MB"

say "installing DuckDB $DUCKDB_VERSION, building the tool, making $count sightings"
python3 -m venv "$bench/venv"
logged bench-duckdb "$bench/venv/bin/pip" install --quiet --no-deps "duckdb==$DUCKDB_VERSION" ||
  { show_log bench-duckdb && die "DuckDB could not be installed"; }
logged bench-build cargo build --locked --release || { show_log bench-build && die "the tool could not be built"; }

# DuckDB's part: making and joining in separate processes, so that the memory of the join can be measured.
cat >"$bench/duck.py" <<'PYTHON'
import sys
import duckdb

what, folder, count, reported = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
duck = duckdb.connect()
duck.execute("set threads = 2; set preserve_insertion_order = false; set enable_progress_bar = false")
# A hash of the row's number gives the same sightings in every run. Numbers of 50 and eight digits are never assigned.
if what == "make":
    duck.execute(f"""copy (
        with row as (select hash(i + 1930) as one, hash(i + 777000777) as other from range({count}) as t(i)),
             day as (select *, one // 40000000 % 330 as first from row)
        select printf('20%012d', 1000000 + one % 40000000) || '0' as "IMEI",
               printf('50%08d', other % 100000000) as "Mobile No",
               date '2025-11-15' + cast(first as integer) as "First Seen",
               date '2025-11-15' + cast(first + other // 100000000 % 5 as integer) as "Last Seen"
        from day) to '{folder}/sightings.csv' (header)""")
    duck.execute(f"""copy (
        select printf('C%06d', i) as "Complaint ID", date '2026-10-01' as "Complaint Date",
               printf('50%08d', i * 3593) as "Suspect Mobile No", 'Verified' as "Status"
        from range({reported}) as t(i)) to '{folder}/reports.csv' (header)""")
else:
    # Only valid IMEIs, as in jaanch: no handset has the serial number 000000.
    duck.execute(f"""copy (
        with sighting as (
            select left("IMEI", 14) as handset, "Mobile No" as number,
                   min("First Seen") as first, max("Last Seen") as last
            from read_csv('{folder}/sightings.csv', header = true, columns = {{
                'IMEI': 'VARCHAR', 'Mobile No': 'VARCHAR', 'First Seen': 'DATE', 'Last Seen': 'DATE'}})
            where left("IMEI", 14) in (
                select left("IMEI", 14)
                from read_csv('{folder}/sightings.csv', header = true, columns = {{
                    'IMEI': 'VARCHAR', 'Mobile No': 'VARCHAR', 'First Seen': 'DATE', 'Last Seen': 'DATE'}})
                where "Mobile No" in (
                    select "Suspect Mobile No" from read_csv('{folder}/reports.csv', all_varchar = true))
                  and right(left("IMEI", 14), 6) <> '000000')
            group by all),
        reported as (select "Suspect Mobile No" as number from read_csv('{folder}/reports.csv', all_varchar = true))
        select other.handset, other.number, min(greatest(0, known.first - other.last, other.first - known.last)) as apart
        from sighting as other join sighting as known using (handset)
        where known.number in (from reported) and other.number not in (from reported)
        group by all order by all) to '{folder}/duckdb.csv' (header)""")
PYTHON

# measured LOG COMMAND…: prints "seconds processor-seconds megabytes" of a program; its output goes to the log.
cat >"$bench/measured.py" <<'PYTHON'
import os
import subprocess
import sys
import time

start = time.monotonic()
program = subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=open(sys.argv[1], "w"), stderr=subprocess.STDOUT)
_, status, usage = os.wait4(program.pid, 0)
print(f"{time.monotonic() - start:.1f} {usage.ru_utime + usage.ru_stime:.1f} {usage.ru_maxrss // 1024}")
sys.exit(os.waitstatus_to_exitcode(status))
PYTHON
measured() { python3 "$bench/measured.py" "$@"; }

"$bench/venv/bin/python" "$bench/duck.py" make "$bench" "$count" "$REPORTED"
# Fills the page cache, so that both read from memory as far as the file fits.
cat "$bench/sightings.csv" >/dev/null

# line NAME SECONDS PROCESSOR-SECONDS MEGABYTES LINKS
line() {
  awk -v name="$1" -v time="$2" -v cpu="$3" -v mb="$4" -v links="$5" -v count="$count" 'BEGIN {
    printf "%-7s %7.1f s  %7.1f s of processors  %6.2f million rows/s  %6d MB  %s links\n", name, time, cpu, count / time / 1e6, mb, links
  }'
}
ours=$(RAYON_NUM_THREADS=2 measured "$LOGS/bench-linkage.log" "$ROOT/target/release/jaanch" build --reports "$bench/reports.csv" \
  --sightings "$bench/sightings.csv" --as-of 2026-10-31 --no-sweep --out "$bench/out") ||
  { show_log bench-linkage && die "jaanch build failed"; }
theirs=$(measured "$LOGS/bench-linkage-duckdb.log" "$bench/venv/bin/python" "$bench/duck.py" join "$bench" "$count" "$REPORTED") ||
  { show_log bench-linkage-duckdb && die "DuckDB failed"; }
# A row is a link, a handset and a number; both tables have a heading.
links_ours=$(($(wc -l <"$bench/out/private/linkage.csv") - 1))
links_theirs=$(($(wc -l <"$bench/duckdb.csv") - 1))
echo "$count sightings, $(($(stat -c %s "$bench/sightings.csv") / 1000000)) MB, two threads"
# shellcheck disable=SC2086
line jaanch $ours "$links_ours"
# shellcheck disable=SC2086
line DuckDB $theirs "$links_theirs"
((links_ours == links_theirs)) || die "the two programs do not find equally many links"

#!/usr/bin/env bash
# Measures the page for 27,824 numbers in Chromium: how soon it can answer with 400 kbit/s, 400 ms round trips and a
# processor four times slower (median of five, first and second visit), and Lighthouse's mobile scores. Makes the site as
# scripts/demo does, and installs Lighthouse into scripts/bench/page/node_modules if it is missing.
#
#   scripts/bench/page.sh
#
# Exits with 1 if anything misses its limit. On a busy machine the figures say nothing about the page.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

case ${1-} in
  '') ;;
  -h | --help) usage && exit ;;
  *) die "unknown argument '$1'; see $ME --help" ;;
esac

bench=$ROOT/scripts/bench/page
scripts/setup test --quiet
stamp=$bench/node_modules/.setup-stamp
state=$(fingerprint "$bench/package.json" "$bench/package-lock.json")
if [[ ! -f $stamp || $(<"$stamp") != "$state" ]]; then
  say "installing Lighthouse into ${bench#"$ROOT"/}/node_modules"
  logged bench-npm npm --prefix "$bench" ci --no-audit --no-fund --loglevel=error || {
    show_log bench-npm
    die "'npm ci' in ${bench#"$ROOT"/} has to succeed"
  }
  printf '%s\n' "$state" >"$stamp"
fi
scripts/demo --no-serve
node "$bench/page.mjs" "$ROOT/target/demo/site"

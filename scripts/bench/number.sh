#!/usr/bin/env bash
# Prints how fast numbers are parsed and messages scanned, beside the crate phonenumber: median of five runs.
#
#   scripts/bench/number.sh
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
exec cargo bench --quiet --locked --bench number

#!/usr/bin/env bash
# Prints how long it takes to try every Indian mobile number against a list, beside exact sets: median of three runs.
#
#   scripts/bench/sweep.sh
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
exec cargo bench --quiet --locked --bench sweep

# shellcheck shell=bash disable=SC2034
# What the scripts here share: where things are, which tools at which version, and how a command is logged.
# Sourced by them, not run:  . "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
ME=scripts/$(basename "$0")
LOGS=$ROOT/target/logs
WEB_TESTS=$ROOT/tests/web
TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/jaanch/tools

# The pins. Two stand elsewhere because another tool reads them there, and are not repeated here: wasm-bindgen in
# Cargo.lock (library and program must be the same version), and binaryen (wasm-opt) in tests/web/package-lock.json.
# wasm-bindgen 0.2.130's program does not install with --locked; 0.2.129's does.
WASM_PACK_VERSION=0.15.1
GECKODRIVER_VERSION=0.37.1
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' "$ROOT/Cargo.lock")
NODE_AT_LEAST=20.14.0 # the first with --test-force-exit
RUST_AT_LEAST=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$ROOT/Cargo.toml")
WASM_TARGET=wasm32-unknown-unknown
WINDOWS_TARGET=x86_64-pc-windows-gnu

# wasm-pack takes wasm-bindgen and wasm-opt from PATH and downloads what it does not find, so both come first there.
# Debian's own wasm-opt (108) makes a 15 % larger module: ours precedes it.
export PATH="$TOOLS/bin:$WEB_TESTS/node_modules/.bin:$PATH"
# One place for what is built, wherever the person's own settings would put it: docs and tests name target/release/jaanch.
export CARGO_TARGET_DIR=$ROOT/target
export CARGO_TERM_COLOR=never

cd "$ROOT" || exit
mkdir -p "$LOGS"

say() { printf '%s: %s\n' "$ME" "$*"; }

die() {
  printf '%s: %s\n' "$ME" "$*" >&2
  exit 1
}

# The comment at the top of the calling script is its help.
usage() { awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"; }

# logged LOG COMMAND…: runs it with no input and all output in target/logs/LOG.log.
logged() {
  local log=$LOGS/$1.log
  shift
  {
    printf '$'
    printf ' %q' "$@"
    printf '\n'
  } >"$log"
  "$@" </dev/null >>"$log" 2>&1
}

# told MESSAGE COMMAND…: runs it, and says so where it takes a while, so that silence is not taken for a hang.
told() {
  local message=$1 status=0 timer
  shift
  { sleep 5 && say "$message"; } &
  timer=$!
  ("$@") || status=$?
  kill "$timer" 2>/dev/null || true
  wait "$timer" 2>/dev/null || true
  return "$status"
}

# show_log LOG [LINES]: the end of that log, on standard error.
show_log() {
  local log=$LOGS/$1.log
  {
    printf -- '--- the end of %s\n' "${log#"$ROOT"/}"
    tail -n "${2:-80}" "$log"
    printf -- '---\n'
  } >&2
}

# at_least FOUND WANTED: whether version FOUND is WANTED or later.
at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

# fingerprint PATH…: one checksum over the names and bytes of all files there.
fingerprint() { find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1; }

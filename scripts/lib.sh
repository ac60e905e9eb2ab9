# shellcheck shell=bash disable=SC2034
# Paths, pinned versions and helper functions for the scripts here. Source it, do not run it:
#   . "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
ME=$(cd "$(dirname "$0")" && pwd -P)/$(basename "$0")
ME=${ME#"$ROOT"/}
LOGS=$ROOT/target/logs
WEB_TESTS=$ROOT/tests/web
TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/jaanch/tools

# Pinned versions. Two are pinned elsewhere, where other tools read them: wasm-bindgen in Cargo.lock (library and program
# must be the same version), and binaryen (wasm-opt) in tests/web/package-lock.json.
# The program of wasm-bindgen 0.2.130 does not install with --locked; that of 0.2.129 does.
WASM_PACK_VERSION=0.15.1
GECKODRIVER_VERSION=0.37.1
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' "$ROOT/Cargo.lock")
NODE_AT_LEAST=20.14.0 # the first with --test-force-exit
# The checks are made for this Rust: a newer Clippy has lints that this code has never seen. Everything else builds with any
# Rust from RUST_AT_LEAST on, so somebody who tries the project out needs no second toolchain.
RUST_VERSION=1.95.0
RUST_AT_LEAST=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$ROOT/Cargo.toml")
WASM_TARGET=wasm32-unknown-unknown
WINDOWS_TARGET=x86_64-pc-windows-gnu

# wasm-pack takes wasm-bindgen and wasm-opt from PATH and downloads what it does not find, so ours come first.
# Debian's own wasm-opt (108) makes a 15 % larger module.
export PATH="$TOOLS/bin:$WEB_TESTS/node_modules/.bin:$PATH"
# One target directory, whatever the user's own settings say: the scripts and tests name programs in it.
export CARGO_TARGET_DIR=$ROOT/target
export CARGO_TERM_COLOR=never
# The tool as demonstration and browser tests use it, built with the profile "quick" of Cargo.toml.
JAANCH=$ROOT/target/quick/jaanch

cd "$ROOT" || exit
mkdir -p "$LOGS"

say() { printf '%s: %s\n' "$ME" "$*"; }

die() {
  printf '%s: %s\n' "$ME" "$*" >&2
  exit 1
}

# Prints the comment at the top of the calling script, which is its help.
usage() { awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"; }

# logged LOG COMMAND…: runs the command without input, all its output in target/logs/LOG.log.
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

# with_notice MESSAGE COMMAND…: runs the command, and prints the message if that takes more than five seconds.
with_notice() {
  local message=$1 status=0 timer
  shift
  { sleep 5 && say "$message"; } &
  timer=$!
  ("$@") || status=$?
  kill "$timer" 2>/dev/null || true
  wait "$timer" 2>/dev/null || true
  return "$status"
}

# show_log LOG [LINES]: prints the end of a log to standard error.
show_log() {
  local log=$LOGS/$1.log
  {
    printf -- '--- the end of %s\n' "${log#"$ROOT"/}"
    tail -n "${2:-80}" "$log"
    printf -- '---\n'
  } >&2
}

# at_least FOUND REQUIRED: whether version FOUND is REQUIRED or later.
at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

# fingerprint PATH…: one checksum over the names and contents of all files there.
fingerprint() { find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1; }

# Prints the version of the Rust compiler in use, nothing if there is none.
rust_version() { rustc --version 2>/dev/null | awk '{ print $2 }' || true; }

# Where rustup already has the pinned Rust, it is used; a toolchain that the user has asked for goes first.
if [[ -z ${RUSTUP_TOOLCHAIN-} && $(rust_version) != "$RUST_VERSION" ]] &&
  compgen -G "${RUSTUP_HOME:-$HOME/.rustup}/toolchains/$RUST_VERSION-*" >/dev/null; then
  export RUSTUP_TOOLCHAIN=$RUST_VERSION
fi

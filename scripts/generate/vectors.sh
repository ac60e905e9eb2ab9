#!/usr/bin/env bash
# Writes the list vectors under tests/vectors/lists again, and the example in docs/FORMAT.md: golden lists, hostile ones, and
# the manifest that says what a reader has to make of each. A test proves that the committed files are what this writes.
#
#   scripts/generate/vectors.sh
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
JAANCH_WRITE_VECTORS=1 cargo test --quiet --locked --test core -- vectors_are_what_would_be_written_now the_example_in_the_document_is_true >/dev/null
git status --short tests/vectors/lists docs/FORMAT.md

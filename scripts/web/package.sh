#!/usr/bin/env bash
# Makes the npm package out of the browser module and the element: target/npm/jaanch-VERSION.tgz.
#
#   scripts/web/package.sh
#
# Its content lies in target/npm/jaanch/ as well, for hosts that hand it out as it is. Nothing is published.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"

case ${1-} in
  '') ;;
  -h | --help) usage && exit ;;
  *) die "unknown argument '$1'; see $ME --help" ;;
esac

scripts/build-web
exec node scripts/web/package.mjs target/npm

#!/usr/bin/env bash
# Where the time of reading and coding goes, by function, on one thread.
#
#   benches/profile.sh REPORTS.jsonl
#
# Needs Linux's perf (Debian: linux-perf). Prints the functions with at least one sample in a hundred, own time only.
set -euo pipefail
cd "$(dirname "$0")/.."
reports=$1
if ! command -v perf > /dev/null; then
  echo "benches/profile.sh: perf is not installed; on Debian: apt install linux-perf" >&2
  exit 2
fi
# Names of functions only; the optimised code stays as it ships.
CARGO_PROFILE_RELEASE_DEBUG=line-tables-only cargo build --release --quiet --target-dir target/profile
trace=$(mktemp)
trap 'rm -f "$trace"' EXIT
perf record --quiet -o "$trace" target/profile/release/herodotus --quiet --no-config code "$reports" --threads 1 > /dev/null
perf report --quiet -i "$trace" --no-children --percent-limit 1 --stdio 2> /dev/null | grep -v '^#' | sed '/^$/d' | cut -c1-140

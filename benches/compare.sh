#!/usr/bin/env bash
# Reports a second on one core: this program's `code` beside spaCy's small English pipeline on the same texts.
#
#   benches/compare.sh REPORTS.jsonl [RUNS]
#
# Sets up its peer by itself in target/bench-venv (pip, python3). Prints both rates and their ratio, the runs taken in
# turn (A B A B …) so that a drift of the machine's speed falls on both; quote the median.
set -euo pipefail
cd "$(dirname "$0")/.."
reports=$1
runs=${2:-3}
venv=target/bench-venv
mkdir -p target
if [ ! -x $venv/bin/python ]; then
  python3 -m venv $venv
  $venv/bin/pip install --quiet -r benches/requirements.txt
fi
cargo build --release --quiet
exec $venv/bin/python benches/compare.py "${CARGO_TARGET_DIR:-target}/release/herodotus" "$reports" "$runs"

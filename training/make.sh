#!/usr/bin/env bash
# Makes the reader's weights: a teacher, and the smaller network that it teaches.
#
#   training/make.sh DATA NEWS [HELD_OUT]
#
# DATA holds the corpora that models/CARD.md lists, NEWS reports (*.jsonl) without labels, HELD_OUT articles whose ids are left out of
# NEWS. Writes models/.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1 news=$2 build=training/build
held=${3:+--held-out $3}
python training/train.py --data "$data" --work $build/teacher --out $build/teacher/models
# shellcheck disable=SC2086
python training/train.py --data "$data" --news "$news" $held --teacher $build/teacher/models --inner 768 --label 64 --epochs 4 \
  --rate 1.5e-4 --head-rate 1e-3 --precision fp32 --work $build/taught --out models

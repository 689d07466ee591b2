#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fills the data root $INFERNO_HOME with a few real jobs and a model, once. The service is stopped again afterwards.
set -euo pipefail
: "${INFERNO_HOME:?INFERNO_HOME names the data root to fill}"
[ -e "$INFERNO_HOME/sample-made" ] && exit 0

inferno service start --port-offset auto
inferno batch-queue apply "$(dirname "${BASH_SOURCE[0]}")/../resources/sample/jobs.json"
inferno batch-queue run doc_manifest
model=$(dirname "$(command -v inferno)")/models/fraud_detection.mar
if [ -e "$model" ] && command -v inferno-engine >/dev/null && command -v inferno-unpack >/dev/null; then
  inferno models register "$model"
fi
inferno service stop
touch "$INFERNO_HOME/sample-made"

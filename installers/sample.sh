#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fills the data root $INFERNO_HOME with a few real jobs and a model, once. The service is stopped again afterwards.
set -euo pipefail
: "${INFERNO_HOME:?INFERNO_HOME names the data root to fill}"
[ -e "$INFERNO_HOME/sample-made" ] && exit 0

mkdir -p "$INFERNO_HOME/sample"
inferno service start --port-offset auto
inferno batch-queue create --name doc_manifest --tag sample --workdir "$INFERNO_HOME/sample" --schedule '*/15 * * * *' \
  --command 'find /usr/share/doc -type f -print0 | sort -z | xargs -0 sha256sum > manifest.txt && wc -l manifest.txt'
inferno batch-queue create --name manifest_archive --tag sample --workdir "$INFERNO_HOME/sample" --depends-on doc_manifest \
  --command 'gzip -kf manifest.txt && ls -l manifest.txt.gz'
inferno batch-queue create --name disk_report --tag sample --schedule '0 9 * * 1-5' --command 'df -h'
inferno batch-queue create --name nightly_cleanup --tag sample --tag night --schedule '30 2 * * *' --timeout 600 \
  --command 'find . -name "*.tmp" -mtime +7 -print -delete'
inferno batch-queue run doc_manifest
model=$(dirname "$(command -v inferno)")/models/fraud_detection.mar
if [ -e "$model" ] && command -v inferno-engine >/dev/null && command -v inferno-unpack >/dev/null; then
  inferno models register "$model"
fi
inferno service stop
touch "$INFERNO_HOME/sample-made"

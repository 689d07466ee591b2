#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job once, from one end to the other, on an empty data root: run by ./installers/run.sh --demo.
# Prints a line for each step with its figure, and exits 0 only if all of it held.
set -uo pipefail

work=$(mktemp -d "${TMPDIR:-/tmp}/inferno-demo.XXXXXX")
export INFERNO_HOME=$work/data NO_COLOR=1
unset INFERNO_URL
out=${DEMO_OUT:-$(cd "$(dirname "$0")/.." && pwd)/build/demo}
mkdir -p "$out" "$work/files"
mkdir -m 0700 "$work/runtime"
export XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-$work/runtime}
step=0

say() {
  step=$((step + 1))
  printf '%2d  %-58s %s\n' "$step" "$1" "${2:-}"
}
fail() {
  printf 'demo: %s\n' "$*" >&2
  [ -f "$INFERNO_HOME/log/infernod.log" ] && tail -5 "$INFERNO_HOME/log/infernod.log" >&2
  exit 1
}
finish() {
  inferno service stop >/dev/null 2>&1
  rm -rf "$work"
}
trap finish EXIT
queue() { inferno batch-queue "$@"; }
field() { jq -r "$1"; }

# wait_run JOB STATUS SECONDS: until the newest run of JOB has STATUS; prints its id.
wait_run() {
  local end=$((SECONDS + $3)) run=
  while [ $SECONDS -lt $end ]; do
    run=$(queue show "$1" --json | field '.runs[0] // {} | "\(.id) \(.status)"')
    [ "${run#* }" = "$2" ] && { echo "${run% *}"; return 0; }
    sleep 0.3
  done
  fail "'$1' did not become $2 in $3 s; its newest run is: $run"
}

inferno service start --port-offset auto >/dev/null 2>"$work/start.log" || { cat "$work/start.log" >&2; fail "the service did not start"; }
info=$INFERNO_HOME/run/service.json
say "service started on an empty data root" "$(field .url <"$info"), pid $(field .pid <"$info")"

queue create --name manifest --schedule '* * * * *' --workdir "$work/files" --command \
  'find /usr/share/doc -type f -print0 | sort -z | xargs -0 sha256sum > manifest.tmp && mv manifest.tmp manifest.txt && wc -l < manifest.txt' \
  --json >"$work/manifest.json" || fail "the scheduled job was refused"
queue create --name compress --depends-on manifest --workdir "$work/files" --command 'gzip -9kf manifest.txt && wc -c < manifest.txt.gz' --json >/dev/null ||
  fail "the dependent job was refused"
say "scheduled job and its dependent created" "next fire $(field .next_run <"$work/manifest.json")"

queue create --name flaky --retry-attempts 3 --retry-delay 1 --retry-backoff 2 --workdir "$work/files" --command \
  'n=$(cat tries 2>/dev/null || echo 0); n=$((n+1)); echo $n > tries; echo "try $n"; test $n -ge 3' --json >/dev/null || fail "the retrying job was refused"
flaky=$(wait_run flaky completed 30) || exit 1
attempts=$(queue show flaky --json | field '.runs[0].attempt')
[ "$attempts" = 3 ] || fail "the retrying job took $attempts attempts, not 3"
say "a job that fails twice succeeded by retry" "attempt $attempts of 4"

first=$(wait_run manifest completed 120) || exit 1
files=$(wc -l <"$work/files/manifest.txt")
run=$(queue show manifest --json | field '.runs[] | select(.trigger == "schedule") | "\(.scheduled_for) \(.started)"' | tail -1)
[ -n "$run" ] || fail "no run of the scheduled job was started by its schedule"
say "the schedule fired by the real clock" "due ${run% *}, started ${run#* }; $files files hashed"
wait_run compress completed 60 >/dev/null || exit 1
gzip -t "$work/files/manifest.txt.gz" || fail "the dependent job left a broken archive"
say "the dependent job compressed the manifest" "$(stat -c %s "$work/files/manifest.txt.gz") bytes"

queue create --name long --command 'for i in $(seq 1 24); do echo "line $i"; sleep 0.25; done; exit 7' --json >/dev/null || fail "the long job was refused"
long=$(wait_run long running 20) || exit 1
pid=$(field .pid <"$info")
kill -KILL "$pid" || fail "the service could not be killed"
sleep 1
inferno service start --port-offset auto >/dev/null 2>&1 || fail "the service did not come back"
newpid=$(field .pid <"$info")
[ "$newpid" != "$pid" ] || fail "the service was not killed"
wait_run long failed 30 >/dev/null || exit 1
code=$(queue show long --json | field '.runs[0] | "\(.id) \(.exit_code) \(.attempt)"')
[ "$code" = "$long 7 1" ] || fail "the run did not end with its true status: $code"
lines=$(queue logs long | grep -c '^.*line ')
[ "$lines" = 24 ] || fail "the log has $lines lines, not 24"
say "service killed in mid-run and back; the run was adopted" "exit 7 as it should, $lines of 24 lines"
queue logs long | tail -3 | sed 's/^/        /'

events=$(inferno audit logs --limit 1000 --json | field '.items | length')
doubles=$(inferno audit logs --action job_started --limit 1000 --json | field '[.items[].details | "\(.run_id // .run) \(.launch // .attempt)"] | group_by(.) | map(select(length > 1)) | length')
[ "$doubles" = 0 ] || fail "$doubles runs were started twice"
say "the audit trail has all of it, nothing twice" "$events events"
inferno audit logs --limit 8 | sed 's/^/        /'

verdict=$(inferno audit verify --json) || fail "verification failed: $verdict"
[ "$(echo "$verdict" | field .verdict)" = ok ] || fail "the verdict is $(echo "$verdict" | field .verdict)"
say "the vault verifies" "$(echo "$verdict" | field '"\(.events) events, level \(.level), root \(.root[0:16])…"')"

inferno audit rotate >/dev/null || fail "rotation failed"
cp -a "$INFERNO_HOME/vault" "$work/copy"
segment=$(find "$work/copy" -name '*.seg' | sort | head -1)
[ -n "$segment" ] || fail "rotation left no segment"
inferno-verify "$work/copy" >/dev/null || fail "inferno-verify refuses an unchanged copy"
at=$(($(stat -c %s "$segment") / 2))
byte=$(od -An -tu1 -j $at -N1 "$segment" | tr -d ' ')
printf "\\$(printf %03o $((byte ^ 1)))" | dd of="$segment" bs=1 seek=$at conv=notrunc status=none
found=$(inferno-verify "$work/copy" --json)
status=$?
[ $status = 6 ] || fail "a flipped byte gave exit $status, not 6"
say "one flipped byte in a copy was found and named" "$(echo "$found" | field '.problems[0] | "\(.verdict): \(.file) at \(.offset)"') (flipped at $at)"

if command -v inferno-engine >/dev/null; then
  inferno-engine --make-sample "$work/sample.pt" || fail "the sample model could not be made"
  inferno models register "$work/sample.pt" --name sample --json >"$work/model.json" || fail "the model was refused"
  echo '{"inputs": [[1.0, 2.0, 3.0, 4.0]]}' >"$work/input.json"
  answer=$(inferno models predict sample --input "$work/input.json") || fail "the model did not answer"
  say "a TorchScript model is served" "$(echo "$answer" | tr -d '\n ' | cut -c1-60)"
fi

inferno audit report --period daily --format pdf --output "$out/report.pdf" >/dev/null || fail "the report was not made"
pages=$(pdfinfo "$out/report.pdf" | awk '/^Pages/ {print $2}')
[ "${pages:-0}" -ge 2 ] || fail "the report has ${pages:-0} pages"
say "the report is written" "$pages pages, $out/report.pdf"

for theme in light dark; do
  QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software timeout 60 inferno-desktop --data-dir "$INFERNO_HOME" --page overview --theme $theme \
    --size 1440x900 --screenshot "$out/window-$theme.png" || fail "the window could not be drawn"
  [ -s "$out/window-$theme.png" ] || fail "the picture of the window is empty"
done
say "the window is drawn, light and dark" "$out/window-light.png"

inferno service stop >/dev/null || fail "the service did not stop"
verdict=$(inferno audit verify --json) || fail "offline verification failed: $verdict"
[ "$(echo "$verdict" | field '"\(.verdict) \(.mode)"')" = "ok offline" ] || fail "offline the verdict is $verdict"
say "stopped; the vault verifies offline too" "$(echo "$verdict" | field '"\(.events) events, \(.checkpointed) under a signed checkpoint"')"
echo "All of it held."

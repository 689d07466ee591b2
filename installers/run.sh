#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, starts the service and opens the window. Safe to run again.
# usage: ./installers/run.sh              the service on your data folder, and the window
#        ./installers/run.sh --headless   the service in the foreground, on a sample workspace (also without a display)
#        ./installers/run.sh --demo       the main job once, from one end to the other; exits 0 only if all of it held
. "$(dirname "$0")/lib.sh"

mode=window
for argument in "$@"; do
  case "$argument" in
    --demo) mode=demo ;;
    --headless) mode=headless ;;
    -h | --help) sed -n '3,7p' "$0"; exit 0 ;;
    *) die "'$argument' is not an option · ./installers/run.sh --help shows them" ;;
  esac
done
if [ "$mode" = window ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  echo "There is no display: the service starts in the foreground, on the sample workspace."
  mode=headless
fi

step "packages"
install_packages "$build_packages $run_packages"
# A build folder that has the tests keeps them.
if grep -qs '^INFERNO_TESTS:BOOL=ON' build/release/CMakeCache.txt; then build ON; else build OFF; fi
step_end
PATH=$root/build/release/bin:$PATH

case "$mode" in
  demo) exec "$root/installers/demo.sh" ;;
  window)
    inferno service start
    echo "Inferno is running; the window opens. Closing it stops no job: inferno service stop ends the service."
    exec inferno-desktop
    ;;
  headless)
    export INFERNO_HOME=${INFERNO_HOME:-$root/build/sample}
    "$root/installers/sample.sh"
    echo "The sample workspace is $INFERNO_HOME. In another terminal:"
    echo "    export PATH=$root/build/release/bin:\$PATH INFERNO_HOME=$INFERNO_HOME"
    echo "    inferno batch-queue list ; inferno audit logs ; inferno audit verify"
    echo "Ctrl+C stops the service; running jobs go on, and are picked up at the next start."
    exec infernod --data-dir "$INFERNO_HOME" --port-offset auto --foreground
    ;;
esac

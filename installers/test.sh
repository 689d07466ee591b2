#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds, and runs every test. Safe to run again.
. "$(dirname "$0")/lib.sh"

step "packages"
install_packages "$build_packages $run_packages $test_packages"
build ON
step "tests"
status=0
ctest --test-dir build/release -j 2 --output-on-failure --no-tests=error 2>&1 | tee build/ctest.log || status=$?
step_end
if [ "$status" = 0 ]; then
  printf 'All tests passed, in %d s from the start. Next: ./installers/run.sh\n' $((SECONDS - started))
else
  printf 'Some tests failed; see above, or run: ctest --test-dir build/release --rerun-failed --output-on-failure\n' >&2
fi
exit "$status"

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs clang-tidy-19 over the C++ sources, and qmllint over the QML modules. Slow (minutes); not part of test.sh.
# usage: ./installers/lint.sh [FILE …]      (all of core, services, models and app without one)
. "$(dirname "$0")/lib.sh"

step "packages"
install_packages "$build_packages $run_packages $test_packages
clang-tidy-19"
build ON
step "clang-tidy"
if [ $# -gt 0 ]; then files=("$@"); else mapfile -t files < <(git ls-files 'core/*.cpp' 'services/*.cpp' 'models/*.cpp' 'app/*.cpp'); fi
printf '%s\n' "${files[@]}" | xargs -P "$(nproc)" -n 4 clang-tidy-19 -p build/release --quiet
step "qmllint"
cmake --build build/release --target all_qmllint
step_end
echo "Nothing to complain about."

#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fuzzes the readers of untrusted bytes with clang's libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer: each
# target for SECONDS (60), or the one that is named. New inputs are kept in build/fuzz/corpus, findings in
# build/fuzz/findings. Not part of test.sh, which runs the kept corpus and a fixed number of mutations of it.
# usage: ./installers/fuzz.sh [TARGET] [SECONDS]      (./installers/fuzz.sh record 600; TARGET "all" for each)
. "$(dirname "$0")/lib.sh"

target=${1:-all}
seconds=${2:-60}
step "packages"
install_packages "$build_packages $fuzz_packages"
step "build"
mkdir -p build
cmake -S . -B build/fuzz -G Ninja -DCMAKE_CXX_COMPILER=clang++-19 -DCMAKE_BUILD_TYPE=Release -DINFERNO_TESTS=ON \
  -DINFERNO_FUZZ=ON -DINFERNO_DESKTOP=OFF -DINFERNO_ENGINE=OFF >build/fuzz-configure.log 2>&1 ||
  { tail -30 build/fuzz-configure.log >&2; die "configuring failed · the log is build/fuzz-configure.log"; }
cmake --build build/fuzz -j "$(nproc)" --target "$([ "$target" = all ] && echo fuzz_all || echo "fuzz_$target")" >build/fuzz-build.log 2>&1 ||
  { grep -E 'error|FAILED' -A12 build/fuzz-build.log | head -60 >&2; die "the build failed · the log is build/fuzz-build.log; targets are: $(ls tests/fuzz/corpus | tr '\n' ' ')"; }
if [ "$target" = all ]; then mapfile -t targets < <(ls tests/fuzz/corpus); else targets=("$target"); fi
mkdir -p build/fuzz/findings
found=0
for name in "${targets[@]}"; do
  step "fuzz $name"
  mkdir -p "build/fuzz/corpus/$name"
  # What the kept corpus lies in is read, never written: a finding or a good new input is copied there by hand.
  status=0
  UBSAN_OPTIONS=print_stacktrace=1 build/fuzz/tests/fuzz_"$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
    -malloc_limit_mb=512 -max_len=65536 -print_final_stats=1 -artifact_prefix="build/fuzz/findings/$name-" \
    "build/fuzz/corpus/$name" "tests/fuzz/corpus/$name" >"build/fuzz/$name.log" 2>&1 || status=$?
  grep -E 'stat::(number_of_executed_units|peak_rss_mb)|ERROR|runtime error|broken:|SUMMARY|Test unit written' "build/fuzz/$name.log" |
    sed 's/^/    /' || true
  if [ "$status" != 0 ]; then found=$((found + 1)); fi
done
step_end
[ "$found" = 0 ] || die "$found targets found something · build/fuzz/NAME.log tells what, build/fuzz/findings/ keeps the inputs; run one again: build/fuzz/tests/fuzz_NAME FILE"
echo "Nothing was found. What is new is in build/fuzz/corpus/."

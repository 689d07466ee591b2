#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds, runs the benchmarks that are named (all without a name), prints a table of figures each beside its peer
# measured in the same run, and writes build/bench/NAME.json.
# usage: ./installers/bench.sh [schedule|vault|queue|inference|window|…]
. "$(dirname "$0")/lib.sh"

step "packages"
# wanted NAME ARGUMENT…: whether the benchmark is among those that were named, or none was.
wanted() {
  local name=$1
  shift
  [ $# -eq 0 ] || [[ " $* " == *" $name "* ]]
}
peers=
if wanted queue "$@" || wanted dispatch "$@"; then peers+="
task-spooler"; fi
if wanted inference "$@"; then peers+="
wrk
python3-torch
python3-uvicorn
python3-fastapi
python3-uvloop
python3-httptools"; fi
install_packages "$build_packages $run_packages $test_packages $peers"
build ON
step_end
mkdir -p build/bench
found=
for program in build/release/tests/bench_*; do
  [ -x "$program" ] || continue
  name=$(basename "$program")
  name=${name#bench_}
  [ $# -gt 0 ] && case " $* " in *" $name "*) ;; *) continue ;; esac
  found=1
  step "bench $name"
  QT_QPA_PLATFORM=offscreen INFERNO_BIN=$root/build/release/bin INFERNO_SOURCE=$root "$program" >"build/bench/$name.json" || die "the benchmark '$name' failed"
  jq -r '[.name, (.value|tostring), .unit, (.peer // "-"), ((.peer_value // "-")|tostring)] | @tsv' "build/bench/$name.json" |
    awk -F'\t' '{printf "    %-46s %14s %-10s %-34s %s\n", $1, $2, $3, $4, $5}'
done
step_end
[ -n "$found" ] || die "there is no benchmark '$*' · there are: $(cd build/release/tests 2>/dev/null && ls bench_* | sed 's/bench_//' | tr '\n' ' ')"
echo "The figures are in build/bench/; docs/benchmarks.md keeps the last table."

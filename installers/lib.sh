# SPDX-License-Identifier: GPL-3.0-or-later
# Shared by run.sh, test.sh, bench.sh and fuzz.sh: progress lines, packages, the build. Sourced, never run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
started=$SECONDS
step_started=$SECONDS
step_name=

# step NAME: ends the step before with its time and begins the next.
step() {
  step_end
  step_name=$1
  step_started=$SECONDS
  printf '==> %s\n' "$step_name"
}

step_end() {
  if [ -n "$step_name" ]; then
    printf '    %s: %d s\n' "$step_name" $((SECONDS - step_started))
    step_name=
  fi
}

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "packages are missing and this is neither root nor a machine with sudo · run as root: apt-get install -y ${missing[*]:-}"
  fi
}

# One line for each need; the first package of a line that this Debian has is taken ("a&b" are taken together).
build_packages="
g++
cmake
ninja-build
pkg-config
ccache
mold
libssl-dev
libzstd-dev
liblz4-dev
zlib1g-dev
libsqlite3-dev
libsimdjson-dev
nlohmann-json3-dev
libyaml-cpp-dev
libtomlplusplus-dev
libcli11-dev
libspdlog-dev
libfmt-dev
libboost1.81-dev|libboost-dev
libcurl4-openssl-dev
libhowardhinnant-date-dev
libargon2-dev
libjpeg-dev
libpng-dev
libseccomp-dev
libtorch-dev
libopenblas0-openmp|libopenblas0
qt6-base-dev
qt6-declarative-dev
qt6-declarative-dev-tools
qt6-svg-dev|libqt6svg6-dev
qt6-tools-dev
qt6-l10n-tools
libgl-dev
libkf6archive-dev|libkf5archive-dev&qtbase5-dev
fonts-inter
fonts-jetbrains-mono
bootstrap-icons|libjs-bootstrap-icons
"
run_packages="
qml6-module-qtquick
qml6-module-qtquick-controls
qml6-module-qtquick-layouts
qml6-module-qtquick-templates
qml6-module-qtquick-window
qml6-module-qtquick-shapes
qml6-module-qtqml
qml6-module-qtqml-models
qml6-module-qtqml-workerscript
qt6-qpa-plugins
graphviz
tzdata
ca-certificates
curl
jq
procps
xvfb
xauth
poppler-utils
"
test_packages="
librapidcheck-dev
doctest-dev
qml6-module-qttest
clang-format-19
dbus
qpdf
python3
python3-setuptools
python3-wheel
"

# For fuzz.sh alone.
fuzz_packages="
clang-19
libclang-rt-19-dev
"

has_package() { [[ "$(dpkg-query -W -f '${Status}' "$1" 2>/dev/null)" == *"ok installed" ]]; }
knows_package() { [[ "$(apt-cache policy "$1" 2>/dev/null)" == *"Candidate: "[!\(]* ]]; }

# install_packages LINES: installs what is missing; touches nothing where all is there.
install_packages() {
  local line choice package all updated=
  missing=()
  if ! command -v apt-get >/dev/null; then
    die "this script installs what is missing by apt-get, and there is none · on another system install the packages of installers/lib.sh by its own means, then run cmake --preset release"
  fi
  for line in $1; do
    all=
    for choice in ${line//|/ }; do
      all=1
      for package in ${choice//&/ }; do has_package "$package" || all=; done
      [ -n "$all" ] && break
    done
    [ -n "$all" ] && continue
    if [ -z "$updated" ]; then
      as_root apt-get update -q >/dev/null || die "apt-get update failed · check the network and the package sources"
      updated=1
    fi
    for choice in ${line//|/ }; do
      all=1
      for package in ${choice//&/ }; do knows_package "$package" || all=; done
      [ -n "$all" ] && break
    done
    [ -n "$all" ] || die "none of the packages '$line' is known to this Debian · Debian 12 or 13 with the component main is needed"
    missing+=(${choice//&/ })
  done
  if [ ${#missing[@]} -gt 0 ]; then
    printf '    installing %d packages\n' ${#missing[@]}
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -q "${missing[@]}" >"${TMPDIR:-/tmp}/inferno-apt.log" 2>&1 ||
      { tail -20 "${TMPDIR:-/tmp}/inferno-apt.log" >&2; die "apt-get install failed · the log is ${TMPDIR:-/tmp}/inferno-apt.log"; }
  fi
}

# build TESTS(ON|OFF): configures and builds the preset `release`.
build() {
  local jobs
  jobs=$(nproc)
  step "configure"
  mkdir -p build
  cmake --preset release -DINFERNO_TESTS="$1" >build/configure.log 2>&1 || { tail -30 build/configure.log >&2; die "configuring failed · the log is build/configure.log"; }
  step "build"
  # Two jobs at most for each 3 GiB: a LibTorch file takes 1.2 GB.
  local gib
  gib=$(awk '/MemTotal/ {print int($2 / 1048576)}' /proc/meminfo)
  if [ "$jobs" -gt $((gib / 2 + 1)) ]; then jobs=$((gib / 2 + 1)); fi
  cmake --build build/release -j "$jobs" >build/build.log 2>&1 || { grep -E 'error|FAILED' -A12 build/build.log | head -60 >&2; die "the build failed · the log is build/build.log"; }
}

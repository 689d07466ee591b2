#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the catalogues up to date with the sources: new texts come in, vanished ones go. Then prints the texts that have
# no German yet, and ends with 1 where there are some. docs/translating.md tells more.
#   resources/translations/update.sh [FOLDER]     FOLDER holds the catalogues; this one by default
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "${1:-$here}" && pwd)
lupdate=${LUPDATE:-}
for place in /usr/lib/qt6/bin/lupdate lupdate6 lupdate-qt6 lupdate; do
  [ -n "$lupdate" ] || lupdate=$(command -v "$place" || true)
done
if [ -z "$lupdate" ]; then
  echo "error: lupdate is not installed · it reads the texts out of the sources · apt install qt6-l10n-tools" >&2
  exit 1
fi

cd "$here/../.."
said=$("$lupdate" -silent -I . -no-obsolete -locations none -pluralonly -target-language en \
  qml models app/desktop -ts "$folder/inferno_en.ts" 2>&1
  "$lupdate" -silent -I . -no-obsolete -locations none -target-language de \
  qml models app/desktop -ts "$folder/inferno_de.ts" 2>&1)
if [ -n "$said" ]; then
  echo "$said" >&2
  exit 1
fi

for language in en de; do
  # lupdate forgets comments.
  grep -q SPDX "$folder/inferno_$language.ts" ||
    sed -i '2a <!-- SPDX-License-Identifier: GPL-3.0-or-later -->' "$folder/inferno_$language.ts"
  awk -v language=$language '
    /<name>/ { context = $0; gsub(/^ *<name>|<\/name>$/, "", context) }
    /<source>/ { source = $0; gsub(/^ *<source>|<\/source>$/, "", source) }
    /type="unfinished"/ { printf "%s: %s: %s\n", language, context, source; missing = 1 }
    END { exit missing }' "$folder/inferno_$language.ts" || bad=1
done
if [ -n "${bad:-}" ]; then
  echo "error: these texts are not translated · the window would show them in English · write them into inferno_de.ts (plurals of English into inferno_en.ts) and take away type=\"unfinished\"" >&2
  exit 1
fi
echo "The catalogues fit the sources, and nothing is missing."

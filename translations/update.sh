#!/usr/bin/env bash
# Collects the texts of the window into the .ts files, for a translator to complete:  translations/update.sh
# With --check nothing is written: it fails where a text is missing, or has no translation.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

lupdate=$(command -v lupdate || ls /usr/lib/qt6/bin/lupdate)
sources=(ui app/studio core/types/animation_settings.h core/types/export_settings.h)
# The texts of the settings' tables stand in a namespace, which lupdate takes for a class that lacks its macro.
collect() {  # OPTIONS… FILE
    "$lupdate" -silent -I . -I core -no-obsolete -locations none -tr-function-alias QT_TR_NOOP+=tr_noop \
        "${sources[@]}" "${@:1:$#-1}" -ts "${!#}" 2> >(grep -v "Class 'stillwave' lacks Q_OBJECT" >&2)
}

if [[ ${1-} != --check ]]; then
    collect translations/stillwave_de.ts
    collect -pluralonly translations/stillwave_en.ts
    exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp translations/*.ts "$work"
collect "$work/stillwave_de.ts"
collect -pluralonly "$work/stillwave_en.ts"
status=0
for file in "$work"/*.ts; do
    if grep -q 'type="unfinished"' "$file"; then
        echo "$(basename "$file") lacks translations; run translations/update.sh and complete it:"
        grep -B 6 'type="unfinished"' "$file" | grep -oP '(?<=<source>).*(?=</source>)' | head -20
        status=1
    fi
done
exit $status

#!/usr/bin/env bash
# Checks the code's layers from its text:  layering.sh [ROOT]
#   - every #include of core, ui and app is one that its folder may use (the table below),
#   - the public headers of a room (the .h files its CMakeLists.txt lists) show only what others may see,
#   - no source file has more than 400 lines, and the top level holds only the agreed entries.
# Prints one line a violation, "file:line: what", and fails if there is any.
set -euo pipefail
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/../..}"

# folder -> the folders whose headers it may include, beside its own
declare -A rooms=(
    [core/types]=""
    [core/nn]="types"
    [core/svd]="types nn"
    [core/enhance]="types nn"
    [core/training]="types nn svd enhance media motion"
    [core/motion]="types"
    [core/media]="types"
    [core/checkpoint]="types nn svd enhance"
    [core/memory]="types nn svd enhance"
    [core/models]="types nn svd enhance motion media checkpoint memory"
    [core/exporting]="types nn svd enhance motion media checkpoint memory"
    [core/engine]="types nn svd enhance motion media checkpoint memory models exporting"
    [core/protocol]="types engine"
    [ui]="types engine protocol"
    [app/studio]="types engine ui"
    [app/cli]="types engine protocol training"
)
# folder -> the libraries it may include anywhere in its sources, beside the standard library and the system
declare -A libraries=(
    [core/types]="spdlog json"
    [core/nn]="torch json"
    [core/svd]="torch json"
    [core/enhance]="torch"
    [core/training]="torch autograd json"
    [core/motion]="opencv"
    [core/media]="opencv ffmpeg vips lcms heif exiv2 codec openssl"
    [core/checkpoint]="torch json"
    [core/memory]="torch"
    [core/models]="torch json"
    [core/exporting]="torch"
    [core/engine]="torch json"
    [core/protocol]="json"
    [ui]="qt"
    [app/studio]="qt"
    [app/cli]="json cli11"
)
# folder -> the libraries that its public headers may show; ui and app have no users below them
declare -A public_libraries=(
    [core/nn]="torch" [core/svd]="torch" [core/enhance]="torch" [core/training]="torch" [core/checkpoint]="torch"
    [core/memory]="torch" [core/exporting]="torch" [ui]="qt"
)
# folder -> the folders that its public headers may show
declare -A public_rooms=(
    [core/nn]="types" [core/svd]="types nn" [core/enhance]="types nn" [core/training]="types nn svd"
    [core/motion]="types" [core/media]="types" [core/checkpoint]="types nn svd" [core/memory]="types nn svd"
    [core/models]="types" [core/exporting]="types enhance media" [core/engine]="types" [core/protocol]="types engine"
    [ui]="types engine protocol"
)
top_level="CMakeLists.txt CMakePresets.json README.md LICENSE NOTICE app core ui resources translations installer tests"
most_lines=400

library_of() {  # include path -> library, "std", or "unknown"
    case $1 in
        torch/version.h | torch/headeronly/version.h) echo torch ;;
        torch/csrc/autograd/*) echo autograd ;;
        torch/* | ATen/ATen.h | ATen/Functions.h) echo "torch's slow header" ;;
        ATen/* | c10/* | caffe2/*) echo torch ;;
        opencv2/*) echo opencv ;;
        libav*/* | libsw*/* | libpostproc/*) echo ffmpeg ;;
        vips/* | glib.h | glib-object.h) echo vips ;;
        lcms2*.h) echo lcms ;;
        libheif/*) echo heif ;;
        exiv2/*) echo exiv2 ;;
        jpeglib.h | jerror.h | png.h | tiff*.h | gif_lib.h | webp/*) echo codec ;;
        openssl/*) echo openssl ;;
        spdlog/* | fmt/*) echo spdlog ;;
        nlohmann/*) echo json ;;
        CLI/*) echo cli11 ;;
        Q[A-Zt]*) echo qt ;;
        sys/*.h | linux/*.h) echo std ;;
        */*) echo unknown ;;
        *) if [[ $1 =~ ^[a-z_0-9]+(\.h)?$ ]]; then echo std; else echo unknown; fi ;;
    esac
}

files() {  # tracked and new files, or all of them where there is no repository
    if [[ -e .git ]] && git ls-files -co --exclude-standard 2>/dev/null; then return; fi
    find . -path ./build -prune -o -type f -print | sed 's,^\./,,'
}

contains() { [[ " $1 " == *" $2 "* ]]; }

violations=0
report() {
    echo "$1"
    violations=$((violations + 1))
}

check_include() {  # folder file line include is_public
    local folder=$1 at="$2:$3" include=$4 public=$5 first=${4%%/*} own=${1##*/}
    if [[ $include == */* && ( $first == "$own" || -v rooms[core/$first] || $first == ui ) ]]; then
        if [[ $first == "$own" ]]; then return; fi
        if ! contains "${rooms[$folder]}" "$first"; then
            report "$at: $folder must not include $include"
        elif $public && ! contains "${public_rooms[$folder]-}" "$first"; then
            report "$at: a public header of $folder must not show $include"
        fi
        return
    fi
    if [[ -e $(dirname "$2")/$include || -e $folder/$include ]]; then return; fi  # a file of the folder itself
    local library
    library=$(library_of "$include")
    if [[ $library == std ]]; then return; fi
    if [[ $library == unknown ]]; then
        report "$at: $include belongs to no library that tests/layering/layering.sh knows"
    elif ! contains "${libraries[$folder]}" "$library"; then
        report "$at: $folder must not include $library ($include)"
    elif $public && ! contains "${public_libraries[$folder]-}" "$library"; then
        report "$at: a public header of $folder must not show $library ($include)"
    fi
}

include_pattern='^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]([^>"]+)[>"]'
mapfile -t sources < <(files | grep -E '\.(h|cpp|cu|cuh)$' | sort)

for file in "${sources[@]}"; do
    [[ -e $file ]] || continue  # removed, not yet committed
    lines=$(wc -l <"$file")
    if ((lines > most_lines)); then report "$file:$lines: more than $most_lines lines"; fi

    case $file in
        core/*/* | app/*/*) folder=$(cut -d/ -f1-2 <<<"$file") ;;
        ui/*) folder=ui ;;
        *) continue ;;
    esac
    if [[ ! -v rooms[$folder] ]]; then
        report "$file:1: tests/layering/layering.sh has no row for $folder"
        continue
    fi
    public=false
    if [[ $file == *.h && $folder != app/* ]] &&
        grep -qE "(^|[[:space:](])${file#"$folder"/}([[:space:])]|\$)" "$folder/CMakeLists.txt" 2>/dev/null; then
        public=true
    fi
    number=0
    while IFS=: read -r number text; do
        if [[ $text =~ $include_pattern ]]; then
            check_include "$folder" "$file" "$number" "${BASH_REMATCH[1]}" "$public"
        fi
    done < <(grep -nE "$include_pattern" "$file")
done

while read -r entry; do
    if [[ $entry != .* ]] && ! contains "$top_level" "$entry"; then
        report "$entry: not an agreed entry of the top level"
    fi
done < <(files | cut -d/ -f1 | sort -u)

echo "${#sources[@]} source files checked, $violations violations"
((violations == 0 && ${#sources[@]} > 0))

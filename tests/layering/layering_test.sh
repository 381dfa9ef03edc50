#!/usr/bin/env bash
# Tests that the layering check can fail: it gets a tree with known violations and must name each of them, and nothing else.
set -euo pipefail
check=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/layering.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

put() {  # FILE LINE...
    mkdir -p "$tree/$(dirname "$1")"
    printf '%s\n' "${@:2}" >"$tree/$1"
}

clean_tree() {
    put CMakeLists.txt ""
    put .clang-format ""
    put core/types/CMakeLists.txt "set(headers image.h log.h)"
    put core/types/image.h "#include <vector>"
    put core/types/log.h "#include <string>"
    put core/types/log.cpp '#include "types/log.h"' "#include <spdlog/spdlog.h>"
    put core/nn/CMakeLists.txt "stillwave_room(nn SOURCES layers.cpp HEADERS layers.h)"
    put core/nn/layers.h "#include <ATen/core/Tensor.h>" '#include "types/image.h"'
    put core/nn/layers.cpp '#include "nn/layers.h"' "#include <nlohmann/json.hpp>" "#include <sys/mman.h>"
    put core/svd/CMakeLists.txt "stillwave_room(svd HEADERS unet.h)"
    put core/svd/unet.h '#include "nn/layers.h"'
    put core/motion/CMakeLists.txt "stillwave_room(motion HEADERS flow.h)"
    put core/motion/flow.h '#include "types/image.h"'
    put core/motion/internal.h "#include <opencv2/core.hpp>"
    put core/media/CMakeLists.txt "stillwave_room(media HEADERS video_writer.h)"
    put core/media/video_writer.h '#include "types/image.h"'
    put core/media/video_writer.cpp 'extern "C" {' "#include <libavformat/avformat.h>" "}" "#include <vips/vips.h>"
    put core/engine/CMakeLists.txt "set(headers engine.h)"
    put core/engine/engine.h '#include "types/image.h"'
    put core/engine/internal.h "#include <c10/core/Device.h>" "#include <nlohmann/json.hpp>"
    put core/engine/local_engine.cpp '#include "svd/unet.h"' '#include "motion/flow.h"' '#include "engine/internal.h"'
    put ui/CMakeLists.txt "add_library(ui)"
    put ui/main_window.h "#include <QWidget>" '#include "engine/engine.h"' '#include "widgets/player.h"'
    put ui/widgets/player.h "#include <QtMultimedia/QVideoSink>"
    put app/cli/main.cpp "#include <CLI/CLI.hpp>" '#include "engine/engine.h"' '#include "args.h"'
    put app/cli/args.h "#include <nlohmann/json.hpp>"
    put app/studio/main.cpp "#include <QApplication>" '#include "ui/main_window.h"'
}

clean_tree
if ! clean=$("$check" "$tree"); then
    echo "a clean tree was refused:"
    echo "$clean"
    exit 1
fi

expected=()
violate() {  # FILE LINE EXPECTED-REPORT: one more line in a file of the clean tree, and what must be said of it
    printf '%s\n' "$2" >>"$tree/$1"
    expected+=("$1:$(wc -l <"$tree/$1"): $3")
}
violate core/types/image.h "#include <spdlog/spdlog.h>" "a public header of core/types must not show spdlog (spdlog/spdlog.h)"
violate core/types/log.cpp '#include "nn/layers.h"' "core/types must not include nn/layers.h"
violate core/nn/layers.h "#include <nlohmann/json.hpp>" "a public header of core/nn must not show json (nlohmann/json.hpp)"
violate core/nn/layers.cpp "#include <torch/torch.h>" "core/nn must not include torch's slow header (torch/torch.h)"
violate core/nn/layers.cpp "#include <ATen/ATen.h>" "core/nn must not include torch's slow header (ATen/ATen.h)"
violate core/nn/layers.cpp "#include <torch/csrc/autograd/function.h>" \
    "core/nn must not include autograd (torch/csrc/autograd/function.h)"
violate core/nn/layers.cpp '#include "svd/unet.h"' "core/nn must not include svd/unet.h"
violate core/nn/layers.cpp "#include <fmt/format.h>" "core/nn must not include spdlog (fmt/format.h)"
violate core/svd/unet.h '  #  include "motion/flow.h"' "core/svd must not include motion/flow.h"
violate core/svd/unet.h "#include <opencv2/core.hpp>" "core/svd must not include opencv (opencv2/core.hpp)"
violate core/motion/flow.h "#include <opencv2/core.hpp>" \
    "a public header of core/motion must not show opencv (opencv2/core.hpp)"
violate core/motion/internal.h "#include <libavutil/frame.h>" "core/motion must not include ffmpeg (libavutil/frame.h)"
violate core/motion/internal.h "#include <vips/vips8>" "core/motion must not include vips (vips/vips8)"
violate core/media/video_writer.h "#include <lcms2.h>" "a public header of core/media must not show lcms (lcms2.h)"
violate core/media/video_writer.cpp "#include <ATen/core/Tensor.h>" "core/media must not include torch (ATen/core/Tensor.h)"
violate core/media/video_writer.cpp '#include "engine/engine.h"' \
    "core/media must not include engine/engine.h"
violate core/engine/engine.h "#include <ATen/core/Tensor.h>" \
    "a public header of core/engine must not show torch (ATen/core/Tensor.h)"
violate core/engine/engine.h '#include "svd/unet.h"' "a public header of core/engine must not show svd/unet.h"
violate core/engine/internal.h "#include <QString>" "core/engine must not include qt (QString)"
violate core/engine/local_engine.cpp "#include <libheif/heif.h>" "core/engine must not include heif (libheif/heif.h)"
violate core/engine/local_engine.cpp "#include <boost/asio.hpp>" \
    "boost/asio.hpp belongs to no library that tests/layering/layering.sh knows"
violate ui/main_window.h "#include <c10/core/Device.h>" "ui must not include torch (c10/core/Device.h)"
violate ui/main_window.h '#include "svd/unet.h"' "ui must not include svd/unet.h"
violate ui/widgets/player.h "#include <nlohmann/json.hpp>" "ui must not include json (nlohmann/json.hpp)"
violate app/cli/main.cpp "#include <QString>" "app/cli must not include qt (QString)"
violate app/cli/main.cpp '#include "media/video_writer.h"' "app/cli must not include media/video_writer.h"
violate app/cli/args.h "#include <ATen/core/Tensor.h>" "app/cli must not include torch (ATen/core/Tensor.h)"
violate app/studio/main.cpp "#include <CLI/CLI.hpp>" "app/studio must not include cli11 (CLI/CLI.hpp)"
put core/attic/old.h ""
expected+=("core/attic/old.h:1: tests/layering/layering.sh has no row for core/attic")
put tests/long_test.cpp "$(yes '// a line' | head -n 401)"
expected+=("tests/long_test.cpp:401: more than 400 lines")
put notes.txt ""
expected+=("notes.txt: not an agreed entry of the top level")
expected+=("20 source files checked, ${#expected[@]} violations")

if output=$("$check" "$tree"); then
    echo "the check passed a tree full of violations"
    exit 1
fi
if ! diff <(printf '%s\n' "${expected[@]}" | sort) <(sort <<<"$output"); then
    echo "< must be reported, > was reported"
    exit 1
fi
echo "all $((${#expected[@]} - 1)) violations were reported, and nothing else"

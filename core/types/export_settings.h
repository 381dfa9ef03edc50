#pragma once

#include <cstdint>
#include <string>

namespace stillwave {

/// Everything that an artist sets for one exported file. Ranges, labels and help stand in `export_fields`.
struct ExportSettings {
    std::string format = "mp4_h264";        ///< a key of media::formats()
    std::int64_t quality = 80;              ///< 0 smallest file .. 100 best picture, whatever the format's own scale
    std::string pixel_format = "auto";      ///< auto, or FFmpeg's name; each format takes some of them
    std::string loop = "as_shot";           ///< as_shot | ping_pong | best_cut | crossfade
    std::int64_t loop_count = 0;            ///< times the clip plays; 0: for ever, in a video file once
    std::int64_t interpolate = 1;           ///< frames made of each frame
    double target_fps = 0;                  ///< frames a second; 0: as interpolation leaves it
    std::int64_t upscale = 1;               ///< times the width and height
    std::string upscale_model = "";         ///< name of an installed upscaler, or its file; empty: the one that ships
    std::int64_t long_side = 0;             ///< px; 0: as it is. A clip is never enlarged by it
    std::int64_t gif_colors = 256;          ///< colours of the GIF's palette
    std::string gif_dither = "sierra2_4a";  ///< FFmpeg's names of paletteuse
    double size_budget_mb = 0;              ///< 10^6 bytes; 0: none
    std::string fill = "bars";              ///< bars | crop_back | blur: beside a letterboxed photo
    std::string write_recipe = "on";        ///< on | off: settings in the file and beside it
    std::string name_pattern = "{photo}-{take}";
    std::string overwrite = "number";  ///< number | replace | fail: where a file of that name stands
};

}  // namespace stillwave

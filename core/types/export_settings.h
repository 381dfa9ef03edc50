#pragma once

#include "types/settings_field.h"

namespace stillwave {

/// All settings of one exported file. A new setting is a member, its row below and the place where it acts.
struct ExportSettings {
    std::string format = "mp4_h264";    ///< a key of media::clip_formats()
    std::int64_t quality = 80;          ///< 0 (smallest file) to 100 (best picture), whatever the format's own scale is
    std::string pixel_format = "auto";  ///< auto, or FFmpeg's name of one that the format takes
    std::string loop = "as_shot";
    std::int64_t loop_count = 0;     ///< times the clip plays; 0: for ever, in a video file once
    std::int64_t interpolate = 1;    ///< frames made of each frame
    double target_fps = 0;           ///< frames a second; 0: the rate that `interpolate` gives
    std::int64_t upscale = 1;        ///< factor of the width and height
    std::string upscale_model = "";  ///< an installed upscaler's name, or its file; empty: the one that ships
    std::int64_t long_side = 0;      ///< px; 0: the clip's own. A clip is never enlarged by it
    std::int64_t gif_colors = 256;
    std::string gif_dither = "sierra2_4a";  ///< a dither method of FFmpeg's filter paletteuse
    double size_budget_mb = 0;              ///< 10^6 bytes, at most; 0: no limit
    std::string fill = "bars";
    bool camera_lock = false;
    bool write_recipe = true;
    std::string name_pattern = "{photo}-{take}";
    std::string overwrite = "number";
};

using ExportField = FieldOf<ExportSettings>;

// clang-format off
inline constexpr ExportField export_table[] = {
    {"format", &ExportSettings::format, Changes::file,
     {.label = tr_noop("Format"),
      .choices = {{"mp4_h264", tr_noop("MP4, H.264")}, {"mp4_h265", tr_noop("MP4, H.265")},
                  {"mp4_av1", tr_noop("MP4, AV1")}, {"webm_vp9", tr_noop("WebM, VP9")},
                  {"webm_av1", tr_noop("WebM, AV1")}, {"gif", tr_noop("GIF")}, {"webp", tr_noop("Animated WebP")},
                  {"apng", tr_noop("Animated PNG")}, {"png_sequence", tr_noop("PNG sequence")},
                  {"jpeg_sequence", tr_noop("JPEG sequence")}, {"prores_422", tr_noop("MOV, ProRes 422")},
                  {"prores_4444", tr_noop("MOV, ProRes 4444")}, {"ffv1", tr_noop("MKV, FFV1 (lossless)")}},
      .help = tr_noop("The kind of file: H.264 plays everywhere, the others are smaller or lossless.")}},
    {"quality", &ExportSettings::quality, Changes::file,
     {.label = tr_noop("Quality"), .maximum = 100,
      .help = tr_noop("100 is the best picture, 0 the smallest file; 80 looks like the original.")}},
    {"pixel_format", &ExportSettings::pixel_format, Changes::file,
     {.label = tr_noop("Pixel format"),
      .choices = {tr_noop("auto"), "yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le",
                  "rgb24"},
      .help = tr_noop("How finely colour is stored: auto is what plays everywhere, yuv444p keeps every pixel's "
                      "colour.")}},
    {"loop", &ExportSettings::loop, Changes::pixels,
     {.label = tr_noop("Loop"),
      .choices = {{"as_shot", tr_noop("as shot")}, {"ping_pong", tr_noop("ping-pong")},
                  {"best_cut", tr_noop("best cut")}, {"crossfade", tr_noop("cross-fade")}},
      .help = tr_noop("How the end leads back to the start.")}},
    {"loop_count", &ExportSettings::loop_count, Changes::file,
     {.label = tr_noop("Plays"), .unit = "times", .maximum = 1000,
      .help = tr_noop("How many times the clip plays; 0 is for ever, in a video file once.")}},
    {"interpolate", &ExportSettings::interpolate, Changes::pixels,
     {.label = tr_noop("Smooth motion"), .unit = "times", .minimum = 1, .maximum = 4,
      .help = tr_noop("Frames made of each frame; the clip lasts as long and moves more smoothly.")}},
    {"target_fps", &ExportSettings::target_fps, Changes::pixels,
     {.label = tr_noop("Target frame rate"), .unit = "fps", .maximum = 120,
      .help = tr_noop("The frame rate to make by interpolation; 0 keeps the clip's own.")}},
    {"upscale", &ExportSettings::upscale, Changes::pixels,
     {.label = tr_noop("Upscale"), .unit = "times", .minimum = 1, .maximum = 4,
      .help = tr_noop("How many times larger a neural upscaler makes each side.")}},
    {"upscale_model", &ExportSettings::upscale_model, Changes::pixels,
     {.label = tr_noop("Upscaler"),
      .help = tr_noop("An upscaler's name or file; empty is the one that comes with Stillwave.")}},
    {"long_side", &ExportSettings::long_side, Changes::pixels,
     {.label = tr_noop("Long side"), .unit = "px", .maximum = 8192, .step = 2,
      .help = tr_noop("Shrinks the clip to this long side; 0 keeps its size, nothing is enlarged.")}},
    {"gif_colors", &ExportSettings::gif_colors, Changes::file,
     {.label = tr_noop("GIF colours"), .unit = tr_noop("colours"), .minimum = 4, .maximum = 256,
      .help = tr_noop("Colours in the GIF's palette: fewer make a smaller file.")}},
    {"gif_dither", &ExportSettings::gif_dither, Changes::file,
     {.label = tr_noop("GIF dither"),
      .choices = {tr_noop("none"), {"bayer", "Bayer"}, {"floyd_steinberg", "Floyd-Steinberg"},
                  {"sierra2_4a", "Sierra 2-4A"}, {"sierra2", "Sierra 2"}},
      .help = tr_noop("How the GIF imitates colours that its palette lacks: bayer is steady and small, the others "
                      "finer.")}},
    {"size_budget_mb", &ExportSettings::size_budget_mb, Changes::file,
     {.label = tr_noop("Size budget"), .unit = "MB", .maximum = 100000, .step = 0.5,
      .help = tr_noop("The largest that the file may be, reached by lower quality; 0 is no limit.")}},
    {"fill", &ExportSettings::fill, Changes::pixels,
     {.label = tr_noop("Bars"),
      .choices = {{"bars", tr_noop("keep")}, {"crop_back", tr_noop("crop away")}, {"blur", tr_noop("blurred picture")}},
      .help = tr_noop("What becomes of the bars beside a letterboxed photo.")}},
    {"camera_lock", &ExportSettings::camera_lock, Changes::pixels,
     {.label = tr_noop("Camera lock"),
      .help = tr_noop("Takes the camera's own movement out, so that only what moves by itself moves; the edges are cut "
                      "as far as they came into view.")}},
    {"write_recipe", &ExportSettings::write_recipe, Changes::file,
     {.label = tr_noop("Recipe"),
      .help = tr_noop("Writes the settings into the file and beside it, so that it can be made again.")}},
    {"name_pattern", &ExportSettings::name_pattern, Changes::file,
     {.label = tr_noop("File name"),
      .help = tr_noop("The file's name without its ending; {photo}, {take}, {seed}, {width}, {height}, {fps} and "
                      "{date} are filled in.")}},
    {"overwrite", &ExportSettings::overwrite, Changes::file,
     {.label = tr_noop("Existing file"),
      .choices = {{"number", tr_noop("add a number")}, {"replace", tr_noop("replace it")},
                  {"fail", tr_noop("stop with an error")}},
      .help = tr_noop("What happens where a file of that name stands already.")}},
};
// clang-format on

template <>
constexpr std::span<const ExportField> fields_of<ExportSettings>() {
    return export_table;
}
static_assert(each_member_has_one_row<ExportSettings>());

}  // namespace stillwave

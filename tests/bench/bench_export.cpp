#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "media/clip_formats.h"
#include "media/clip_writer.h"
#include "media/crop.h"
#include "media/photo_reader.h"
#include "media/video_reader.h"

/// Times writing 25 frames of 1024x576, a slow pan over a sample photo, beside the ffmpeg command on the same frames.
namespace stillwave {
namespace {

constexpr int width = 1024;
constexpr int height = 576;

const Clip& pan() {
    static const Clip clip = [] {
        const Image photo = media::read_photo(std::string(STILLWAVE_RESOURCES) + "/samples/coffee.png").image;
        Clip frames;
        frames.fps = 7;
        for (int t = 0; t < 25; ++t) {
            const double scale = 0.9 - 0.004 * t;
            const double crop_width = photo.width * scale;
            const double crop_height = crop_width * height / width;
            frames.frames.push_back(media::crop_and_resize(
                photo, {1.5 * t, 1.0 * t, crop_width, std::min(crop_height, photo.height - 1.0 * t)}, width, height));
        }
        return frames;
    }();
    return clip;
}

std::filesystem::path scratch(const std::string& name) {
    return std::filesystem::temp_directory_path() / ("stillwave_bench_" + name);
}

double psnr_db(const Clip& a, const Clip& b) {
    double sum = 0;
    double count = 0;
    for (std::size_t t = 0; t < a.frames.size(); ++t)
        for (std::size_t i = 0; i < a.frames[t].size_bytes(); ++i) {
            const double difference = a.frames[t].data()[i] - b.frames.at(t).data()[i];
            sum += difference * difference;
            count += 1;
        }
    return 10 * std::log10(255 * 255 / (sum / count));
}

void report(benchmark::State& state, const std::filesystem::path& out) {
    state.counters["psnr_db"] = psnr_db(pan(), media::read_clip(out));
    state.counters["file_kB"] = static_cast<double>(std::filesystem::file_size(out)) / 1000;
    state.counters["frames/s"] =
        benchmark::Counter(25.0 * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
    std::filesystem::remove(out);
}

void stillwave_writes(benchmark::State& state, const std::string& format) {
    ExportSettings settings;
    settings.format = format;
    const auto out = scratch("own" + std::string(media::clip_format(format).extension));
    const Clip& clip = pan();
    for (auto _ : state) media::write_clip(clip, settings, {}, out);
    report(state, out);
}

void ffmpeg_writes(benchmark::State& state, const std::string& arguments, const std::string& extension) {
    const auto raw = scratch("pan.rgb");
    {
        std::ofstream file(raw, std::ios::binary);
        for (const Image& frame : pan().frames)
            file.write(reinterpret_cast<const char*>(frame.data()), static_cast<std::streamsize>(frame.size_bytes()));
    }
    const auto out = scratch("command" + extension);
    const std::string command = "ffmpeg -v error -y -f rawvideo -pix_fmt rgb24 -s 1024x576 -r 7 -i '" + raw.string() +
                                "' " + arguments + " '" + out.string() + "'";
    for (auto _ : state)
        if (std::system(command.c_str()) != 0) state.SkipWithError("the ffmpeg command fails");
    if (std::filesystem::exists(out)) report(state, out);
    std::filesystem::remove(raw);
}

const std::string bt709 =
    "-vf scale=out_color_matrix=bt709:out_range=tv,format=yuv420p -colorspace bt709 -color_primaries bt709 -color_trc "
    "bt709 -color_range tv -c:v ";

#define STILLWAVE_EXPORT(...) \
    BENCHMARK_CAPTURE(__VA_ARGS__)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime()
STILLWAVE_EXPORT(stillwave_writes, mp4_h264, "mp4_h264");
STILLWAVE_EXPORT(ffmpeg_writes, mp4_h264, bt709 + "libx264 -crf 18 -preset medium", ".mp4");
STILLWAVE_EXPORT(stillwave_writes, gif, "gif");
STILLWAVE_EXPORT(ffmpeg_writes, gif,
                 "-vf 'split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=sierra2_4a:diff_mode=rectangle'", ".gif");
STILLWAVE_EXPORT(stillwave_writes, mp4_h265, "mp4_h265");
STILLWAVE_EXPORT(stillwave_writes, mp4_av1, "mp4_av1");
STILLWAVE_EXPORT(stillwave_writes, webm_vp9, "webm_vp9");
STILLWAVE_EXPORT(stillwave_writes, webp, "webp");
STILLWAVE_EXPORT(stillwave_writes, apng, "apng");
STILLWAVE_EXPORT(stillwave_writes, prores_422, "prores_422");
STILLWAVE_EXPORT(stillwave_writes, prores_4444, "prores_4444");
STILLWAVE_EXPORT(stillwave_writes, ffv1, "ffv1");

}  // namespace
}  // namespace stillwave

#include "media/webp_file.h"

#include <webp/demux.h>
#include <webp/mux.h>

#include <fstream>
#include <memory>
#include <utility>

#include "media/block_file.h"
#include "media/xmp_packet.h"
#include "types/error.h"

namespace stillwave::media {
namespace {

constexpr std::uint64_t max_file_bytes = std::uint64_t{2} << 30;

WebPData data_of(const std::string& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

std::string read_all(const std::filesystem::path& path) {
    BlockFile file(path);
    if (file.left() > max_file_bytes)
        throw Error(ErrorCode::clip_unreadable, "'" + path.string() + "' is larger than 2 GiB; give a shorter clip.");
    return file.read(file.left());
}

[[noreturn]] void refuse(const std::filesystem::path& path) {
    throw Error(ErrorCode::clip_unreadable, "'" + path.string() + "' is damaged or cut short; get it again.");
}

using DemuxerPtr = std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)>;
using DecoderPtr = std::unique_ptr<WebPAnimDecoder, decltype(&WebPAnimDecoderDelete)>;
using MuxPtr = std::unique_ptr<WebPMux, decltype(&WebPMuxDelete)>;

AnimationInfo info_of(const std::string& bytes, const std::filesystem::path& path) {
    const WebPData data = data_of(bytes);
    const DemuxerPtr demuxer(WebPDemux(&data), WebPDemuxDelete);
    if (!demuxer) refuse(path);
    AnimationInfo info;
    info.width = static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH));
    info.height = static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT));
    info.plays = static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_LOOP_COUNT));
    WebPIterator frame{};
    for (int more = WebPDemuxGetFrame(demuxer.get(), 1, &frame); more != 0; more = WebPDemuxNextFrame(&frame)) {
        ++info.frame_count;
        info.duration_s += frame.duration / 1000.0;
    }
    WebPDemuxReleaseIterator(&frame);
    WebPChunkIterator chunk{};
    if (WebPDemuxGetChunk(demuxer.get(), "XMP ", 1, &chunk) != 0) {
        const std::string packet(reinterpret_cast<const char*>(chunk.chunk.bytes), chunk.chunk.size);
        if (std::string text = xmp_description(packet); !text.empty()) info.metadata["comment"] = std::move(text);
    }
    WebPDemuxReleaseChunkIterator(&chunk);
    return info;
}

}  // namespace

std::string with_xmp(const std::string& webp, const std::string& packet) {
    const WebPData data = data_of(webp);
    const MuxPtr mux(WebPMuxCreate(&data, 0), WebPMuxDelete);
    const WebPData chunk = data_of(packet);
    WebPData assembled{};
    WebPDataInit(&assembled);
    if (!mux || WebPMuxSetChunk(mux.get(), "XMP ", &chunk, 0) != WEBP_MUX_OK ||
        WebPMuxAssemble(mux.get(), &assembled) != WEBP_MUX_OK)
        throw Error(ErrorCode::internal, "The recipe cannot be put into the WebP file.");
    std::string bytes(reinterpret_cast<const char*>(assembled.bytes), assembled.size);
    WebPDataClear(&assembled);
    return bytes;
}

bool is_webp(const std::filesystem::path& path) {
    std::string head(12, '\0');
    std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
    return head.starts_with("RIFF") && head.ends_with("WEBP");
}

AnimationInfo read_webp_info(const std::filesystem::path& path) {
    return info_of(read_all(path), path);
}

Clip read_webp_clip(const std::filesystem::path& path, std::uint64_t max_bytes) {
    const std::string bytes = read_all(path);
    const AnimationInfo info = info_of(bytes, path);
    const auto frame_bytes = static_cast<std::uint64_t>(info.width) * static_cast<std::uint64_t>(info.height) * 3;
    constexpr std::uint64_t max_frame_bytes = 300'000'000;
    if (frame_bytes > max_frame_bytes)
        throw Error(ErrorCode::clip_unreadable,
                    "'" + path.string() + "' has frames of more than 100 million pixels; give a smaller clip.");
    if (frame_bytes * static_cast<std::uint64_t>(info.frame_count) > max_bytes)
        throw Error(ErrorCode::clip_unreadable,
                    "'" + path.string() + "' has more frames than 4 GiB hold; give a shorter clip.");
    WebPAnimDecoderOptions options{};
    WebPAnimDecoderOptionsInit(&options);
    options.use_threads = 1;
    const WebPData data = data_of(bytes);
    const DecoderPtr decoder(WebPAnimDecoderNew(&data, &options), WebPAnimDecoderDelete);
    if (!decoder) refuse(path);
    Clip clip;
    if (info.duration_s > 0) clip.fps = info.frame_count / info.duration_s;
    while (WebPAnimDecoderHasMoreFrames(decoder.get()) != 0) {
        std::uint8_t* rgba = nullptr;
        int time_ms = 0;
        if (WebPAnimDecoderGetNext(decoder.get(), &rgba, &time_ms) == 0) refuse(path);
        std::vector<std::uint8_t> rgb(frame_bytes);
        for (std::size_t i = 0; i < rgb.size() / 3; ++i)
            for (std::size_t c = 0; c < 3; ++c) rgb[3 * i + c] = rgba[4 * i + c];
        clip.frames.emplace_back(info.width, info.height, std::move(rgb));
    }
    if (clip.frames.empty()) refuse(path);
    return clip;
}

}  // namespace stillwave::media

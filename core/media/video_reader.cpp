#include "media/video_reader.h"

#include <cerrno>
#include <cstdint>
#include <memory>
#include <system_error>
#include <vector>

#include "media/ffmpeg.h"
#include "types/error.h"

namespace stillwave::media {
namespace {

constexpr std::uint64_t max_clip_bytes = std::uint64_t{4} << 30;
constexpr std::int64_t max_frame_pixels = 100'000'000;

struct InputDeleter {
    void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};
using InputPtr = std::unique_ptr<AVFormatContext, InputDeleter>;

Error unreadable(const std::filesystem::path& path, const std::string& problem, int result = 0) {
    return Error(ErrorCode::clip_unreadable, "'" + path.string() + "' " + problem + ".",
                 result < 0 ? ffmpeg_error(result) : std::string());
}

std::string text_or_unknown(const char* text) {
    return text ? text : "unknown";
}

// A local file with its video stream, opened by content, whatever its name.
class VideoFile {
  public:
    explicit VideoFile(const std::filesystem::path& path) : path_(path) {
        quiet_ffmpeg();
        std::error_code failure;
        const auto status = std::filesystem::status(path, failure);
        if (status.type() == std::filesystem::file_type::not_found)
            throw unreadable(path, "does not exist; check the path");
        if (!std::filesystem::is_regular_file(status)) throw unreadable(path, "is not a file; give a clip");

        // Playlists and the like could name other files or hosts, so only containers are tried, and only files opened.
        Dictionary options;
        options.set("protocol_whitelist", "file");
        options.set("format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm");
        AVFormatContext* context = nullptr;
        constexpr const char* not_a_clip = "is not a video that can be read; give an MP4, MOV, MKV or WebM file";
        if (const int result = avformat_open_input(&context, file_url(path).c_str(), nullptr, options.address());
            result < 0)
            throw unreadable(path, not_a_clip, result);
        format_.reset(context);
        if (const int result = avformat_find_stream_info(context, nullptr); result < 0)
            throw unreadable(path, not_a_clip, result);
        const int index = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, &decoder_, 0);
        if (index < 0 || !decoder_) throw unreadable(path, "holds no video that can be decoded", index);
        stream_ = context->streams[index];
        if (stream_->codecpar->width <= 0 || stream_->codecpar->height <= 0 || stream_->codecpar->format < 0)
            throw unreadable(path, "is damaged: its video has no size");
    }

    /// The next packet of the video stream; false at the end.
    bool next(AVPacket* packet) {
        while (true) {
            av_packet_unref(packet);
            const int result = av_read_frame(format_.get(), packet);
            if (result == AVERROR_EOF) return false;
            if (result < 0) throw unreadable(path_, "is damaged or cut short; get it again", result);
            if (packet->stream_index == stream_->index) return true;
        }
    }

    AVFormatContext* format() const { return format_.get(); }
    const AVStream* stream() const { return stream_; }
    const AVCodec* decoder() const { return decoder_; }
    double fps() const { return stream_->avg_frame_rate.den > 0 ? av_q2d(stream_->avg_frame_rate) : 0.0; }

  private:
    std::filesystem::path path_;
    InputPtr format_;
    AVStream* stream_ = nullptr;
    const AVCodec* decoder_ = nullptr;
};

ScalerPtr make_scaler(const AVFrame& frame) {
    ScalerPtr scaler(allocated(sws_alloc_context()));
    // Chroma lies where the file says; H.264's rule where it says nothing is the left pixel of each pair.
    const bool centred = frame.chroma_location == AVCHROMA_LOC_CENTER;
    const int full_range = frame.color_range == AVCOL_RANGE_JPEG ? 1 : 0;
    const std::pair<const char*, int> settings[] = {
        {"srcw", frame.width},
        {"srch", frame.height},
        {"src_format", frame.format},
        {"src_range", full_range},
        {"src_h_chr_pos", centred ? 128 : 0},
        {"src_v_chr_pos", 128},
        {"dstw", frame.width},
        {"dsth", frame.height},
        {"dst_format", AV_PIX_FMT_RGB24},
        {"dst_range", 1},
        {"sws_flags", SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_FULL_CHR_H_INT}};
    for (const auto& [key, value] : settings)
        if (av_opt_set_int(scaler.get(), key, value, 0) < 0) return nullptr;
    if (sws_init_context(scaler.get(), nullptr, nullptr) < 0) return nullptr;
    const int* source = sws_getCoefficients(frame.colorspace);
    constexpr int unchanged = 1 << 16;
    // Sources that are RGB have no matrix to set.
    (void)sws_setColorspaceDetails(scaler.get(), source, full_range, sws_getCoefficients(SWS_CS_ITU709), 1, 0,
                                   unchanged, unchanged);
    return scaler;
}

// Turns decoded frames into pictures of one size.
class FrameConverter {
  public:
    explicit FrameConverter(const std::filesystem::path& path) : path_(path) {}

    Image convert(const AVFrame& frame) {
        if (!scaler_) {
            width_ = frame.width;
            height_ = frame.height;
            format_ = frame.format;
            scaler_ = make_scaler(frame);
            if (!scaler_) throw unreadable(path_, "has a pixel format that cannot be converted");
        }
        if (frame.width != width_ || frame.height != height_ || frame.format != format_)
            throw unreadable(path_, "changes its size in the middle; export it with one size");
        const int stride[] = {width_ * Image::channels};
        std::vector<std::uint8_t> pixels(static_cast<std::size_t>(stride[0]) * static_cast<std::size_t>(height_));
        std::uint8_t* rows[] = {pixels.data()};
        if (sws_scale(scaler_.get(), frame.data, frame.linesize, 0, height_, rows, stride) != height_)
            throw unreadable(path_, "has a pixel format that cannot be converted");
        return Image(width_, height_, std::move(pixels));
    }

  private:
    std::filesystem::path path_;
    ScalerPtr scaler_;
    int width_ = 0;
    int height_ = 0;
    int format_ = AV_PIX_FMT_NONE;
};

}  // namespace

VideoInfo read_video_info(const std::filesystem::path& path) {
    VideoFile file(path);
    const AVCodecParameters& parameters = *file.stream()->codecpar;
    VideoInfo info;
    info.width = parameters.width;
    info.height = parameters.height;
    info.fps = file.fps();
    info.codec = avcodec_get_name(parameters.codec_id);
    info.pixel_format = text_or_unknown(av_get_pix_fmt_name(static_cast<AVPixelFormat>(parameters.format)));
    info.color_space = text_or_unknown(av_color_space_name(parameters.color_space));
    info.color_primaries = text_or_unknown(av_color_primaries_name(parameters.color_primaries));
    info.color_transfer = text_or_unknown(av_color_transfer_name(parameters.color_trc));
    info.color_range = text_or_unknown(av_color_range_name(parameters.color_range));
    const AVDictionaryEntry* entry = nullptr;
    while ((entry = av_dict_get(file.format()->metadata, "", entry, AV_DICT_IGNORE_SUFFIX)) != nullptr)
        info.metadata[entry->key] = entry->value;
    const PacketPtr packet(allocated(av_packet_alloc()));
    while (file.next(packet.get())) ++info.frame_count;
    return info;
}

Clip read_clip(const std::filesystem::path& path) {
    VideoFile file(path);
    const CodecContextPtr codec(allocated(avcodec_alloc_context3(file.decoder())));
    codec->max_pixels = max_frame_pixels;
    codec->thread_count = 0;
    // A damaged frame is an error, not a guess.
    codec->err_recognition = AV_EF_EXPLODE;
    if (const int result = avcodec_parameters_to_context(codec.get(), file.stream()->codecpar); result < 0)
        throw unreadable(path, "cannot be decoded", result);
    if (const int result = avcodec_open2(codec.get(), file.decoder(), nullptr); result < 0)
        throw unreadable(path, "cannot be decoded", result);

    Clip clip;
    clip.fps = file.fps();
    FrameConverter converter(path);
    const PacketPtr packet(allocated(av_packet_alloc()));
    const FramePtr frame(allocated(av_frame_alloc()));
    bool more = true;
    while (more) {
        more = file.next(packet.get());
        if (const int result = avcodec_send_packet(codec.get(), more ? packet.get() : nullptr); result < 0)
            throw unreadable(path, "is damaged or cut short; get it again", result);
        while (true) {
            const int result = avcodec_receive_frame(codec.get(), frame.get());
            if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) break;
            if (result < 0) throw unreadable(path, "is damaged or cut short; get it again", result);
            clip.frames.push_back(converter.convert(*frame));
            if (clip.frames.size() * clip.frames.front().size_bytes() > max_clip_bytes)
                throw unreadable(path, "has more frames than 4 GiB hold; give a shorter clip");
        }
    }
    if (clip.frames.empty()) throw unreadable(path, "holds no frames");
    return clip;
}

}  // namespace stillwave::media

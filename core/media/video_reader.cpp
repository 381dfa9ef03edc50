#include "media/video_reader.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <optional>
#include <system_error>
#include <vector>

#include "media/ffmpeg.h"
#include "media/frame_sequence.h"
#include "media/gif_blocks.h"
#include "media/metadata.h"
#include "media/photo_reader.h"
#include "media/png_chunks.h"
#include "media/webp_file.h"
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

// A local file opened with FFmpeg, and its video stream. The content tells the format, not the name.
class VideoFile {
  public:
    explicit VideoFile(const std::filesystem::path& path) : path_(path) {
        quiet_ffmpeg();
        std::error_code failure;
        const auto status = std::filesystem::status(path, failure);
        if (status.type() == std::filesystem::file_type::not_found)
            throw unreadable(path, "does not exist; check the path");
        if (!std::filesystem::is_regular_file(status)) throw unreadable(path, "is not a file; give a clip");

        // Only containers are tried and only the file protocol is allowed, because playlists could name other files or
        // hosts.
        Dictionary options;
        options.set("protocol_whitelist", "file");
        options.set("format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,gif,apng");
        AVFormatContext* context = nullptr;
        constexpr const char* not_a_clip =
            "is not a video that can be read; give an MP4, MOV, MKV, WebM, GIF, WebP or animated PNG";
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

    /// Reads the next packet of the video stream; false at the end.
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
    bool is_gif() const { return format_->iformat == av_find_input_format("gif"); }
    bool is_apng() const { return format_->iformat == av_find_input_format("apng"); }
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
    // A file without a chroma position follows H.264's rule: chroma lies at the left pixel of each pair.
    const AVPixFmtDescriptor* pixels = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
    if (!pixels) return nullptr;
    const bool centred = frame.chroma_location == AVCHROMA_LOC_CENTER;
    // RGB and palettes have full range whatever the tag says.
    const bool rgb = (pixels->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
    const int full_range = rgb || frame.color_range == AVCOL_RANGE_JPEG ? 1 : 0;
    constexpr int unset = -513;
    const std::pair<const char*, int> settings[] = {
        {"srcw", frame.width},
        {"srch", frame.height},
        {"src_format", frame.format},
        {"src_range", full_range},
        {"src_h_chr_pos", pixels->log2_chroma_w == 0 ? unset
                          : centred                  ? 128
                                                     : 0},
        {"src_v_chr_pos", pixels->log2_chroma_h == 0 ? unset : 128},
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
    // A source in RGB has no matrix to set.
    (void)sws_setColorspaceDetails(scaler.get(), source, full_range, sws_getCoefficients(SWS_CS_ITU709), 1, 0,
                                   unchanged, unchanged);
    return scaler;
}

// Converts decoded frames to images. All frames must have one size.
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

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

double fps_of(const AnimationInfo& info) {
    return info.duration_s > 0 ? info.frame_count / info.duration_s : 0.0;
}

// Animated GIF and PNG files have readers of their own, because FFmpeg guesses their frame rate and gives neither their
// loops nor their texts.
std::optional<AnimationInfo> read_animation_info(const VideoFile& file, const std::filesystem::path& path) {
    if (file.is_gif()) return read_gif_info(path);
    if (file.is_apng()) return read_png_info(path);
    return std::nullopt;
}

VideoInfo animation_video_info(const AnimationInfo& animation, const char* codec) {
    VideoInfo info;
    info.width = animation.width;
    info.height = animation.height;
    info.frame_count = animation.frame_count;
    info.fps = fps_of(animation);
    info.plays = animation.plays;
    info.codec = codec;
    info.pixel_format = info.color_space = info.color_primaries = info.color_transfer = info.color_range = "unknown";
    info.metadata = animation.metadata;
    return info;
}

std::vector<std::filesystem::path> folder_frames(const std::filesystem::path& path) {
    std::error_code failure;
    if (!std::filesystem::is_directory(path, failure)) return {};
    return frames_in(path);
}

VideoInfo sequence_info(const std::vector<std::filesystem::path>& frames) {
    const ShrunkPhoto first = read_shrunk_photo(frames.front(), 1);
    AnimationInfo animation;
    animation.width = first.photo_width;
    animation.height = first.photo_height;
    animation.frame_count = static_cast<int>(frames.size());
    animation.metadata = read_metadata(frames.front());
    return animation_video_info(animation, frames.front().extension() == ".png" ? "png" : "mjpeg");
}

Clip read_sequence(const std::vector<std::filesystem::path>& frames) {
    Clip clip;
    for (const auto& frame : frames) {
        clip.frames.push_back(read_photo(frame).image);
        const Image& first = clip.frames.front();
        if (clip.frames.back().width != first.width || clip.frames.back().height != first.height)
            throw unreadable(frame, "has another size than the first frame; export them with one size");
        if (clip.frames.size() * first.size_bytes() > max_clip_bytes)
            throw unreadable(frame.parent_path(), "has more frames than 4 GiB hold; give a shorter clip");
    }
    return clip;
}

}  // namespace

VideoInfo read_video_info(const std::filesystem::path& path) {
    if (is_webp(path)) return animation_video_info(read_webp_info(path), "webp");
    if (const auto frames = folder_frames(path); !frames.empty()) return sequence_info(frames);
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
        info.metadata[lower(entry->key)] = entry->value;
    if (const auto animation = read_animation_info(file, path)) {
        info.plays = animation->plays;
        info.fps = fps_of(*animation);
        info.metadata = animation->metadata;
    }
    const PacketPtr packet(allocated(av_packet_alloc()));
    while (file.next(packet.get())) ++info.frame_count;
    return info;
}

Clip read_clip(const std::filesystem::path& path) {
    if (is_webp(path)) return read_webp_clip(path, max_clip_bytes);
    if (const auto frames = folder_frames(path); !frames.empty()) return read_sequence(frames);
    VideoFile file(path);
    const CodecContextPtr codec(allocated(avcodec_alloc_context3(file.decoder())));
    codec->max_pixels = max_frame_pixels;
    codec->thread_count = 0;
    // With this flag damage is an error. Otherwise FFmpeg would fill damaged parts with a guess and report success.
    codec->err_recognition = AV_EF_EXPLODE;
    if (const int result = avcodec_parameters_to_context(codec.get(), file.stream()->codecpar); result < 0)
        throw unreadable(path, "cannot be decoded", result);
    if (const int result = avcodec_open2(codec.get(), file.decoder(), nullptr); result < 0)
        throw unreadable(path, "cannot be decoded", result);

    Clip clip;
    const auto animation = read_animation_info(file, path);
    clip.fps = animation ? fps_of(*animation) : file.fps();
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

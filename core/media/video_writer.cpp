#include "media/video_writer.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <string_view>
#include <vector>

#include "media/ffmpeg.h"
#include "media/output_file.h"
#include "types/error.h"
#include "types/progress.h"

namespace stillwave::media {
namespace {

constexpr std::array metadata_keys = {"title",       "artist",   "date",      "comment",
                                      "description", "synopsis", "copyright", "genre"};

// FFmpeg's file protocol gives the system's own error numbers, negated; its other errors lie far beyond them.
Error encode_error(const std::filesystem::path& out, int result) {
    constexpr int last_system_error = 4095;
    if (result < 0 && result >= -last_system_error) return output_error(out, AVUNERROR(result));
    return Error(ErrorCode::output_unwritable, "'" + out.string() + "' cannot be encoded as MP4 with H.264.",
                 ffmpeg_error(result));
}

void check_clip(const Clip& clip, const VideoOptions& options) {
    const auto refuse = [](const std::string& message) { throw Error(ErrorCode::invalid_argument, message); };
    if (clip.frames.empty()) refuse("The clip has no frames, so there is nothing to write.");
    if (!(clip.fps > 0) || !std::isfinite(clip.fps))
        refuse("The clip's fps is " + std::to_string(clip.fps) + ", but it must be above 0.");
    if (options.crf < 0 || options.crf > 51)
        refuse("crf is " + std::to_string(options.crf) + ", but it must be from 0 to 51.");
    const Image& first = clip.frames.front();
    for (const Image& frame : clip.frames)
        if (frame.empty() || frame.width != first.width || frame.height != first.height)
            refuse("The clip has a frame of " + std::to_string(frame.width) + " x " + std::to_string(frame.height) +
                   " pixels, but its first has " + std::to_string(first.width) + " x " + std::to_string(first.height) +
                   "; all must have one size.");
    for (const auto& [key, value] : options.metadata) {
        if (std::find(metadata_keys.begin(), metadata_keys.end(), key) == metadata_keys.end())
            refuse("An MP4 file has no metadata '" + key + "'; use comment or description.");
        if (value.find('\0') != std::string::npos) refuse("The metadata '" + key + "' holds a zero byte.");
    }
}

// One encoding: RGB frames in, a closed file out.
class Mp4Encoder {
  public:
    Mp4Encoder(const std::filesystem::path& out, const std::filesystem::path& temporary, const Clip& clip,
               const VideoOptions& options)
        : out_(out) {
        width_ = clip.frames.front().width + clip.frames.front().width % 2;
        height_ = clip.frames.front().height + clip.frames.front().height % 2;
        check(avformat_alloc_output_context2(&format_, nullptr, "mp4", file_url(temporary).c_str()));
        try {
            open_encoder(clip.fps, options.crf);
            open_scaler();
            open_file(options);
        } catch (...) {
            close();
            throw;
        }
    }
    ~Mp4Encoder() { close(); }
    Mp4Encoder(const Mp4Encoder&) = delete;
    Mp4Encoder& operator=(const Mp4Encoder&) = delete;

    void encode(const Image& image) {
        check(av_frame_make_writable(frame_.get()));
        const std::uint8_t* rows[] = {padded(image)};
        const int stride[] = {width_ * Image::channels};
        check(sws_scale(scaler_.get(), rows, stride, 0, height_, frame_->data, frame_->linesize));
        frame_->pts = next_frame_++;
        send(frame_.get());
    }

    void finish() {
        send(nullptr);
        check(av_write_trailer(format_));
        // What is still buffered is written here; both must succeed before the file counts as complete.
        avio_flush(format_->pb);
        check(format_->pb->error);
        check(avio_closep(&format_->pb));
    }

  private:
    void check(int result) const {
        if (result < 0) throw encode_error(out_, result);
    }

    void open_encoder(double fps, int crf) {
        const AVCodec* codec = avcodec_find_encoder_by_name("libx264");
        if (!codec)
            throw Error(ErrorCode::output_unwritable, "'" + out_.string() +
                                                          "' cannot be written because this system's FFmpeg has no "
                                                          "H.264 encoder; install one with libx264.");
        codec_.reset(allocated(avcodec_alloc_context3(codec)));
        codec_->width = width_;
        codec_->height = height_;
        codec_->pix_fmt = AV_PIX_FMT_YUV420P;
        codec_->colorspace = AVCOL_SPC_BT709;
        codec_->color_primaries = AVCOL_PRI_BT709;
        codec_->color_trc = AVCOL_TRC_BT709;
        codec_->color_range = AVCOL_RANGE_MPEG;
        codec_->chroma_sample_location = AVCHROMA_LOC_LEFT;
        codec_->sample_aspect_ratio = {1, 1};
        constexpr int largest_term = 100'000;
        codec_->framerate = av_d2q(fps, largest_term);
        codec_->time_base = av_inv_q(codec_->framerate);
        codec_->thread_count = 0;
        codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        Dictionary settings;
        settings.set("crf", std::to_string(crf));
        settings.set("preset", "medium");
        check(avcodec_open2(codec_.get(), codec, settings.address()));
        packet_.reset(allocated(av_packet_alloc()));
        frame_.reset(allocated(av_frame_alloc()));
        frame_->format = codec_->pix_fmt;
        frame_->width = width_;
        frame_->height = height_;
        check(av_frame_get_buffer(frame_.get(), 0));
    }

    // swscale takes BT.601 and chroma between the pixels unless it is told otherwise.
    void open_scaler() {
        scaler_.reset(allocated(sws_alloc_context()));
        const std::pair<const char*, int> settings[] = {
            {"srcw", width_},
            {"srch", height_},
            {"src_format", AV_PIX_FMT_RGB24},
            {"src_range", 1},
            {"dstw", width_},
            {"dsth", height_},
            {"dst_format", AV_PIX_FMT_YUV420P},
            {"dst_range", 0},
            {"dst_h_chr_pos", 0},
            {"dst_v_chr_pos", 128},
            {"sws_flags", SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP | SWS_FULL_CHR_H_INT}};
        for (const auto& [key, value] : settings) check(av_opt_set_int(scaler_.get(), key, value, 0));
        check(sws_init_context(scaler_.get(), nullptr, nullptr));
        const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
        constexpr int unchanged = 1 << 16;
        check(sws_setColorspaceDetails(scaler_.get(), bt709, 1, bt709, 0, 0, unchanged, unchanged));
    }

    void open_file(const VideoOptions& options) {
        stream_ = allocated(avformat_new_stream(format_, nullptr));
        check(avcodec_parameters_from_context(stream_->codecpar, codec_.get()));
        stream_->time_base = codec_->time_base;
        stream_->avg_frame_rate = codec_->framerate;
        for (const auto& [key, value] : options.metadata)
            check(av_dict_set(&format_->metadata, key.c_str(), value.c_str(), 0));
        check(avio_open(&format_->pb, format_->url, AVIO_FLAG_WRITE));
        Dictionary settings;
        settings.set("movflags", "faststart");
        check(avformat_write_header(format_, settings.address()));
    }

    // Rows of an even width and height that repeat the last column and row.
    const std::uint8_t* padded(const Image& image) {
        if (image.width == width_ && image.height == height_) return image.data();
        const std::size_t stride = static_cast<std::size_t>(width_) * Image::channels;
        const std::size_t image_stride = static_cast<std::size_t>(image.width) * Image::channels;
        padded_.resize(stride * static_cast<std::size_t>(height_));
        for (int y = 0; y < height_; ++y) {
            const std::uint8_t* source =
                image.data() + image_stride * static_cast<std::size_t>(std::min(y, image.height - 1));
            std::uint8_t* target = padded_.data() + stride * static_cast<std::size_t>(y);
            std::memcpy(target, source, image_stride);
            if (stride != image_stride)
                std::memcpy(target + image_stride, source + image_stride - Image::channels, Image::channels);
        }
        return padded_.data();
    }

    // A null frame asks for what the encoder still holds.
    void send(const AVFrame* frame) {
        check(avcodec_send_frame(codec_.get(), frame));
        while (true) {
            const int result = avcodec_receive_packet(codec_.get(), packet_.get());
            if (result == AVERROR(EAGAIN) || result == AVERROR_EOF) return;
            check(result);
            packet_->stream_index = stream_->index;
            packet_->duration = 1;
            av_packet_rescale_ts(packet_.get(), codec_->time_base, stream_->time_base);
            check(av_interleaved_write_frame(format_, packet_.get()));
        }
    }

    void close() {
        if (!format_) return;
        avio_closep(&format_->pb);
        avformat_free_context(format_);
        format_ = nullptr;
    }

    std::filesystem::path out_;
    int width_ = 0;
    int height_ = 0;
    std::int64_t next_frame_ = 0;
    AVFormatContext* format_ = nullptr;
    AVStream* stream_ = nullptr;
    CodecContextPtr codec_;
    ScalerPtr scaler_;
    FramePtr frame_;
    PacketPtr packet_;
    std::vector<std::uint8_t> padded_;
};

}  // namespace

void write_mp4(const Clip& clip, const VideoOptions& options, const std::filesystem::path& out,
               const EncodeProgress& progress, std::stop_token stop) {
    quiet_ffmpeg();
    check_clip(clip, options);
    OutputFile file(out);
    {
        Mp4Encoder encoder(out, file.temporary_path(), clip, options);
        const int total = static_cast<int>(clip.frames.size());
        for (int i = 0; i < total; ++i) {
            if (stop.stop_requested()) throw Cancelled{};
            encoder.encode(clip.frames[static_cast<std::size_t>(i)]);
            if (progress) progress(i + 1, total);
        }
        if (stop.stop_requested()) throw Cancelled{};
        encoder.finish();
    }
    file.commit();
}

}  // namespace stillwave::media

#include "media/video_encoder.h"

#include <cerrno>

#include "types/output_file.h"

namespace stillwave::media {
namespace {

bool is_rgb(AVPixelFormat format) {
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
    return (description->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
}

void set_colours(AVCodecContext& codec) {
    codec.color_primaries = AVCOL_PRI_BT709;
    if (is_rgb(codec.pix_fmt)) {
        codec.colorspace = AVCOL_SPC_RGB;
        codec.color_trc = AVCOL_TRC_IEC61966_2_1;
        codec.color_range = AVCOL_RANGE_JPEG;
        return;
    }
    codec.colorspace = AVCOL_SPC_BT709;
    codec.color_trc = AVCOL_TRC_BT709;
    codec.color_range = AVCOL_RANGE_MPEG;
    codec.chroma_sample_location = AVCHROMA_LOC_LEFT;
}

}  // namespace

FrameEncoder::FrameEncoder(const EncodeRequest& request) : out_(request.out), format_name_(request.format_name) {
    check(avformat_alloc_output_context2(&format_, nullptr, request.codec->muxer, file_url(request.temporary).c_str()));
    try {
        open_encoder(request);
        open_file(request);
    } catch (...) {
        close();
        throw;
    }
}

FrameEncoder::~FrameEncoder() {
    close();
}

void FrameEncoder::close() {
    if (!format_) return;
    avio_closep(&format_->pb);
    avformat_free_context(format_);
    format_ = nullptr;
}

// A result of FFmpeg's file protocol is the system's error number, negated; FFmpeg's own errors are far larger numbers.
void FrameEncoder::check(int result) const {
    if (result >= 0) return;
    constexpr int last_system_error = 4095;
    if (result >= -last_system_error && result != AVERROR(EINVAL)) throw output_error(out_, AVUNERROR(result));
    throw Error(ErrorCode::output_unwritable, "'" + out_.string() + "' cannot be encoded as " + format_name_ + ".",
                ffmpeg_error(result));
}

void FrameEncoder::open_encoder(const EncodeRequest& request) {
    const AVCodec* codec = avcodec_find_encoder_by_name(request.encoder->name);
    if (!codec) throw no_encoder_error(request.out, request.format_name, *request.codec);
    codec_.reset(allocated(avcodec_alloc_context3(codec)));
    codec_->width = request.width;
    codec_->height = request.height;
    codec_->pix_fmt = request.pixel_format;
    set_colours(*codec_);
    codec_->sample_aspect_ratio = {1, 1};
    codec_->framerate = request.frame_rate;
    codec_->time_base = request.time_base.num > 0 ? request.time_base : av_inv_q(request.frame_rate);
    codec_->codec_tag = request.codec->tag;
    codec_->thread_count = 0;
    if ((format_->oformat->flags & AVFMT_GLOBALHEADER) != 0) codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    Dictionary settings;
    for (const auto& [key, value] : request.encoder->options) settings.set(key, value);
    for (const auto& [key, value] : request.encoder_options) settings.set(key, value);
    check(avcodec_open2(codec_.get(), codec, settings.address()));
    packet_.reset(allocated(av_packet_alloc()));
}

void FrameEncoder::open_file(const EncodeRequest& request) {
    stream_ = allocated(avformat_new_stream(format_, nullptr));
    check(avcodec_parameters_from_context(stream_->codecpar, codec_.get()));
    stream_->time_base = codec_->time_base;
    stream_->avg_frame_rate = codec_->framerate;
    // With this flag two files of one clip are equal; otherwise Matroska's random identifiers would differ.
    format_->flags |= AVFMT_FLAG_BITEXACT;
    for (const auto& [key, value] : request.metadata)
        check(av_dict_set(&format_->metadata, key.c_str(), value.c_str(), 0));
    check(avio_open(&format_->pb, format_->url, AVIO_FLAG_WRITE));
    Dictionary settings;
    for (const auto& [key, value] : request.codec->muxer_options) settings.set(key, value);
    for (const auto& [key, value] : request.muxer_options) settings.set(key, value);
    check(avformat_write_header(format_, settings.address()));
}

void FrameEncoder::encode(const AVFrame* frame) {
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

void FrameEncoder::finish() {
    encode(nullptr);
    check(av_write_trailer(format_));
    // Both calls write buffered bytes, so the file is complete only if both succeed.
    avio_flush(format_->pb);
    check(format_->pb->error);
    check(avio_closep(&format_->pb));
}

Error no_encoder_error(const std::filesystem::path& out, std::string_view format_name, const VideoCodec& codec) {
    std::string names;
    for (const VideoEncoder& encoder : codec.encoders) names.append(names.empty() ? "" : " or ").append(encoder.name);
    return Error(ErrorCode::output_unwritable, "'" + out.string() + "' cannot be written as " +
                                                   std::string(format_name) +
                                                   " because this machine's FFmpeg lacks the encoder " + names +
                                                   "; install an FFmpeg that has it, or choose another format.");
}

}  // namespace stillwave::media

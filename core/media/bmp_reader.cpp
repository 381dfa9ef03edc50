#include "media/bmp_reader.h"

#include <cstdlib>
#include <cstring>

#include "media/ffmpeg.h"
#include "types/error.h"

namespace stillwave::media {
namespace {

std::uint32_t little_endian(std::span<const std::byte> bytes, std::size_t offset, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i-- > 0;) value = value << 8 | std::to_integer<std::uint32_t>(bytes[offset + i]);
    return value;
}

// The size of the file is compared with the size in its header, because libavcodec's decoder reports no error where a
// run-length coded bitmap ends early.
bool is_cut_short(std::span<const std::byte> bytes) {
    const std::uint32_t stated = little_endian(bytes, 2, 4);
    const std::uint32_t header_size = little_endian(bytes, 14, 4);
    if (header_size < 40 || bytes.size() < 34) return false;
    const std::uint32_t compression = little_endian(bytes, 30, 4);
    const bool run_length = compression == 1 || compression == 2;
    return run_length && stated > bytes.size();
}

FramePtr decode(std::span<const std::byte> bytes, const std::string& name) {
    const auto refuse = [&](int result) {
        throw Error(ErrorCode::photo_unreadable,
                    name + " is a damaged or shortened BMP picture; get it again from where it came.",
                    ffmpeg_error(result));
    };
    const AVCodec* codec = avcodec_find_decoder(AV_CODEC_ID_BMP);
    if (!codec)
        throw Error(ErrorCode::photo_unreadable,
                    name + " is a BMP picture, which this system's FFmpeg does not read; convert it to PNG.");
    const CodecContextPtr context(allocated(avcodec_alloc_context3(codec)));
    context->thread_count = 1;
    context->err_recognition = AV_EF_EXPLODE;
    if (const int result = avcodec_open2(context.get(), codec, nullptr); result < 0) refuse(result);

    const PacketPtr packet(allocated(av_packet_alloc()));
    if (av_new_packet(packet.get(), static_cast<int>(bytes.size())) < 0) throw std::bad_alloc();
    std::memcpy(packet->data, bytes.data(), bytes.size());
    if (const int result = avcodec_send_packet(context.get(), packet.get()); result < 0) refuse(result);
    FramePtr frame(allocated(av_frame_alloc()));
    if (const int result = avcodec_receive_frame(context.get(), frame.get()); result < 0) refuse(result);
    return frame;
}

}  // namespace

BmpSize bmp_size(std::span<const std::byte> bytes) {
    constexpr std::uint32_t os2_header_size = 12;
    if (little_endian(bytes, 14, 4) == os2_header_size)
        return {little_endian(bytes, 18, 2), little_endian(bytes, 20, 2)};
    const auto width = static_cast<std::int32_t>(little_endian(bytes, 18, 4));
    const auto height = static_cast<std::int32_t>(little_endian(bytes, 22, 4));
    // A bitmap with a negative height stores its rows from top to bottom.
    return {width, std::abs(std::int64_t{height})};
}

BmpPicture decode_bmp(std::span<const std::byte> bytes, const std::string& name) {
    quiet_ffmpeg();
    if (is_cut_short(bytes))
        throw Error(ErrorCode::photo_unreadable,
                    name + " is a shortened BMP picture; get it again from where it came.");
    const FramePtr frame = decode(bytes, name);
    const auto format = static_cast<AVPixelFormat>(frame->format);
    const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
    // FFmpeg gives every palette an alpha channel; a bitmap's palette is always opaque.
    const bool alpha = (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0 && format != AV_PIX_FMT_PAL8;

    BmpPicture picture;
    picture.width = frame->width;
    picture.height = frame->height;
    picture.channels = alpha ? 4 : 3;
    const int stride = picture.width * picture.channels;
    picture.pixels.resize(static_cast<std::size_t>(stride) * static_cast<std::size_t>(picture.height));
    const ScalerPtr scaler(sws_getContext(frame->width, frame->height, format, frame->width, frame->height,
                                          alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24, SWS_POINT | SWS_ACCURATE_RND,
                                          nullptr, nullptr, nullptr));
    std::uint8_t* rows[] = {picture.pixels.data()};
    if (!scaler ||
        sws_scale(scaler.get(), frame->data, frame->linesize, 0, frame->height, rows, &stride) != frame->height)
        throw Error(ErrorCode::photo_unreadable,
                    name + " is a BMP picture of a kind that cannot be converted; save it as PNG.", description->name);
    return picture;
}

}  // namespace stillwave::media

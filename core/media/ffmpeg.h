#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

#include <filesystem>
#include <memory>
#include <new>
#include <string>

/// Owners of FFmpeg's handles and its errors as text. Internal to the room.
namespace stillwave::media {

struct CodecContextDeleter {
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
};
struct FrameDeleter {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct PacketDeleter {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
struct ScalerDeleter {
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};

using CodecContextPtr = std::unique_ptr<AVCodecContext, CodecContextDeleter>;
using FramePtr = std::unique_ptr<AVFrame, FrameDeleter>;
using PacketPtr = std::unique_ptr<AVPacket, PacketDeleter>;
using ScalerPtr = std::unique_ptr<SwsContext, ScalerDeleter>;

/// Options that a call takes by pointer and may replace.
class Dictionary {
  public:
    Dictionary() = default;
    ~Dictionary() { av_dict_free(&entries_); }
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    void set(const std::string& key, const std::string& value) {
        if (av_dict_set(&entries_, key.c_str(), value.c_str(), 0) < 0) throw std::bad_alloc();
    }
    AVDictionary** address() { return &entries_; }

  private:
    AVDictionary* entries_ = nullptr;
};

/// Sends FFmpeg's messages to the log, where they are dropped unless the level is `debug`: what matters comes as an
/// error code. Call it before anything else of FFmpeg.
void quiet_ffmpeg();

/// FFmpeg's words for a negative result.
std::string ffmpeg_error(int result);

/// `path` as FFmpeg's URL that no character in it can turn into another protocol.
std::string file_url(const std::filesystem::path& path);

/// A pointer that FFmpeg makes, null only where memory ran out.
template <typename Pointer>
Pointer allocated(Pointer pointer) {
    if (!pointer) throw std::bad_alloc();
    return pointer;
}

}  // namespace stillwave::media

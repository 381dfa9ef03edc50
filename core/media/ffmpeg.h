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

/// Owners for FFmpeg's handles, and FFmpeg's errors as text. Internal to the room.
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

/// Owns an AVDictionary. FFmpeg's calls take its address and may replace it.
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

/// Sends FFmpeg's messages to the log at level `debug`, because error codes report failures. Every function of this
/// room that other rooms call and that uses FFmpeg calls it first.
void quiet_ffmpeg();

/// Returns FFmpeg's text for a negative result.
std::string ffmpeg_error(int result);

/// Returns `path` as a URL with FFmpeg's file protocol, whatever characters the path holds.
std::string file_url(const std::filesystem::path& path);

/// Returns `pointer`, which one of FFmpeg's allocators made. Throws std::bad_alloc where it is null.
template <typename Pointer>
Pointer allocated(Pointer pointer) {
    if (!pointer) throw std::bad_alloc();
    return pointer;
}

}  // namespace stillwave::media

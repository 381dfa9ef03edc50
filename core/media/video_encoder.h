#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "media/ffmpeg.h"
#include "media/video_codecs.h"
#include "types/error.h"

namespace stillwave::media {

/// Everything that a FrameEncoder is opened with.
struct EncodeRequest {
    std::filesystem::path out;        ///< the file that errors name
    std::filesystem::path temporary;  ///< the file that is written
    std::string_view format_name;     ///< the format's name in errors
    const VideoCodec* codec = nullptr;
    const VideoEncoder* encoder = nullptr;
    AVPixelFormat pixel_format = AV_PIX_FMT_NONE;
    int width = 0;   ///< px, as the encoder takes the frames
    int height = 0;  ///< px
    AVRational frame_rate = {0, 1};
    AVRational time_base = {0, 1};  ///< the unit of the frames' pts, s; with a numerator of 0 the unit is one frame
    std::map<std::string, std::string> encoder_options = {};
    std::map<std::string, std::string> muxer_options = {};
    std::map<std::string, std::string> metadata = {};
};

/// Encodes frames into one file with FFmpeg. Every member throws Error(output_unwritable). Internal to the room.
class FrameEncoder {
  public:
    explicit FrameEncoder(const EncodeRequest& request);
    ~FrameEncoder();
    FrameEncoder(const FrameEncoder&) = delete;
    FrameEncoder& operator=(const FrameEncoder&) = delete;

    /// Encodes a frame in the encoder's pixel format. Its pts counts in the request's time base.
    void encode(const AVFrame* frame);
    /// Writes the rest of the file and closes it.
    void finish();

    /// Throws the error that a negative result of FFmpeg means for this file; does nothing for other results.
    void check(int result) const;

  private:
    void open_encoder(const EncodeRequest& request);
    void open_file(const EncodeRequest& request);
    void close();

    std::filesystem::path out_;
    std::string format_name_;
    AVFormatContext* format_ = nullptr;
    AVStream* stream_ = nullptr;
    CodecContextPtr codec_;
    PacketPtr packet_;
};

/// Returns the error for a format that this machine's FFmpeg cannot write.
Error no_encoder_error(const std::filesystem::path& out, std::string_view format_name, const VideoCodec& codec);

}  // namespace stillwave::media

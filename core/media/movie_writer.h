#pragma once

#include "media/clip_formats.h"
#include "media/clip_writer.h"
#include "media/video_codecs.h"

/// The clip writers that open_clip_writer() chooses from. Internal to the room.
namespace stillwave::media {

/// The arguments that every writer is constructed from.
struct WriterArguments {
    std::filesystem::path out;
    ClipHeader header;
    ExportSettings settings;
    Metadata metadata;
    EncodeProgress progress;
    std::stop_token stop;
};

/// The largest numerator and denominator of a frame rate's fraction.
constexpr int largest_rate_term = 100'000;

/// Makes the writer of video files and APNG, which uses FFmpeg's encoders and muxers. Throws Error(output_unwritable)
/// where this machine's FFmpeg has no encoder for the format.
std::unique_ptr<ClipWriter> make_movie_writer(const WriterArguments& arguments, const ClipFormat& format,
                                              const VideoCodec& codec);

std::unique_ptr<ClipWriter> make_gif_writer(const WriterArguments& arguments, const ClipFormat& format,
                                            const VideoCodec& codec);

/// Whether this machine's FFmpeg has the filters that make a GIF's palette.
bool has_palette_filters();

std::unique_ptr<ClipWriter> make_webp_writer(const WriterArguments& arguments);

std::unique_ptr<ClipWriter> make_frame_sequence_writer(const WriterArguments& arguments, const ClipFormat& format);

}  // namespace stillwave::media

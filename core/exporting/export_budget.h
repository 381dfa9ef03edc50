#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "media/clip_writer.h"
#include "types/export_settings.h"
#include "types/image.h"

/// Trial encodings, which tell how large an export gets and make it fit a size budget. Internal to the engine.
namespace stillwave {

using FrameAt = std::function<Image(int index)>;

/// The size of a file, or of a folder's files together.
std::uint64_t bytes_on_disk(const std::filesystem::path& path);

/// Encodes frames into a file beside `out`, removes it and returns its size. Throws as ClipWriter does.
std::uint64_t encoded_bytes(const media::ClipHeader& header, const ExportSettings& settings,
                            const media::Metadata& metadata, const FrameAt& frame, const std::filesystem::path& out,
                            std::stop_token stop);

struct Fitted {
    media::ClipHeader header;
    ExportSettings settings;
};

/// Finds the best quality at which the file has at most `budget_bytes`. The format's own quality (or a GIF's number of
/// colours) is lowered first, then the frames' size. Throws Error(invalid_argument) where even the smallest frames give
/// too large a file, and as ClipWriter does.
Fitted fit_to_budget(const media::ClipHeader& header, const ExportSettings& settings, const media::Metadata& metadata,
                     const FrameAt& frame, std::uint64_t budget_bytes, const std::filesystem::path& out,
                     std::stop_token stop);

/// Returns `frame` resampled to the header's size.
Image at_size(const Image& frame, const media::ClipHeader& header);

}  // namespace stillwave

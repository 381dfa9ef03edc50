#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>

#include "media/clip_writer.h"
#include "types/export_settings.h"
#include "types/image.h"

/// The sizes of files that are not to be kept: to tell how large an export gets, and to make it fit. Internal to the
/// engine.
namespace stillwave {

using FrameAt = std::function<Image(int index)>;

/// Of a file, or of a folder's files together.
std::uint64_t bytes_on_disk(const std::filesystem::path& path);

/// Encodes frames into a file that is removed again, beside `out`. Throws as ClipWriter does.
std::uint64_t encoded_bytes(const media::ClipHeader& header, const ExportSettings& settings,
                            const media::Metadata& metadata, const FrameAt& frame, const std::filesystem::path& out,
                            std::stop_token stop);

struct Fitted {
    media::ClipHeader header;
    ExportSettings settings;
};

/// The best quality at which the file is at most `budget_bytes`: first by the format's own means (quality, a GIF's
/// colours), then by size. Throws Error(invalid_argument) where even the smallest is too large.
Fitted fit_to_budget(const media::ClipHeader& header, const ExportSettings& settings, const media::Metadata& metadata,
                     const FrameAt& frame, std::uint64_t budget_bytes, const std::filesystem::path& out,
                     std::stop_token stop);

/// `frame` at the header's size.
Image at_size(const Image& frame, const media::ClipHeader& header);

}  // namespace stillwave

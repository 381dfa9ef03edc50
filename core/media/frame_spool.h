#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "types/image.h"

namespace stillwave::media {

/// Frames kept on the disk for a second pass, in a file without a name, which the system removes whatever happens.
class FrameSpool {
  public:
    /// Beside `out`, which errors name. Throws Error(output_unwritable), here and below.
    explicit FrameSpool(const std::filesystem::path& out);
    ~FrameSpool();
    FrameSpool(const FrameSpool&) = delete;
    FrameSpool& operator=(const FrameSpool&) = delete;

    void add(const Image& frame);
    /// All frames have one size.
    Image read(int index, int width, int height) const;

  private:
    std::filesystem::path out_;
    int descriptor_;
    std::int64_t size_bytes_ = 0;
};

}  // namespace stillwave::media

#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "types/image.h"

namespace stillwave::media {

/// Keeps frames on the disk for a second pass. Its file has no name, so that the system removes it even after a crash.
/// Every member throws Error(output_unwritable).
class FrameSpool {
  public:
    /// Makes the file in the folder of `out`. Errors name `out`.
    explicit FrameSpool(const std::filesystem::path& out);
    ~FrameSpool();
    FrameSpool(const FrameSpool&) = delete;
    FrameSpool& operator=(const FrameSpool&) = delete;

    void add(const Image& frame);
    /// Reads frame `index`, counted from 0 in the order of add(). `width` and `height` are the size of all frames, px.
    Image read(int index, int width, int height) const;

  private:
    std::filesystem::path out_;
    int descriptor_;
    std::int64_t size_bytes_ = 0;
};

}  // namespace stillwave::media

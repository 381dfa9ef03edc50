#pragma once

#include <optional>
#include <string>

#include "enhance/upscaler.h"

namespace stillwave {

/// Keeps the upscaler that was loaded last.
class WarmUpscaler {
  public:
    /// Returns the upscaler of that name or path on `device` (auto | cpu | cuda | cuda:N). Throws as find_upscaler and
    /// choose_device do.
    const enhance::Upscaler& load(const std::string& name, const std::string& device);

    void reset() { upscaler_.reset(); }

  private:
    std::optional<enhance::Upscaler> upscaler_;
    std::string key_;  // name and device
};

}  // namespace stillwave

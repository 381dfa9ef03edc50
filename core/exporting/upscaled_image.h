#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "enhance/upscaler.h"
#include "types/image.h"

/// One picture through an upscaling network. Internal to the engine.
namespace stillwave {

/// The upscaler of that name or path on that device, loaded or kept from before.
using FindUpscaler = std::function<const enhance::Upscaler&(const std::string& name, const std::string& device)>;

/// `scale` times as wide and high, or as far as the network goes. Throws as enhance::Upscaler::upscale does.
Image upscaled(const enhance::Upscaler& upscaler, const Image& image, int scale, const std::stop_token& stop);

/// The picture at another size, by the interpolation that `media` has; as it is where it has that size.
Image resized(const Image& image, int width, int height);

}  // namespace stillwave

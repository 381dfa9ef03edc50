#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "enhance/upscaler.h"
#include "types/image.h"

/// Enlarging of single images by an upscaling network. Internal to the engine.
namespace stillwave {

/// Returns the upscaler of that name or path on that device, loaded now or kept from an earlier call.
using FindUpscaler = std::function<const enhance::Upscaler&(const std::string& name, const std::string& device)>;

/// Enlarges `image` by the factor `scale`, or by the network's own factor where that is smaller. Throws as
/// enhance::Upscaler::upscale does.
Image upscaled(const enhance::Upscaler& upscaler, const Image& image, int scale, const std::stop_token& stop);

/// Resamples `image` to that size in px, as media::crop_and_resize does. An image of that size is returned as it is.
Image resized(const Image& image, int width, int height);

}  // namespace stillwave

#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "svd/denoiser.h"

namespace stillwave::svd {

/// The frames that the network sees together: `length` frames from `first` on. A window that passes the video's last
/// frame goes on with the first one.
struct Window {
    std::int64_t first = 0;
    std::int64_t length = 0;
    std::vector<float> weights = {};  ///< of each of its frames in the mean with other windows; none: all alike
};

/// Denoises a video of any number of frames through windows of as many frames as the network was trained for. A frame
/// in several windows gets the weighted mean of their predictions. Each window counts its frames from 0 and gets the
/// photo's latents of its own frames. The network holds one window at a time.
class WindowedDenoiser : public Denoiser {
  public:
    /// A function that returns the windows of a step. Together they must hold every frame.
    using Schedule = std::function<std::vector<Window>(std::int64_t step, std::int64_t num_frames)>;

    WindowedDenoiser(std::unique_ptr<Denoiser> inner, Schedule schedule);

    at::Tensor velocity(const at::Tensor& scaled, float sigma, const Conditioning& conditioning) override;

  private:
    std::unique_ptr<Denoiser> inner_;
    Schedule schedule_;
};

}  // namespace stillwave::svd

#pragma once

#include <map>
#include <stop_token>

#include "svd/denoiser.h"
#include "svd/unet_spatio_temporal_condition.h"

namespace stillwave::svd {

/// The denoiser of one clip that asks the UNet. It keeps what stays the same through the clip, for each of a step's
/// passes.
class UNetDenoiser : public Denoiser {
  public:
    struct Options {
        FreeU free_u = {};
        std::int64_t deep_cache_interval = 1;  ///< steps for each that computes the whole UNet; see DeepCache
        std::int64_t piece_bytes = WorkLayout().piece_bytes;
    };

    /// `unet` computes in `dtype` and must outlive this. A stop ends the work before the next pass.
    UNetDenoiser(const UNetSpatioTemporalConditionModel& unet, at::ScalarType dtype, const Options& options,
                 std::stop_token stop = {});

    at::Tensor velocity(const at::Tensor& scaled, float sigma, const Conditioning& conditioning) override;

  private:
    /// The results that the passes of one number keep for each other.
    struct Kept {
        at::Tensor embeddings, added_time_ids;  ///< what `constants` were computed from
        std::int64_t num_frames = 0;            ///< and for how many frames
        VideoConstants constants;
        DeepCache deep_cache;
    };
    Kept& kept_for(const Conditioning& conditioning, std::int64_t num_frames);

    const UNetSpatioTemporalConditionModel& unet_;
    at::ScalarType dtype_;
    Options options_;
    std::stop_token stop_;
    std::map<std::int64_t, Kept> kept_;  ///< by the number of the pass
};

}  // namespace stillwave::svd

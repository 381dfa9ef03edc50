#pragma once

#include <map>
#include <stop_token>

#include "svd/denoiser.h"
#include "svd/unet_spatio_temporal_condition.h"

namespace stillwave::svd {

/// The innermost denoiser, which runs the UNet for one video. For each of a step's passes it keeps apart what stays the
/// same from step to step.
class UNetDenoiser : public Denoiser {
  public:
    struct Options {
        FreeU free_u = {};
        std::int64_t deep_cache_interval = 1;  ///< one step in so many computes the whole UNet; see DeepCache
        std::int64_t piece_bytes = WorkLayout().piece_bytes;
        RunUNetLayer run_layer = {};
    };

    /// `unet` computes in `dtype` and must outlive this object. After a stop the next call of velocity() throws
    /// Cancelled.
    UNetDenoiser(const UNetSpatioTemporalConditionModel& unet, at::ScalarType dtype, const Options& options,
                 std::stop_token stop = {});

    at::Tensor velocity(const at::Tensor& scaled, float sigma, const Conditioning& conditioning) override;

  private:
    /// The values that one pass of a step keeps for the same pass of the next steps.
    struct Kept {
        at::Tensor embeddings, added_time_ids;  ///< what `constants` were computed from
        std::int64_t num_frames = 0;            ///< the number of frames that `constants` were computed for
        VideoConstants constants;
        DeepCache deep_cache;
        std::int64_t first_frame = 0;  ///< the first of the frames that `deep_cache` holds
    };
    Kept& kept_for(const Conditioning& conditioning, std::int64_t num_frames);

    const UNetSpatioTemporalConditionModel& unet_;
    at::ScalarType dtype_;
    Options options_;
    std::stop_token stop_;
    std::map<std::int64_t, Kept> kept_;  ///< by the number of the pass
};

}  // namespace stillwave::svd

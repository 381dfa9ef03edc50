#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "types/animation_settings.h"
#include "types/clip.h"
#include "types/image.h"
#include "types/progress.h"
#include "types/settings_fields.h"

namespace stillwave {

/// The part of the photo that became the picture, in photo pixels; with bars it is the whole photo.
struct CropRectangle {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    bool operator==(const CropRectangle&) const = default;
};

/// What to animate and how. Precedence of settings: `settings` > `recipe` > the model's card > the variant's
/// defaults > `settings_fields`.
struct AnimationRequest {
    Image photo;
    SettingsLayer settings;              ///< asked for explicitly
    SettingsLayer recipe;                ///< from a recipe or settings file
    std::string model;                   ///< installed name or path; empty: the best installed one, else the starter
    std::string device = "auto";         ///< auto | cpu | cuda | cuda:N
    std::string dtype = "auto";          ///< auto | float32 | float16 | bfloat16
    int threads = 0;                     ///< of the processor; 0: libtorch's choice, one a physical core
    std::filesystem::path dump_tensors;  ///< where to write the run's tensors; empty: nowhere
};

/// Seconds and bytes of one run.
struct AnimationReport {
    std::vector<std::pair<std::string, double>>
        stage_seconds;                 ///< load, image_encoder, vae_encode, decode, photo_detail
    std::vector<double> step_seconds;  ///< of each sampling step
    std::uint64_t peak_resident_bytes = 0;
    std::uint64_t peak_device_bytes = 0;  ///< 0 on the CPU
};

struct AnimationResult {
    Clip clip;
    AnimationSettings settings;  ///< as resolved: no automatic value is left
    std::string model_name;
    std::string model_hash;  ///< SHA-256 over the weights' headers and bytes
    std::string device;
    std::string dtype;
    int threads = 0;
    CropRectangle crop;
    AnimationReport report;
};

/// What front ends know of the engine. Synchronous: it owns no thread, and calls back on the caller's.
class AnimationEngine {
  public:
    virtual ~AnimationEngine() = default;

    /// Throws Error, or Cancelled within a step of a stop. The clip was checked: not NaN, black or frozen.
    virtual AnimationResult animate(const AnimationRequest& request, const ProgressCallback& progress,
                                    std::stop_token stop) = 0;
};

/// The engine that does the work in this process; it keeps the last model warm.
std::unique_ptr<AnimationEngine> make_local_engine();

}  // namespace stillwave

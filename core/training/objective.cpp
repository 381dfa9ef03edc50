#include "training/objective.h"

#include <ATen/TensorOperators.h>

#include "training/draws.h"
#include "types/error.h"

namespace stillwave::training {

ClipSource::ClipSource(const PhotoPack& photos, const TrainingSettings& settings)
    : photos_(photos), settings_(settings) {
    if (settings.held_out_photos >= photos.size())
        throw Error(ErrorCode::invalid_argument, "held_out_photos is " + std::to_string(settings.held_out_photos) +
                                                     ", but there are only " + std::to_string(photos.size()) +
                                                     " photos: none is left to train on.");
}

const at::Tensor& ClipSource::held_out_photo(std::int64_t index) const {
    const auto count = held_out();
    return count == 0 ? photos_.photo(index % photos_.size()) : photos_.photo(photos_.size() - count + index % count);
}

RenderedClip ClipSource::draw(const PassDraws& draws, const ClipMotion& motion) const {
    const auto& generator = draws.generator;
    const auto trained = photos_.size() - held_out();
    const auto index = draw_integer(generator, 0, (draws.quantile && held_out() > 0 ? held_out() : trained) - 1);
    const auto& photo = draws.quantile ? held_out_photo(index) : photos_.photo(index);
    auto crop = draw_crop(photo, settings_, generator);
    if (settings_.beyond_crop == "mirror") crop = {crop.first_frame(), 0, 0, crop.width, crop.height};
    return render_clip(crop, settings_.num_frames, motion, settings_.motion_amplitude);
}

}  // namespace stillwave::training

#include "engine/warm_model.h"

namespace stillwave {
namespace {

std::string key_of(const std::string& model, const DeviceChoice& choice) {
    return model + "\n" + choice.device + "\n" + choice.dtype;
}

}  // namespace

const LoadedModel& WarmModel::load(const std::string& model, const DeviceChoice& choice) {
    const bool is_warm = model_ && key_ == key_of(model, choice);
    return load(model, choice, is_warm ? residencies_ : svd::Residencies());
}

const LoadedModel& WarmModel::load(const std::string& model, const DeviceChoice& choice,
                                   const svd::Residencies& residencies) {
    if (!model_ || key_of(model, choice) != key_ || residencies != residencies_) {
        // The old model goes first, so that two models never lie in memory together.
        model_.reset();
        model_.emplace(load_model(model, choice.device, choice.dtype, residencies));
        key_ = key_of(model, choice);
        residencies_ = residencies;
    }
    return *model_;
}

std::string WarmModel::card_dtype(const std::string& model) const {
    if (model_ && key_.starts_with(model + "\n")) return model_->card_dtype;
    const auto card = ModelStore().resolve(model).card;
    return card ? card->dtype : std::string();
}

}  // namespace stillwave

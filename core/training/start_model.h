#pragma once

#include <filesystem>
#include <string>

#include "nn/weights.h"
#include "svd/config.h"
#include "training/adamw.h"
#include "types/training_settings.h"

namespace stillwave::training {

/// The diffusers folder that a run starts from. Tensors are views of its files.
struct StartModel {
    std::filesystem::path folder;
    svd::PipelineConfig config;
    nn::NamedTensors unet, vae, image_encoder;
    std::string fingerprint;  ///< of configuration and weights
};

/// Reads `folder`, whose components are single files (plain or the fp16 variant). `component`, the one that is trained,
/// may have no file: then it starts from random weights that follow from `seed`. Throws Error(model_not_found),
/// Error(model_invalid).
StartModel read_start_model(const std::filesystem::path& folder, const std::string& component, std::int64_t seed);

/// Weights as PyTorch's layers start with them: uniform within 1 / sqrt(inputs), norms 1, biases 0, and mix_factor 0.5.
/// `recorded` was built by the model that needs them.
nn::NamedTensors random_weights(const nn::Weights& recorded, std::int64_t seed);

/// The weights of the component that is trained, as float32 on the device.
class TrainedWeights {
  public:
    /// Throws Error(invalid_argument) where settings.trainable names no weight.
    TrainedWeights(const nn::NamedTensors& start, const TrainingSettings& settings);

    const OrderedTensors& trainable() const { return trainable_; }  ///< leaves with gradients
    const OrderedTensors& ema() const { return ema_; }              ///< of the trainable ones

    /// All of them by name: the leaves, or their moving average in their place.
    nn::NamedTensors latest() const { return with(trainable_); }
    nn::NamedTensors averaged() const { return with(ema_); }

    /// Takes the gradients of the weights that are to stay zero.
    void mask_gradients();
    void clear_gradients();

  private:
    nn::NamedTensors with(const OrderedTensors& some) const;

    OrderedTensors trainable_, ema_, frozen_;
    OrderedTensors kept_;  ///< with keep_zeros, which values of each trainable weight may change
};

/// Whether `name` is one of the comma-separated `patterns`, where * stands for any text. No pattern is all names.
bool matches(const std::string& name, const std::string& patterns);

/// Writes a diffusers folder that the engine and diffusers read: the start model's configuration and other components
/// as they are, and `weights` as the trained component in `dtype` ("float16" or "float32"). Without the
/// model_index.json that comes last the folder is no model. Throws Error(output_unwritable).
void write_model_folder(const std::filesystem::path& folder, const StartModel& start, const std::string& component,
                        const nn::NamedTensors& weights, const std::string& dtype);

}  // namespace stillwave::training

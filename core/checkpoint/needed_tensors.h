#pragma once

#include <vector>

#include "checkpoint/checkpoint.h"

/// The tensors that a model needs: those that its networks' constructors ask for.
namespace stillwave {

struct NeededTensors {
    std::vector<nn::Weights::Asked> unet, vae, image_encoder;
};

/// The tensors that models of this configuration ask for, under diffusers' names.
NeededTensors needed_tensors(const svd::PipelineConfig& config);

/// The number of values in all tensors.
std::uint64_t parameter_count(const NeededTensors& needed);

/// Builds the models without memory for their values. Throws Error(model_invalid) for tensors that are missing,
/// misshapen or of a wrong type; logs the tensors that no model asked for.
void check_tensors(const Checkpoint& checkpoint);

}  // namespace stillwave

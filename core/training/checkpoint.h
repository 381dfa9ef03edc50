#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

#include "training/adamw.h"
#include "training/noise_levels.h"

/// The file that an interrupted run goes on from: one safetensors file, whose metadata tell the step and the run.
namespace stillwave::training {

/// The facts that must be the same for a run to go on: the settings that change weights, the model that it started from
/// and the photos.
struct RunIdentity {
    TrainingSettings settings;
    std::string model_fingerprint, data_fingerprint;
};

struct CheckpointContent {
    std::int64_t step = 0;
    RunIdentity identity;
    OrderedTensors tensors;
    std::array<double, 2 * LossBySigma::bins> loss_by_sigma{};
};

/// Writes it whole or not at all: under another name, brought to the disk, then renamed. Throws
/// Error(output_unwritable).
void write_checkpoint(const std::filesystem::path& path, const CheckpointContent& content);

/// Reads a checkpoint of the run `expected`. Its tensors are views of the file. Throws Error(invalid_argument) for
/// another run's, which names what differs; Error(model_invalid) for a file that is no checkpoint or damaged;
/// Error(model_not_found).
CheckpointContent read_checkpoint(const std::filesystem::path& path, const RunIdentity& expected);

/// Throws Error(model_invalid) where the checkpoint's tensors are not those of the run, by name and shape.
void require_same_tensors(const std::filesystem::path& path, const OrderedTensors& found, const OrderedTensors& wanted);

}  // namespace stillwave::training

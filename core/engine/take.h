#pragma once

#include <filesystem>
#include <vector>

#include "engine/recipe.h"
#include "types/drift.h"
#include "types/image.h"

/// A take's folder holds all that is kept of a generation:
///   latents.safetensors       the sampled latents, and a text of what they were sampled from
///   latents_of_pass_N.safetensors   of a clip between several photos, until all its passes are sampled
///   model_frames.safetensors  the model's frames, "frames" [frames, height, width, 3] uint8
///   frames.safetensors        the frames with photo detail, where the settings ask for it; as above
///   confidence.safetensors    how much of each of those is the photo's own pixels (white: all), at the model's size
///   drift.json                of a take that goes on from another one: how it leaves its first frame
///   recipe.json               written last: a folder that has it holds a complete take
namespace stillwave {

enum class TakeFrames { model, photo_detail, confidence };

/// Writes frames of one size to a safetensors file, complete or not at all. Throws Error(output_unwritable).
void write_frames(const std::filesystem::path& path, const std::vector<Image>& frames);

/// Reads the frames that write_frames() wrote. Throws Error(clip_unreadable) where the file is missing, damaged or
/// holds no frames.
std::vector<Image> read_frames(const std::filesystem::path& path);

/// Writes how a take leaves its first frame. Throws Error(output_unwritable).
void write_drift(const std::filesystem::path& take_folder, const Drift& drift);

/// Reads what write_drift() wrote; empty lists where the take has none. Throws Error(clip_unreadable) where it is
/// damaged.
Drift read_drift(const std::filesystem::path& take_folder);

std::filesystem::path take_frames_path(const std::filesystem::path& take_folder, TakeFrames which);
std::filesystem::path take_latents_path(const std::filesystem::path& take_folder);
std::filesystem::path take_recipe_path(const std::filesystem::path& take_folder);
std::filesystem::path take_drift_path(const std::filesystem::path& take_folder);

}  // namespace stillwave

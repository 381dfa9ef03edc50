#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/model_card.h"
#include "models/svd_variant.h"

namespace stillwave {

/// The facts of a model that are known without loading it.
struct ModelInfo {
    std::string name;            ///< the installed name; for a path the name of its file or folder
    std::filesystem::path path;  ///< the folder with model_index.json, or the single file
    std::string variant;         ///< "SVD", "SVD-XT", "SVD-XT 1.1", "starter", "custom"
    std::string format;          ///< "diffusers folder", "original file"; " with an image decoder"
    std::string dtype;           ///< the stored weights' type: "float32", "float16", "bfloat16", …
    std::int64_t num_frames = 14;
    FramesEvidence frames_evidence = FramesEvidence::configuration;  ///< the evidence for num_frames
    std::uint64_t parameters = 0;
    std::uint64_t bytes = 0;  ///< size of the weights' files
    std::int64_t latent_channels = 4;
    std::int64_t size_multiple = 8;     ///< px; width and height must be multiples of it
    bool can_align_your_steps = false;  ///< see svd::can_align_your_steps
    std::vector<std::filesystem::path> weight_files;
    std::optional<ModelCard> card;
};

/// Reads headers and configurations and checks that every tensor that the model needs is there, in shape and type;
/// takes well under a second and reads no weights. `path`: a diffusers folder, a single file, or a folder that holds
/// one. What only a ModelStore knows is not looked up: kept variants and hashes, and which model is the starter. Throws
/// Error(model_not_found), Error(model_invalid).
ModelInfo inspect_model(const std::filesystem::path& path);

/// Gives a single file's model the variant that `evidence` tells. A `variant` of nullptr changes nothing.
void set_variant(ModelInfo& model, const SvdVariant* variant, FramesEvidence evidence);

/// One sentence for people that says why the number of frames is a guess and how to settle it; empty where it is no
/// guess or the card sets the number.
std::string frames_warning(const ModelInfo& model);

/// The note of the model's card, and for the starter how to add a better model; empty where it has no card.
std::string model_notice(const ModelInfo& model);

}  // namespace stillwave

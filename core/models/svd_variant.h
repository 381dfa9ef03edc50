#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The variants of Stability AI's models. The tensors of SVD and SVD-XT have the same names and shapes, so the number
/// of frames that a single file was trained for is found by other evidence.
namespace stillwave {

struct SvdVariant {
    std::string_view key;    ///< the name that the command line and the store use
    std::string_view label;  ///< the name for people
    std::int64_t num_frames = 0;
};

/// All variants: svd, svd_xt, svd_xt_1_1.
const std::vector<SvdVariant>& svd_variants();

/// The variant with this key; nullptr where there is none.
const SvdVariant* svd_variant(std::string_view key);

/// Finds the variant by the SHA-256 of a file, 64 hexadecimal digits. Stability AI's own files and their widespread
/// conversions to float16 are known; nullptr for any other file.
const SvdVariant* svd_variant_of_hash(std::string_view sha256);

/// Finds the variant by the metadata of a safetensors header: the model's title and architecture (Stability AI's
/// ModelSpec), and the workflow that ComfyUI keeps, which names the file that the model came from. nullptr where they
/// do not tell.
const SvdVariant* svd_variant_of_metadata(const std::map<std::string, std::string>& metadata);

/// Finds the variant by the name of a file; nullptr where the name does not tell.
const SvdVariant* svd_variant_of_file_name(const std::filesystem::path& file);

/// The evidence for a model's number of frames. A guess is SVD's number, where nothing tells another.
enum class FramesEvidence { configuration, person, known_hash, metadata, file_name, guess };

/// The enumerator's own name, for programs.
std::string_view frames_evidence_name(FramesEvidence evidence);

/// The evidence in words for people: "by the file's name", …; empty for the configuration.
std::string_view frames_evidence_text(FramesEvidence evidence);

}  // namespace stillwave

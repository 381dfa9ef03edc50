#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "nn/safetensors.h"

namespace stillwave::training {

/// The photos of a packed file. They stay in the file until they are used.
class PhotoPack {
  public:
    /// Throws Error(model_not_found), Error(photo_unreadable): no packed photos, a photo of another type or shape, or
    /// smaller than a clip of 16 px.
    static PhotoPack open(const std::filesystem::path& path);

    std::int64_t size() const { return static_cast<std::int64_t>(photos_.size()); }
    /// uint8 [3, height, width]; a view of the file.
    const at::Tensor& photo(std::int64_t index) const { return photos_.at(static_cast<std::size_t>(index)); }
    const std::string& name(std::int64_t index) const { return names_.at(static_cast<std::size_t>(index)); }
    /// JSON: name and licence of each photo, as they were packed.
    const std::string& credits() const { return credits_; }
    /// Of all pixels and names: two packs with the same are the same.
    const std::string& fingerprint() const { return fingerprint_; }

  private:
    std::vector<at::Tensor> photos_;
    std::vector<std::string> names_;
    std::string credits_, fingerprint_;
};

/// FNV-1a (Fowler, Noll, Vo) of bytes, continued from `hash`: tells files apart by accident, not by intent.
std::uint64_t fnv1a(const void* bytes, std::size_t size, std::uint64_t hash = 0xcbf29ce484222325);
std::string hexadecimal(std::uint64_t hash);

}  // namespace stillwave::training

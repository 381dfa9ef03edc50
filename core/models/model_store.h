#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/model_info.h"

namespace stillwave {

/// A model that is installed, or the reason why it cannot be used.
struct InstalledModel {
    std::string name;
    std::filesystem::path path;
    std::optional<ModelInfo> info;
    std::string problem;  ///< why the model cannot be used; empty where there is info
};

/// The models of this user, and the starter that ships with the program.
class ModelStore {
  public:
    enum class AddMode { link, copy };

    /// Opens the store of the user's own models folder and the program's resources.
    ModelStore();
    ModelStore(std::filesystem::path models_folder, std::filesystem::path resources_folder);

    const std::filesystem::path& models_folder() const { return models_folder_; }

    /// Inspects the model at `path` and installs it under its file's or folder's name: linked from where it is, or
    /// copied whole (under a temporary name until the copy is complete; free space is checked first). `variant`, a key
    /// of svd_variants, says which model a single file is, also for a file that is installed already. Without it, a
    /// file whose name and metadata do not tell is looked up by its hash, which reads the whole file. Throws as
    /// inspect_model does, Error(invalid_argument) where the name is taken, or where the variant is unknown or given
    /// for a folder, which says itself what it is, and Error(output_unwritable).
    ModelInfo add(const std::filesystem::path& path, AddMode mode, const std::string& variant = {}) const;

    /// Inspects as inspect_model does, and adds the variant that a person gave the model or that its kept hash tells.
    /// The model in the resources is the starter; a copy of it, or what was trained from it, is a custom model.
    ModelInfo inspect(const std::filesystem::path& path) const;

    /// The installed models by name, then the starter. Broken models are listed with their problem.
    std::vector<InstalledModel> list() const;

    /// Finds a model. `model` is an installed name, "starter", a path, or empty for the best installed model (SVD-XT
    /// before SVD before others), else the starter. Throws Error(model_not_found) that names what is installed,
    /// Error(model_invalid).
    ModelInfo resolve(const std::string& model) const;

    /// The SHA-256 over the bytes of all weight files in their order. Hashes of large models are kept in the models'
    /// folder, and are valid while each file's path, size and time of change stay the same. Throws Error(model_invalid)
    /// where a file cannot be read.
    std::string hash(const ModelInfo& model) const;

  private:
    std::filesystem::path starter() const;
    std::filesystem::path hashes() const { return models_folder_ / ".hashes.json"; }
    ModelInfo inspect_installed(const std::string& name, const std::filesystem::path& path) const;
    InstalledModel examine(const std::string& name, const std::filesystem::path& path) const;

    std::filesystem::path models_folder_;
    std::filesystem::path resources_folder_;
};

}  // namespace stillwave

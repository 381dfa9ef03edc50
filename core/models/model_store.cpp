#include "models/model_store.h"

#include <algorithm>
#include <array>

#include "models/kept_variants.h"
#include "models/model_hash.h"
#include "models/model_install.h"
#include "types/data_folders.h"
#include "types/json_text.h"
#include "types/log.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

constexpr auto starter_name = "starter";

/// The hashes of smaller models are not kept, because hashing those takes a moment.
constexpr std::uint64_t cached_from_bytes = std::uint64_t{256} << 20;

/// Whether `a` is preferred to `b`: SVD-XT before SVD before others; among equals the larger one.
bool is_better(const ModelInfo& a, const ModelInfo& b) {
    constexpr std::array order = {"SVD-XT", "SVD", "custom", "starter"};
    const auto rank = [&](const ModelInfo& info) {
        return std::find(order.begin(), order.end(), info.variant.substr(0, info.variant.find(' ')));
    };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return a.parameters > b.parameters;
}

/// The variant that was asked for. Throws Error(invalid_argument).
const SvdVariant& checked_variant(const std::string& key, const ModelInfo& model) {
    const auto* variant = svd_variant(key);
    if (!variant) {
        std::string keys;
        for (const auto& known : svd_variants()) keys += (keys.empty() ? "" : ", ") + std::string(known.key);
        throw Error(ErrorCode::invalid_argument, "There is no variant '" + key + "'. There are: " + keys + ".");
    }
    if (fs::is_directory(model.path)) {
        throw Error(ErrorCode::invalid_argument, model.path.string() + " says itself that it makes " +
                                                     std::to_string(model.num_frames) +
                                                     " frames. A variant is for single files, which do not.");
    }
    return *variant;
}

}  // namespace

ModelStore::ModelStore() : ModelStore(default_models_folder(), stillwave::resources_folder()) {}

ModelStore::ModelStore(fs::path models_folder, fs::path resources_folder)
    : models_folder_(std::move(models_folder)), resources_folder_(std::move(resources_folder)) {}

fs::path ModelStore::starter() const {
    return resources_folder_ / "models" / starter_name;
}

ModelInfo ModelStore::add(const fs::path& path, AddMode mode, const std::string& variant) const {
    const auto found = inspect(path);
    const auto* said = variant.empty() ? nullptr : &checked_variant(variant, found);
    const auto installed = installed_models(models_folder_);
    if (const auto same = installed.find(found.name); found.name == starter_name || same != installed.end()) {
        std::error_code ignored;
        if (said && same != installed.end() && fs::equivalent(same->second, found.path, ignored)) {
            keep_variant(models_folder_, found.path, *said);
            return inspect_installed(same->first, same->second);
        }
        throw Error(ErrorCode::invalid_argument, "A model named '" + found.name +
                                                     "' is installed already. Rename the file or folder, or remove " +
                                                     (models_folder_ / found.name).string() + "*.");
    }
    const auto place = install_model(found, models_folder_, mode);
    if (said) keep_variant(models_folder_, place, *said);
    auto info = inspect_installed(found.name, place);
    if (info.frames_evidence == FramesEvidence::guess)
        set_variant(info, svd_variant_of_hash(hash(info)), FramesEvidence::known_hash);
    return info;
}

ModelInfo ModelStore::inspect(const fs::path& path) const {
    auto info = inspect_model(path);
    std::error_code ignored;
    if (fs::equivalent(info.path, starter(), ignored)) info.variant = starter_name;
    if (const auto* said = kept_variant(models_folder_, info.path)) {
        set_variant(info, said, FramesEvidence::person);
    } else {
        set_variant(info, svd_variant_of_hash(kept_hash(info.weight_files, hashes())), FramesEvidence::known_hash);
    }
    return info;
}

ModelInfo ModelStore::inspect_installed(const std::string& name, const fs::path& path) const {
    auto info = inspect(path);
    info.name = name;
    return info;
}

InstalledModel ModelStore::examine(const std::string& name, const fs::path& path) const {
    InstalledModel model{name, path, std::nullopt, {}};
    try {
        model.info = inspect_installed(name, path);
    } catch (const Error& error) {
        model.problem = error.what();
    }
    return model;
}

std::vector<InstalledModel> ModelStore::list() const {
    std::vector<InstalledModel> models;
    for (const auto& [name, path] : installed_models(models_folder_)) models.push_back(examine(name, path));
    std::error_code ignored;
    if (fs::exists(starter(), ignored)) models.push_back(examine(starter_name, starter()));
    return models;
}

ModelInfo ModelStore::resolve(const std::string& model) const {
    const auto installed = installed_models(models_folder_);
    if (model.empty()) {
        std::optional<ModelInfo> best;
        for (const auto& [name, path] : installed) {
            auto candidate = examine(name, path);
            if (!candidate.info) {
                log::warning("The installed model '" + name + "' cannot be used: " + candidate.problem);
            } else if (!best || is_better(*candidate.info, *best)) {
                best = std::move(candidate.info);
            }
        }
        return best ? *best : inspect_installed(starter_name, starter());
    }
    if (const auto found = installed.find(model); found != installed.end()) {
        return inspect_installed(found->first, found->second);
    }
    if (model == starter_name) return inspect_installed(starter_name, starter());
    std::error_code ignored;
    if (fs::exists(model, ignored)) return inspect(model);
    std::string names;
    for (const auto& [name, path] : installed) names += name + ", ";
    throw Error(ErrorCode::model_not_found, "There is no model '" + model +
                                                "': it is neither installed nor a path. "
                                                "Installed are: " +
                                                names + starter_name + ".");
}

std::string ModelStore::hash(const ModelInfo& model) const {
    return hash_weight_files(model.weight_files, hashes(), cached_from_bytes);
}

}  // namespace stillwave

#include "models/model_store.h"

#include <algorithm>
#include <array>

#include "models/model_hash.h"
#include "models/model_install.h"
#include "types/data_folders.h"
#include "types/json_text.h"
#include "types/log.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

constexpr auto starter_name = "starter";

/// Hashing less takes a moment.
constexpr std::uint64_t cached_from_bytes = std::uint64_t{256} << 20;

/// SVD-XT before SVD before others; among equals the larger one.
bool is_better(const ModelInfo& a, const ModelInfo& b) {
    constexpr std::array order = {"SVD-XT", "SVD", "custom", "starter"};
    const auto rank = [&](const ModelInfo& info) { return std::find(order.begin(), order.end(), info.variant); };
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return a.parameters > b.parameters;
}

ModelInfo inspect_installed(const std::string& name, const fs::path& path) {
    auto info = inspect_model(path);
    info.name = name;
    return info;
}

InstalledModel examine(const std::string& name, const fs::path& path) {
    InstalledModel model{name, path, std::nullopt, {}};
    try {
        model.info = inspect_installed(name, path);
    } catch (const Error& error) {
        model.problem = error.what();
    }
    return model;
}

}  // namespace

ModelStore::ModelStore() : ModelStore(default_models_folder(), stillwave::resources_folder()) {}

ModelStore::ModelStore(fs::path models_folder, fs::path resources_folder)
    : models_folder_(std::move(models_folder)), resources_folder_(std::move(resources_folder)) {}

ModelInfo ModelStore::add(const fs::path& path, AddMode mode) const {
    auto info = inspect_model(path);
    const auto installed = installed_models(models_folder_);
    if (info.name == starter_name || installed.contains(info.name)) {
        throw Error(ErrorCode::invalid_argument, "A model named '" + info.name +
                                                     "' is installed already. Rename the file or folder, or remove " +
                                                     (models_folder_ / info.name).string() + "*.");
    }
    const auto place = install_model(info, models_folder_, mode);
    return inspect_installed(info.name, place);
}

std::vector<InstalledModel> ModelStore::list() const {
    std::vector<InstalledModel> models;
    for (const auto& [name, path] : installed_models(models_folder_)) models.push_back(examine(name, path));
    const auto starter = resources_folder_ / "models" / starter_name;
    std::error_code ignored;
    if (fs::exists(starter, ignored)) models.push_back(examine(starter_name, starter));
    return models;
}

ModelInfo ModelStore::resolve(const std::string& model) const {
    const auto starter = resources_folder_ / "models" / starter_name;
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
        return best ? *best : inspect_installed(starter_name, starter);
    }
    if (const auto found = installed.find(model); found != installed.end()) {
        return inspect_installed(found->first, found->second);
    }
    if (model == starter_name) return inspect_installed(starter_name, starter);
    std::error_code ignored;
    if (fs::exists(model, ignored)) return inspect_model(model);
    std::string names;
    for (const auto& [name, path] : installed) names += name + ", ";
    throw Error(ErrorCode::model_not_found, "There is no model '" + model +
                                                "': it is neither installed nor a path. "
                                                "Installed are: " +
                                                names + starter_name + ".");
}

std::string ModelStore::hash(const ModelInfo& model) const {
    return hash_weight_files(model.weight_files, models_folder_ / ".hashes.json", cached_from_bytes);
}

std::string model_notice(const std::string& model) {
    const auto info = ModelStore().resolve(model);
    if (!info.card) return {};
    auto notice = info.card->note;
    if (info.card->development_demonstration) {
        notice +=
            " For full quality, download Stability AI's svd_xt.safetensors and run `stillwave models add PATH` once.";
    }
    return notice;
}

}  // namespace stillwave

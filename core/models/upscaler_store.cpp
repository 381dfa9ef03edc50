#include "models/upscaler_store.h"

#include <algorithm>

#include "enhance/upscaler.h"
#include "types/data_folders.h"
#include "types/error.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

fs::path users_folder() {
    return default_models_folder().parent_path() / "upscalers";
}

std::vector<fs::path> folders() {
    std::vector<fs::path> found{resources_folder() / "models" / default_upscaler};
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(users_folder(), ignored))
        if (entry.is_directory() && !entry.path().filename().string().starts_with('.')) found.push_back(entry.path());
    std::sort(found.begin() + 1, found.end());
    return found;
}

}  // namespace

std::vector<UpscalerSummary> list_upscalers() {
    std::vector<UpscalerSummary> upscalers;
    for (const auto& folder : folders()) {
        UpscalerSummary summary;
        summary.name = folder.filename().string();
        summary.path = folder;
        try {
            summary.scale = enhance::Upscaler(folder, at::kCPU, at::kFloat).scale();
        } catch (const Error& error) {
            summary.problem = error.what();
        }
        upscalers.push_back(std::move(summary));
    }
    return upscalers;
}

fs::path find_upscaler(const std::string& name_or_path) {
    const auto known = folders();
    if (name_or_path.empty()) return known.front();
    for (const auto& folder : known)
        if (folder.filename() == name_or_path) return folder;
    if (fs::exists(name_or_path)) return name_or_path;
    std::string names;
    for (const auto& folder : known) names += (names.empty() ? "" : ", ") + folder.filename().string();
    throw Error(ErrorCode::model_not_found, "There is no upscaler '" + name_or_path + "'. Installed are: " + names +
                                                ". Give a name of these, or the path of a .safetensors, .pth or "
                                                ".param file.");
}

}  // namespace stillwave

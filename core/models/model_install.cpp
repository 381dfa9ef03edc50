#include "models/model_install.h"

#include <algorithm>
#include <array>

#include "types/json_reader.h"
#include "types/json_text.h"
#include "types/log.h"
#include "types/output_file.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view pointer_ending = ".link.json";
constexpr std::string_view file_ending = ".safetensors";

[[noreturn]] void refuse(const fs::path& place, const std::string& problem, const std::string& detail = {}) {
    throw Error(ErrorCode::output_unwritable, place.string() + " cannot be written: " + problem, detail);
}

/// Returns the path that a pointer file holds. For a pointer that cannot be read it is the pointer's own path, and
/// opening that names the fault.
fs::path pointed_to(const fs::path& pointer) {
    try {
        return JsonReader::of_file(pointer, ErrorCode::model_invalid).text("path");
    } catch (const Error& error) {
        log::warning(error.what());
        return pointer;
    }
}

/// Whether `file` belongs to the model: its weights, or a small file beside them that says what it is.
bool is_part_of(const fs::path& file, const ModelInfo& model) {
    const auto extension = file.extension().string();
    if (extension == ".json" || extension == ".md" || extension == ".txt" || file.stem() == "LICENSE") return true;
    return std::any_of(model.weight_files.begin(), model.weight_files.end(), [&](const fs::path& weights) {
        std::error_code ignored;
        return fs::equivalent(file, weights, ignored);
    });
}

void copy_folder(const ModelInfo& model, const fs::path& target) {
    constexpr std::array parts = {"", "unet", "vae", "image_encoder", "scheduler", "feature_extractor"};
    for (const auto* part : parts) {
        fs::create_directories(target / part);
        for (const auto& entry : fs::directory_iterator(model.path / part)) {
            if (entry.is_regular_file() && is_part_of(entry.path(), model)) {
                fs::copy_file(entry.path(), target / part / entry.path().filename());
            }
        }
    }
}

void copy_model(const ModelInfo& model, const fs::path& place) {
    constexpr std::uint64_t margin_bytes = 64 << 20;
    std::error_code failure;
    const auto room = fs::space(place.parent_path(), failure);
    if (!failure && room.available < model.bytes + margin_bytes) {
        refuse(place, "it takes " + std::to_string(model.bytes >> 20) + " MiB, but the disk has " +
                          std::to_string(room.available >> 20) + " MiB free. Free some, or link it instead.");
    }
    if (fs::is_directory(model.path)) {
        OutputFolder output(place, [](const std::string&) { return false; });
        try {
            copy_folder(model, output.temporary_path());
        } catch (const fs::filesystem_error& error) {
            throw output_error(place, error.code().value());
        }
        output.commit();
    } else {
        const auto card_beside = [](fs::path file) { return file.replace_extension(".stillwave.json"); };
        if (fs::exists(card_beside(model.path))) write_copy(card_beside(model.path), card_beside(place));
        write_copy(model.path, place);
    }
}

}  // namespace

std::map<std::string, fs::path> installed_models(const fs::path& models_folder) {
    std::map<std::string, fs::path> models;
    std::error_code failure;
    for (const auto& entry : fs::directory_iterator(models_folder, failure)) {
        const auto file = entry.path().filename().string();
        std::error_code ignored;
        if (file.starts_with(".")) continue;
        if (file.ends_with(pointer_ending)) {
            models.emplace(file.substr(0, file.size() - pointer_ending.size()), pointed_to(entry.path()));
        } else if (file.ends_with(file_ending)) {
            models.emplace(file.substr(0, file.size() - file_ending.size()), entry.path());
        } else if (entry.is_directory(ignored) || entry.is_symlink(ignored)) {
            models.emplace(file, entry.path());
        }
    }
    return models;
}

fs::path install_model(const ModelInfo& model, const fs::path& models_folder, ModelStore::AddMode mode) {
    std::error_code failure;
    fs::create_directories(models_folder, failure);
    if (failure) refuse(models_folder, "check the permissions of the folders above it.", failure.message());
    const bool folder = fs::is_directory(model.path);
    const auto place = models_folder / (model.name + (folder ? "" : std::string(file_ending)));
    if (mode == ModelStore::AddMode::copy) {
        copy_model(model, place);
        return place;
    }
    const auto target = fs::absolute(model.path).lexically_normal();
    if (folder) {
        fs::create_directory_symlink(target, place, failure);
    } else {
        fs::create_symlink(target, place, failure);
    }
    if (!failure) return place;
    write_file(models_folder / (model.name + std::string(pointer_ending)), json_text({{"path", target.string()}}));
    return target;
}

}  // namespace stillwave

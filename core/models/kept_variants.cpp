#include "models/kept_variants.h"

#include "models/kept_json.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

constexpr auto file_name = ".variants.json";

std::string real_path(const fs::path& model) {
    std::error_code failure;
    const auto path = fs::canonical(model, failure);
    return failure ? model.string() : path.string();
}

}  // namespace

const SvdVariant* kept_variant(const fs::path& models_folder, const fs::path& model) {
    const auto variants = read_kept_json(models_folder / file_name);
    const auto found = variants.find(real_path(model));
    return found != variants.end() && found->is_string() ? svd_variant(found->get_ref<const std::string&>()) : nullptr;
}

void keep_variant(const fs::path& models_folder, const fs::path& model, const SvdVariant& variant) {
    const auto file = models_folder / file_name;
    auto variants = read_kept_json(file);
    variants[real_path(model)] = std::string(variant.key);
    write_kept_json(file, variants);
}

}  // namespace stillwave

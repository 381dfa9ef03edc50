#include "training/photo_pack.h"

#include <ATen/ops/from_blob.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "training/photo_packing.h"
#include "types/error.h"
#include "types/json_text.h"

namespace stillwave::training {
namespace {

constexpr auto list_key = "photos";
constexpr std::int64_t least_side = 16;  // px

std::string tensor_name(std::size_t index) {
    char name[32];
    std::snprintf(name, sizeof name, "photo.%05zu", index);
    return name;
}

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& problem) {
    throw Error(ErrorCode::photo_unreadable,
                path.string() + " " + problem + ". Pack the photos again with `stillwave train --pack`.");
}

}  // namespace

std::uint64_t fnv1a(const void* bytes, std::size_t size, std::uint64_t hash) {
    const auto* at = static_cast<const std::uint8_t*>(bytes);
    for (std::size_t i = 0; i < size; ++i) hash = (hash ^ at[i]) * 0x100000001b3;
    return hash;
}

std::string hexadecimal(std::uint64_t hash) {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
    return text;
}

void pack_photos(const std::filesystem::path& path, const std::vector<NamedPhoto>& photos) {
    if (photos.empty()) throw Error(ErrorCode::invalid_argument, "There are no photos to pack.");
    std::vector<nn::TensorInfo> infos;
    auto list = nlohmann::json::array();
    for (std::size_t i = 0; i < photos.size(); ++i) {
        infos.push_back({tensor_name(i), at::kByte, {3, photos[i].image.height, photos[i].image.width}});
        list.push_back({{"name", photos[i].name}, {"licence", photos[i].licence}});
    }
    nn::SafetensorsWriter writer(path, infos,
                                 {{list_key, list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)}});
    for (const auto& [name, licence, image] : photos) {
        const auto rows =
            at::from_blob(const_cast<std::uint8_t*>(image.data()), {image.height, image.width, 3}, at::kByte);
        const auto planes = rows.permute({2, 0, 1}).contiguous();
        writer.write(planes.const_data_ptr(), planes.nbytes());
    }
    writer.commit();
}

PhotoPack PhotoPack::open(const std::filesystem::path& path) {
    const auto file = nn::SafetensorsFile::open(path);
    const auto found = file.metadata().find(list_key);
    if (found == file.metadata().end()) refuse(path, "holds no packed photos");
    const auto list = nlohmann::json::parse(found->second, nullptr, false);
    if (!list.is_array() || list.empty() || list.size() != file.tensors().size())
        refuse(path, "has a list of photos that does not match its photos");
    const auto tensors = file.named_tensors();
    PhotoPack pack;
    auto hash = fnv1a(found->second.data(), found->second.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i].is_object() || !list[i].contains("name") || !list[i]["name"].is_string())
            refuse(path, "has a list of photos that does not name them");
        const auto name = list[i]["name"].get<std::string>();
        const auto photo = tensors.find(tensor_name(i));
        if (photo == tensors.end()) refuse(path, "lacks the photo '" + name + "'");
        const auto& pixels = photo->second;
        if (pixels.scalar_type() != at::kByte || pixels.dim() != 3 || pixels.size(0) != 3 ||
            pixels.size(1) < least_side || pixels.size(2) < least_side)
            refuse(path, "has no picture of at least 16 x 16 px for the photo '" + name + "'");
        hash = fnv1a(pixels.const_data_ptr(), pixels.nbytes(), hash);
        pack.photos_.push_back(pixels);
        pack.names_.push_back(name);
    }
    pack.credits_ = json_text(list);
    pack.fingerprint_ = hexadecimal(hash);
    return pack;
}

}  // namespace stillwave::training

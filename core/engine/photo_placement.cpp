#include "engine/photo_placement.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "engine/photo.h"
#include "media/letterbox_fill.h"
#include "media/photo_reader.h"
#include "types/error.h"

namespace stillwave {
namespace {

constexpr double same_shape = 0.02;  // two aspects that differ by less are one

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::invalid_argument, message);
}

Image whole(const Image& picture, int width, int height) {
    return media::crop_and_resize(
        picture, {0, 0, static_cast<double>(picture.width), static_cast<double>(picture.height)}, width, height);
}

}  // namespace

bool has_shape_of(const Image& picture, const Image& photo) {
    const double aspect = static_cast<double>(picture.width) / picture.height;
    return std::abs(aspect * photo.height / photo.width - 1) < same_shape;
}

std::string size_text(const Image& image) {
    return std::to_string(image.width) + "x" + std::to_string(image.height);
}

Image grey_picture(const motion::Mask& mask) {
    std::vector<std::uint8_t> rgb;
    rgb.reserve(3 * mask.values.size());
    for (const auto value : mask.values) rgb.insert(rgb.end(), 3, value);
    return {mask.width, mask.height, std::move(rgb)};
}

Image PhotoPlacement::read_over_photo(const std::filesystem::path& path, const std::string& what) const {
    auto picture = read_photo(path, "#000000");
    if (!has_shape_of(picture, photo_))
        refuse(what + " " + path.string() + " is " + size_text(picture) + " px, another shape than the photo's " +
               size_text(photo_) + " px. Paint it over the photo.");
    return picture;
}

DrawnArea PhotoPlacement::read(PhotoArea& told) const {
    DrawnArea area{told, {}};
    if (told.mask.empty()) return area;
    area.mask = read_over_photo(told.mask, "The mask");
    told.mask = media::pixels_sha256(area.mask);
    return area;
}

void PhotoPlacement::check(const DrawnArea& area, const std::string& name) const {
    const auto& values = mask_of(area, picture_.image.width, picture_.image.height).values;
    if (std::ranges::any_of(values, [](auto value) { return value > 0; })) return;
    if (!area.area.mask.empty() && std::ranges::none_of(motion::mask_of_picture(area.mask).values, std::identity()))
        refuse(name + " is empty: its mask " + area.area.mask.string() + " is black. Paint white what it is to hold.");
    refuse(name +
           " lies outside of the part of the photo that the clip shows. Move the crop to it (focus_x, focus_y), "
           "show the whole photo (fit letterbox), or take the area away.");
}

media::FrameRectangle PhotoPlacement::inside_bars(int width, int height) const {
    if (!is_letterbox()) return {0, 0, width, height};
    return media::letterbox_rectangle(photo_.width, photo_.height, width, height);
}

PhotoPlacement::Rectangle PhotoPlacement::photo_in(int width, int height) const {
    if (is_letterbox()) {
        const auto inside = inside_bars(width, height);
        return {static_cast<double>(inside.x), static_cast<double>(inside.y), static_cast<double>(inside.width),
                static_cast<double>(inside.height)};
    }
    const auto& crop = picture_.crop;
    const double scale_x = width / crop.width, scale_y = height / crop.height;
    return {-crop.x * scale_x, -crop.y * scale_y, photo_.width * scale_x, photo_.height * scale_y};
}

motion::Mask PhotoPlacement::mask_of(const DrawnArea& area, int width, int height) const {
    const auto& picture = area.mask;
    if (picture.empty()) {
        const auto place = photo_in(width, height);
        std::vector<std::pair<double, double>> corners;
        for (const auto& [x, y] : area.area.polygon)
            corners.emplace_back(place.left + x * place.width, place.top + y * place.height);
        return motion::polygon_mask(corners, width, height);
    }
    if (is_letterbox()) {
        // The picture's own shape may differ a little from the photo's, under which it lies.
        const auto inside = inside_bars(width, height);
        return motion::mask_of_picture(
            media::letterbox(whole(picture, inside.width, inside.height), width, height, "#000000"));
    }
    const auto& crop = picture_.crop;
    const double x = static_cast<double>(picture.width) / photo_.width,
                 y = static_cast<double>(picture.height) / photo_.height;
    return motion::mask_of_picture(
        media::crop_and_resize(picture, {crop.x * x, crop.y * y, crop.width * x, crop.height * y}, width, height));
}

motion::Mask PhotoPlacement::soft_mask_of(const DrawnArea& area, int width, int height) const {
    const auto place = photo_in(width, height);
    return motion::with_soft_edge(mask_of(area, width, height),
                                  area.area.feather * std::max(place.width, place.height));
}

}  // namespace stillwave

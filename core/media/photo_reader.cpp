#include "media/photo_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <span>
#include <system_error>
#include <vector>

#include "media/bmp_reader.h"
#include "media/colour.h"
#include "media/crop.h"
#include "media/photo_format.h"
#include "media/sha256.h"
#include "media/vips_decoder.h"
#include "types/error.h"

namespace stillwave::media {
namespace {

constexpr std::int64_t max_side_px = 100'000;
constexpr std::uintmax_t max_file_bytes = std::uintmax_t{2} << 30;

std::vector<std::byte> read_bytes(const std::filesystem::path& path, const std::string& name) {
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    if (status.type() == std::filesystem::file_type::not_found)
        throw Error(ErrorCode::photo_unreadable, name + " does not exist; check the path.");
    if (std::filesystem::is_directory(status))
        throw Error(ErrorCode::photo_unreadable, name + " is a folder; give a photo inside it.");
    if (!std::filesystem::is_regular_file(status))
        throw Error(ErrorCode::photo_unreadable, name + " is not a file that can be read; give a photo.",
                    failure.message());
    const auto size = std::filesystem::file_size(path, failure);
    if (failure) throw Error(ErrorCode::photo_unreadable, name + " cannot be read; check the path.", failure.message());
    if (size == 0) throw Error(ErrorCode::photo_unreadable, name + " is empty; get the photo again.");
    if (size >= max_file_bytes)
        throw Error(ErrorCode::photo_unreadable, name + " has " + std::to_string(size >> 20) +
                                                     " MiB, more than the 2048 MiB that a photo may have; make it "
                                                     "smaller.");
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw Error(ErrorCode::photo_unreadable, name + " cannot be opened; check that you may read it.",
                    std::generic_category().message(errno));
    std::vector<std::byte> bytes(size);
    if (!file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size)))
        throw Error(ErrorCode::photo_unreadable, name + " cannot be read to its end; check the disk it is on.");
    return bytes;
}

void check_size(std::int64_t width, std::int64_t height, const std::string& name, const ReadOptions& options) {
    const std::string size = std::to_string(width) + " x " + std::to_string(height) + " pixels";
    if (width <= 0 || height <= 0)
        throw Error(ErrorCode::photo_unreadable, name + " claims " + size + ", so it is damaged; get it again.");
    if (width > max_side_px || height > max_side_px)
        throw Error(ErrorCode::photo_unreadable, name + " has " + size + ", but a side may have " +
                                                     std::to_string(max_side_px) + " at most; make it smaller.");
    if (static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height) > options.max_pixels)
        throw Error(ErrorCode::photo_unreadable, name + " has " + size + ", more than the " +
                                                     std::to_string(options.max_pixels) +
                                                     " that are allowed; make it smaller.");
}

struct StoredSize {
    std::int64_t width = 0;   // px, before it is turned upright
    std::int64_t height = 0;  // px
};

Image read_image(std::span<const std::byte> bytes, const std::string& name, const ReadOptions& options,
                 int long_side_px = 0, StoredSize* stored = nullptr) {
    const auto check = [&](std::int64_t width, std::int64_t height) {
        check_size(width, height, name, options);
        if (stored) *stored = {width, height};
    };
    const auto background = parse_colour(options.background);
    const PhotoFormat format = detect_photo_format(bytes, name);
    if (format != PhotoFormat::bmp) return decode_with_vips(bytes, format, name, background, check, long_side_px);
    const BmpSize size = bmp_size(bytes);
    check(size.width, size.height);
    BmpPicture picture = decode_bmp(bytes, name);
    if (picture.channels == 3) return Image(picture.width, picture.height, std::move(picture.pixels));
    return flatten(picture, background);
}

}  // namespace

Photo read_photo(const std::filesystem::path& path, const ReadOptions& options) {
    const std::string name = "'" + path.string() + "'";
    const std::vector<std::byte> bytes = read_bytes(path, name);
    Photo photo;
    photo.image = read_image(bytes, name, options);
    photo.sha256_of_pixels = pixels_sha256(photo.image);
    return photo;
}

ShrunkPhoto read_shrunk_photo(const std::filesystem::path& path, int long_side_px, const ReadOptions& options) {
    const std::string name = "'" + path.string() + "'";
    StoredSize stored;
    ShrunkPhoto photo;
    photo.image = read_image(read_bytes(path, name), name, options, long_side_px, &stored);
    // The photo was turned if its other side is now the longer one, because shrinking does not change the aspect.
    const bool turned = (stored.width > stored.height) != (photo.image.width > photo.image.height);
    photo.photo_width = static_cast<int>(turned ? stored.height : stored.width);
    photo.photo_height = static_cast<int>(turned ? stored.width : stored.height);
    const int long_side = std::max(photo.image.width, photo.image.height);
    if (long_side_px > 0 && long_side > long_side_px) {
        const double scale = static_cast<double>(long_side_px) / long_side;
        const auto scaled = [scale](int side) { return std::max(1, static_cast<int>(std::lround(side * scale))); };
        const Crop whole{0, 0, static_cast<double>(photo.image.width), static_cast<double>(photo.image.height)};
        photo.image = crop_and_resize(photo.image, whole, scaled(photo.image.width), scaled(photo.image.height));
    }
    return photo;
}

std::string pixels_sha256(const Image& image) {
    Sha256 hash;
    std::array<std::byte, 8> size{};
    for (std::size_t i = 0; i < 4; ++i) {
        size[i] = static_cast<std::byte>(static_cast<std::uint32_t>(image.width) >> (8 * i));
        size[4 + i] = static_cast<std::byte>(static_cast<std::uint32_t>(image.height) >> (8 * i));
    }
    hash.update(size);
    if (!image.empty()) hash.update(std::as_bytes(std::span(image.data(), image.size_bytes())));
    return hash.finish_hex();
}

}  // namespace stillwave::media

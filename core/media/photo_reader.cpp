#include "media/photo_reader.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <fstream>
#include <span>
#include <system_error>
#include <vector>

#include "media/bmp_reader.h"
#include "media/colour.h"
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

Image read_image(std::span<const std::byte> bytes, const std::string& name, const ReadOptions& options) {
    const auto background = parse_colour(options.background);
    const PhotoFormat format = detect_photo_format(bytes, name);
    if (format != PhotoFormat::bmp)
        return decode_with_vips(bytes, format, name, background, [&](std::int64_t width, std::int64_t height) {
            check_size(width, height, name, options);
        });
    const BmpSize size = bmp_size(bytes);
    check_size(size.width, size.height, name, options);
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

#include "media/photo_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <optional>
#include <string_view>

#include "types/error.h"

namespace stillwave::media {
namespace {

using Bytes = std::span<const std::byte>;

constexpr std::string_view convert = "convert it to JPEG or PNG";

bool has_at(std::string_view text, std::size_t offset, std::string_view wanted) {
    return text.size() >= offset && text.substr(offset, wanted.size()) == wanted;
}

std::string_view as_text(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Reads the numbers of a TIFF file in the file's byte order. A number beyond the file's end is nullopt.
struct TiffNumbers {
    Bytes bytes;
    bool big_endian = false;

    std::optional<std::uint32_t> get(std::size_t offset, std::size_t size) const {
        if (offset > bytes.size() || bytes.size() - offset < size) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const auto byte = std::to_integer<std::uint32_t>(bytes[offset + (big_endian ? i : size - 1 - i)]);
            value = value << 8 | byte;
        }
        return value;
    }
};

// True for cameras' raw files (DNG, NEF, ARW, CR2). They are TIFF files whose first directory holds only a small
// preview, which bit 0 of the directory's NewSubfileType tells, or they have "CR" at byte 8.
bool is_camera_raw(Bytes bytes) {
    if (has_at(as_text(bytes), 8, "CR")) return true;
    const TiffNumbers tiff{bytes, bytes[0] == std::byte{'M'}};
    const auto directory = tiff.get(4, 4);
    if (!directory) return false;
    const std::uint32_t entries = tiff.get(*directory, 2).value_or(0);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::size_t entry = std::size_t{*directory} + 2 + 12 * std::size_t{i};
        constexpr std::uint32_t new_subfile_type = 254;
        if (tiff.get(entry, 2) == new_subfile_type) return (tiff.get(entry + 8, 4).value_or(0) & 1) != 0;
    }
    return false;
}

std::string lower_start(std::string_view text) {
    const auto start = std::min(text.find_first_not_of(" \t\r\n\xef\xbb\xbf"), text.size());
    std::string lower(text.substr(start, 512));
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
    return lower;
}

// Describes an ISO base media file that is no photo by its brand.
std::string describe_iso_media(std::string_view brand) {
    if (brand == "crx ") return "a camera's raw file; develop it and " + std::string(convert);
    return "a video; give a photo, such as one frame of it saved as PNG";
}

bool is_heif(std::string_view text) {
    constexpr std::array brands = {"heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis"};
    return has_at(text, 4, "ftyp") && text.size() >= 12 &&
           std::find(brands.begin(), brands.end(), text.substr(8, 4)) != brands.end();
}

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    std::string_view found;
};

using namespace std::string_view_literals;

constexpr std::array other_kinds = {
    Signature{0, "GIF8"sv, "a GIF picture, which this version does not read; convert it to PNG"},
    Signature{0, "\0\0\0\x0cjP  "sv, "a JPEG 2000 picture, which this version does not read; convert it to PNG"},
    Signature{0, "\0\0\0\x0cJXL "sv, "a JPEG XL picture, which this version does not read; convert it to PNG"},
    Signature{0, "\xff\x0a"sv, "a JPEG XL picture, which this version does not read; convert it to PNG"},
    Signature{0, "8BPS"sv, "a Photoshop document; save it as PNG or TIFF"},
    Signature{0, "gimp xcf"sv, "a GIMP document; export it as PNG or TIFF"},
    Signature{0, "v/1\x01"sv, "an OpenEXR picture, which this version does not read; convert it to PNG"},
    Signature{0, "%PDF"sv, "a PDF document; export the page as PNG"},
    Signature{0, "\x1a\x45\xdf\xa3"sv, "a video; give a photo, such as one frame of it saved as PNG"},
    Signature{8, "AVI "sv, "a video; give a photo, such as one frame of it saved as PNG"},
    Signature{0, "PK\x03\x04"sv, "a ZIP archive; unpack it and give a photo"},
    Signature{0, "\x1f\x8b"sv, "a compressed archive; unpack it and give a photo"},
    Signature{0, "version https://git-lfs"sv, "a Git LFS pointer; fetch the file itself with 'git lfs pull'"},
};

std::string describe(Bytes bytes) {
    const std::string_view text = as_text(bytes);
    if (has_at(text, 4, "ftyp")) return describe_iso_media(text.substr(8, 4));
    for (const auto& kind : other_kinds)
        if (has_at(text, kind.offset, kind.bytes)) return std::string(kind.found);
    const std::string start = lower_start(text);
    if (start.starts_with("<!doctype html") || start.starts_with("<html"))
        return "an HTML page; a download that failed often leaves one, so fetch the photo again";
    if (start.find("<svg") != std::string::npos) return "an SVG drawing; export it as PNG";
    return "not a picture that Stillwave reads; give a JPEG, PNG, WebP, AVIF, HEIC, TIFF or BMP";
}

}  // namespace

PhotoFormat detect_photo_format(Bytes bytes, const std::string& name) {
    const std::string_view text = as_text(bytes);
    if (has_at(text, 0, "\xff\xd8\xff")) return PhotoFormat::jpeg;
    if (has_at(text, 0, "\x89PNG\r\n\x1a\n")) return PhotoFormat::png;
    if (has_at(text, 0, "RIFF") && has_at(text, 8, "WEBP")) return PhotoFormat::webp;
    if (is_heif(text)) return PhotoFormat::heif;
    if (has_at(text, 0, "BM") && bytes.size() > 26) return PhotoFormat::bmp;
    const bool classic_tiff = has_at(text, 0, "II*\0"sv) || has_at(text, 0, "MM\0*"sv);
    const bool big_tiff = has_at(text, 0, "II+\0"sv) || has_at(text, 0, "MM\0+"sv);
    if (big_tiff || (classic_tiff && !is_camera_raw(bytes))) return PhotoFormat::tiff;
    const std::string found =
        classic_tiff ? "a camera's raw file; develop it and " + std::string(convert) : describe(bytes);
    throw Error(ErrorCode::photo_unreadable, name + " is " + found + ".");
}

}  // namespace stillwave::media

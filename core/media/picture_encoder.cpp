#include "media/picture_encoder.h"

#include <memory>
#include <vips/vips8>

#include "media/vips_start.h"
#include "types/error.h"

namespace stillwave::media {
namespace {

using vips::VImage;

// The VImage refers to the image's pixels, and nothing writes to them.
VImage view(const Image& image) {
    start_vips();
    auto* pixels = const_cast<std::uint8_t*>(image.data());
    return VImage::new_from_memory(pixels, image.size_bytes(), image.width, image.height, Image::channels,
                                   VIPS_FORMAT_UCHAR)
        .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
}

template <typename Save>
std::string bytes_of(const Save& save) {
    try {
        VipsBlob* blob = save();
        const std::unique_ptr<VipsBlob, void (*)(VipsBlob*)> owner(
            blob, [](VipsBlob* area) { vips_area_unref(reinterpret_cast<VipsArea*>(area)); });
        std::size_t size = 0;
        const auto* data = static_cast<const char*>(vips_blob_get(blob, &size));
        return std::string(data, size);
    } catch (const vips::VError& error) {
        const std::string detail = error.what();
        vips_error_clear();
        throw Error(ErrorCode::output_unwritable, "A frame cannot be encoded as a picture.", detail);
    }
}

}  // namespace

std::string encode_png(const Image& image) {
    return bytes_of([&] { return view(image).pngsave_buffer(); });
}

std::string encode_jpeg(const Image& image, int quality) {
    return bytes_of(
        [&] { return view(image).jpegsave_buffer(VImage::option()->set("Q", quality)->set("optimize_coding", true)); });
}

}  // namespace stillwave::media

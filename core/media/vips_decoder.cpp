#include "media/vips_decoder.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <vector>
#include <vips/vips8>

#include "media/vips_start.h"
#include "types/error.h"
#include "types/log.h"

namespace stillwave::media {
namespace {

using vips::VImage;

const char* format_name(PhotoFormat format) {
    switch (format) {
        case PhotoFormat::jpeg:
            return "JPEG";
        case PhotoFormat::png:
            return "PNG";
        case PhotoFormat::webp:
            return "WebP";
        case PhotoFormat::tiff:
            return "TIFF";
        case PhotoFormat::bmp:
            return "BMP";
        case PhotoFormat::heif:
            return "HEIC or AVIF";
    }
    return "";
}

// Reads a photo's header; libvips decodes the pixels only when they are read. Only JPEG uses `shrink`.
VImage open(std::span<const std::byte> bytes, PhotoFormat format, int shrink = 1) {
    auto* options = VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL)->set("fail_on", VIPS_FAIL_ON_ERROR);
    // The blob refers to the bytes, which outlive the image.
    VipsBlob* blob = vips_blob_new(nullptr, bytes.data(), bytes.size());
    const std::unique_ptr<VipsBlob, void (*)(VipsBlob*)> owner(
        blob, [](VipsBlob* area) { vips_area_unref(reinterpret_cast<VipsArea*>(area)); });
    switch (format) {
        case PhotoFormat::jpeg:
            return VImage::jpegload_buffer(blob, options->set("shrink", shrink));
        case PhotoFormat::png:
            return VImage::pngload_buffer(blob, options);
        case PhotoFormat::webp:
            return VImage::webpload_buffer(blob, options);
        case PhotoFormat::tiff:
            return VImage::tiffload_buffer(blob, options);
        case PhotoFormat::heif:
            return VImage::heifload_buffer(blob, options);
        case PhotoFormat::bmp:
            break;
    }
    throw std::logic_error("BMP is not decoded by libvips");
}

// Returns the factor by which a JPEG is shrunk while it is decoded, 1 to 8. The long side stays at least `wanted` px.
int jpeg_shrink(PhotoFormat format, int long_side, int wanted) {
    int shrink = 1;
    if (format == PhotoFormat::jpeg && wanted > 0)
        while (shrink < 8 && long_side / (2 * shrink) >= wanted) shrink *= 2;
    return shrink;
}

bool has_profile(const VImage& image) {
    return vips_image_get_typeof(image.get_image(), VIPS_META_ICC_NAME) != 0;
}

// Converts colour channels without alpha to sRGB of the same depth.
VImage to_srgb(const VImage& colour, const std::string& name) {
    const bool wide = colour.format() == VIPS_FORMAT_USHORT;
    const bool cmyk = colour.interpretation() == VIPS_INTERPRETATION_CMYK;
    if (cmyk || has_profile(colour)) {
        auto* options = VImage::option()
                            ->set("embedded", true)
                            ->set("intent", VIPS_INTENT_RELATIVE)
                            ->set("black_point_compensation", true)
                            ->set("depth", wide ? 16 : 8);
        if (cmyk) options->set("input_profile", "cmyk");
        try {
            return colour.icc_transform("srgb", options);
        } catch (const vips::VError&) {
            if (cmyk) throw;
            vips_error_clear();
            log::warning(name + " has a colour profile that is damaged or of another kind; it is taken for sRGB.");
        }
    }
    return colour.colourspace(wide ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB);
}

// Lays `colour` with `alpha` over the background, in sRGB as viewers do, and rounds to 8 bits. A null `alpha` is full
// opacity.
VImage to_8_bits(const VImage& colour, const VImage* alpha, const std::array<std::uint8_t, 3>& background) {
    const bool wide = colour.format() == VIPS_FORMAT_USHORT;
    if (!wide && !alpha) return colour;
    const double maximum = wide ? 65535.0 : 255.0;
    VImage flat = colour.cast(VIPS_FORMAT_FLOAT);
    if (alpha) {
        std::vector<double> behind;
        for (const std::uint8_t value : background) behind.push_back(value * (maximum / 255.0));
        flat = flat.bandjoin(alpha->cast(VIPS_FORMAT_FLOAT))
                   .flatten(VImage::option()->set("background", behind)->set("max_alpha", maximum));
    }
    return flat.linear(255.0 / maximum, 0.0).rint().cast(VIPS_FORMAT_UCHAR);
}

Image to_image(const VImage& rgb) {
    std::size_t size = 0;
    const std::unique_ptr<void, void (*)(void*)> memory(rgb.write_to_memory(&size), g_free);
    const auto* begin = static_cast<const std::uint8_t*>(memory.get());
    return Image(rgb.width(), rgb.height(), std::vector<std::uint8_t>(begin, begin + size));
}

[[noreturn]] void refuse_samples(const VImage& picture, const std::string& name) {
    throw Error(ErrorCode::photo_unreadable, name + " stores its colours in a way that Stillwave does not read (" +
                                                 vips_enum_nick(VIPS_TYPE_INTERPRETATION, picture.interpretation()) +
                                                 ", " + std::to_string(picture.bands()) + " channels, " +
                                                 vips_enum_nick(VIPS_TYPE_BAND_FORMAT, picture.format()) +
                                                 "); save it as RGB with 8 or 16 bits a channel.");
}

Image to_upright_srgb(const VImage& picture, const std::string& name, const std::array<std::uint8_t, 3>& background) {
    const bool has_alpha = vips_image_hasalpha(picture.get_image()) != 0;
    const bool cmyk = picture.interpretation() == VIPS_INTERPRETATION_CMYK;
    const bool samples_known = picture.format() == VIPS_FORMAT_UCHAR || picture.format() == VIPS_FORMAT_USHORT;
    const int colours = cmyk ? 4 : (picture.bands() < 3 ? 1 : 3);
    if (!samples_known || picture.bands() < colours || (!has_alpha && picture.bands() != colours))
        refuse_samples(picture, name);

    const VImage colour =
        picture.bands() == colours ? picture : picture.extract_band(0, VImage::option()->set("n", colours));
    const VImage srgb = to_srgb(colour, name);
    VImage flat;
    if (has_alpha) {
        const VImage alpha = picture.extract_band(colours);
        flat = to_8_bits(srgb, &alpha, background);
    } else {
        flat = to_8_bits(srgb, nullptr, background);
    }
    return to_image(flat.autorot());
}

}  // namespace

Image decode_with_vips(std::span<const std::byte> bytes, PhotoFormat format, const std::string& name,
                       const std::array<std::uint8_t, 3>& background, const CheckSize& check_size, int long_side_px) {
    start_vips();
    const auto failure = [&](const char* problem) {
        const std::string detail = vips_error_buffer();
        vips_error_clear();
        return Error(ErrorCode::photo_unreadable, name + " is a " + format_name(format) + " picture " + problem + ".",
                     detail);
    };
    constexpr const char* damaged = "that is damaged or cut short; get it again from where it came";
    // One photo is decoded at a time, because libvips has one error text for the whole process. An error in a photo's
    // last rows shows in that text alone: libvips' line cache fills the rows with black and reports success.
    static std::mutex error_text;
    const std::lock_guard lock(error_text);
    vips_error_clear();
    if (format == PhotoFormat::heif && !vips_has("heifload_buffer"))
        throw failure("which this machine's libvips does not read; install its HEIF module, or convert it to JPEG");
    // `opened` must outlive `picture`, because the copy refers to the colour profile of an opened HEIF.
    VImage opened;
    VImage picture;
    try {
        picture = open(bytes, format);
        check_size(picture.width(), picture.height());
        const int shrink = jpeg_shrink(format, std::max(picture.width(), picture.height()), long_side_px);
        if (shrink > 1) picture = open(bytes, format, shrink);
        opened = picture;
        picture = opened.copy_memory();
    } catch (const vips::VError&) {
        // libheif's two codecs are plug-ins, and either may be absent.
        if (format == PhotoFormat::heif &&
            std::string_view(vips_error_buffer()).find("nsupported codec") != std::string_view::npos)
            throw failure("whose codec this machine's libheif lacks; install its plug-ins libde265 and aomdec");
        throw failure(damaged);
    }
    // The text does not count for HEIF, because libheif reads past the end of intact files too, which leaves a text;
    // damage to a HEIF was thrown above.
    if (format != PhotoFormat::heif && *vips_error_buffer() != '\0') throw failure(damaged);
    try {
        Image image = to_upright_srgb(picture, name, background);
        // The error text is cleared, because LittleCMS leaves warnings in it.
        vips_error_clear();
        return image;
    } catch (const vips::VError&) {
        throw failure("whose colours cannot be converted; save it as RGB with an sRGB profile");
    }
}

Image flatten(const BmpPicture& picture, const std::array<std::uint8_t, 3>& background) {
    start_vips();
    try {
        // The VImage refers to the picture's pixels, and nothing writes to them.
        auto* pixels = const_cast<std::uint8_t*>(picture.pixels.data());
        const VImage whole = VImage::new_from_memory(pixels, picture.pixels.size(), picture.width, picture.height,
                                                     picture.channels, VIPS_FORMAT_UCHAR)
                                 .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
        const VImage alpha = whole.extract_band(3);
        return to_image(to_8_bits(whole.extract_band(0, VImage::option()->set("n", 3)), &alpha, background));
    } catch (const vips::VError& error) {
        const std::string detail = error.what();
        vips_error_clear();
        throw Error(ErrorCode::internal, "Transparency could not be laid over the background.", detail);
    }
}

}  // namespace stillwave::media

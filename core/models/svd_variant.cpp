#include "models/svd_variant.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace stillwave {
namespace {

struct KnownFile {
    std::string_view sha256;
    std::string_view variant;
};

// The SHA-256 that Hugging Face gives for the files of stabilityai/stable-video-diffusion-img2vid, -img2vid-xt and
// -img2vid-xt-1-1, and the float16 conversions of becausecurious/stable-video-diffusion-img2vid-fp16 and
// imaginairy/stable-video-diffusion.
constexpr KnownFile known_files[] = {
    {"3e0994626df395a3831de024f11b2d9d241143bb6f16e2efbacced248aa18ce0", "svd"},         // svd
    {"f454a3bdb92e0bc2aae634146208605f209c5a3d37f5bb87fbec8e5cca44dc18", "svd"},         // svd_image_decoder
    {"05b33dc828e2e95abdf990a55f040e04d5ea849f8e9b724a7ed516ee2498a126", "svd"},         // svd-fp16
    {"104f8d38e67b945c545737822345e05bbfb0b6b8dcb1222167de741c621d54c5", "svd"},         // svd_image_decoder-fp16
    {"b2652c23d64a1da5f14d55011b9b6dce55f2e72e395719f1cd1f8a079b00a451", "svd_xt"},      // svd_xt
    {"99aa889bf6d1ca28e026755b83ba37e3072ad79b45dd4c94fae14bee7482263b", "svd_xt"},      // svd_xt_image_decoder
    {"8dc27c8419b42767445dc1b3af5371d71b86da0aa7ff31b1ffcc35b94f8b87fe", "svd_xt"},      // svd_xt-fp16
    {"9595ac1760e279c481074b0d8c66fd60c2eb6f235c3bff53ebe6f6320d403e77", "svd_xt"},      // svd_xt_image_decoder-fp16
    {"69ccfea1bb45dd63b3ba8b6cfe8b0d45d780995dfdde590aeaa97cc567018d33", "svd_xt_1_1"},  // svd_xt_1_1
};

/// `text` in lower case, with underscores between words.
std::string normalised(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char letter) {
        return letter == '-' || letter == '.' || letter == ' ' ? '_' : static_cast<char>(std::tolower(letter));
    });
    return result;
}

const SvdVariant* variant_in(std::string_view text) {
    constexpr std::array xt_names = {"svd_xt", "svdxt", "img2vid_xt"};
    // The names of Stability AI's own file and of its conversions; any other name with "svd" may be a merge of either.
    constexpr std::array svd_names = {"svd", "svd_fp16", "svd_image_decoder", "svd_image_decoder_fp16"};
    const auto words = normalised(text);
    const auto contains = [&](std::string_view name) { return words.find(name) != std::string::npos; };
    for (const std::string name : xt_names)
        if (contains(name)) return svd_variant(contains(name + "_1_1") ? "svd_xt_1_1" : "svd_xt");
    if (std::find(svd_names.begin(), svd_names.end(), words) != svd_names.end()) return svd_variant("svd");
    return nullptr;
}

}  // namespace

const std::vector<SvdVariant>& svd_variants() {
    static const std::vector<SvdVariant> variants = {
        {"svd", "SVD", 14}, {"svd_xt", "SVD-XT", 25}, {"svd_xt_1_1", "SVD-XT 1.1", 25}};
    return variants;
}

const SvdVariant* svd_variant(std::string_view key) {
    for (const auto& variant : svd_variants())
        if (variant.key == key) return &variant;
    return nullptr;
}

const SvdVariant* svd_variant_of_hash(std::string_view sha256) {
    for (const auto& file : known_files)
        if (file.sha256 == sha256) return svd_variant(file.variant);
    return nullptr;
}

const SvdVariant* svd_variant_of_metadata(const std::map<std::string, std::string>& metadata) {
    for (const auto* key : {"modelspec.title", "modelspec.architecture", "prompt"}) {
        const auto found = metadata.find(key);
        if (found == metadata.end()) continue;
        if (const auto* variant = variant_in(found->second)) return variant;
    }
    return nullptr;
}

const SvdVariant* svd_variant_of_file_name(const std::filesystem::path& file) {
    return variant_in(file.stem().string());
}

std::string_view frames_evidence_name(FramesEvidence evidence) {
    constexpr std::array names = {"configuration", "person", "known_hash", "metadata", "file_name", "guess"};
    return names.at(static_cast<std::size_t>(evidence));
}

std::string_view frames_evidence_text(FramesEvidence evidence) {
    constexpr std::array texts = {
        "", "as you said", "by the file's hash", "by the file's metadata", "by the file's name", "a guess"};
    return texts.at(static_cast<std::size_t>(evidence));
}

}  // namespace stillwave

#include "nn/safetensors.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/util/accumulate.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "nn/mapped_file.h"
#include "nn/safetensors_header.h"
#include "types/error.h"

namespace stillwave::nn {
namespace {

constexpr std::uint64_t length_bytes = 8;

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& problem) {
    throw Error(ErrorCode::model_invalid, path.string() + " " + problem);
}

std::uint64_t little_endian(const std::uint8_t* bytes) {
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) value = value << 8 | bytes[i];
    return value;
}

/// Throws Error(model_invalid) that names the kind of file, where the first bytes `start` tell that it is not
/// safetensors.
void refuse_known_strangers(const std::filesystem::path& path, std::string_view start) {
    const std::string pickle =
        " Such files are pickles, which can run any code when they are opened, so Stillwave does not open them. "
        "Use the model's .safetensors file.";
    if (start.starts_with("PK\x03\x04"))
        refuse(path, "is a zip archive, as PyTorch's .ckpt and .pt files are." + pickle);
    if (start.size() > 1 && start[0] == '\x80' && start[1] >= '\x01' && start[1] <= '\x05') {
        refuse(path, "is a Python pickle, as old .ckpt and .pt files are." + pickle);
    }
    if (start.starts_with("version https://git-lfs")) {
        refuse(path,
               "is a Git LFS pointer, not the weights themselves. Run `git lfs pull` in its folder, or download "
               "the file from its web page.");
    }
    if (start.starts_with("GGUF")) refuse(path, "is a GGUF file. Use the model's .safetensors file.");
    const auto text = start.find_first_not_of("\xef\xbb\xbf \t\r\n");
    if (text != std::string_view::npos && start[text] == '<') {
        refuse(path,
               "is a web page, not weights: the download was answered with a page, such as a log-in or a licence "
               "to accept. Download it again in a browser.");
    }
}

}  // namespace

struct SafetensorsFile::Mapping {
    explicit Mapping(const std::filesystem::path& file_path) : path(file_path), bytes(file_path) {}

    std::filesystem::path path;
    MappedFile bytes;
    SafetensorsHeader header;
    const std::uint8_t* data = nullptr;
};

SafetensorsFile::SafetensorsFile(std::shared_ptr<const Mapping> mapping) : mapping_(std::move(mapping)) {}

SafetensorsFile SafetensorsFile::open(const std::filesystem::path& path) {
    const auto mapping = std::make_shared<Mapping>(path);
    const auto* bytes = mapping->bytes.data();
    const auto size = mapping->bytes.size();
    if (size == 0) refuse(path, "is empty. Download or copy it again.");

    const auto header_bytes = size < length_bytes ? 0 : little_endian(bytes);
    // A plausible header is believed first, because the bytes of a length of 640 look like the start of a pickle.
    const bool plausible = size > length_bytes && header_bytes <= longest_header && bytes[length_bytes] == '{';
    if (!plausible) {
        refuse_known_strangers(path, {reinterpret_cast<const char*>(bytes), std::min<std::uint64_t>(size, 512)});
        if (size <= length_bytes) {
            refuse(path, "is truncated: it has " + std::to_string(size) + " bytes. Download or copy it again.");
        }
        if (header_bytes > longest_header) {
            refuse(path, "is not a safetensors file, or is damaged: it announces a header of " +
                             std::to_string(header_bytes) + " bytes. Download it again.");
        }
        refuse(path,
               "is not a safetensors file, or is damaged: its header does not start as JSON does. Download it "
               "again.");
    }
    if (header_bytes > size - length_bytes) {
        refuse(path, "is truncated: it has " + std::to_string(size) + " bytes, but announces a header of " +
                         std::to_string(header_bytes) + ". Download or copy it again.");
    }
    mapping->data = bytes + length_bytes + header_bytes;
    mapping->header = parse_safetensors_header({reinterpret_cast<const char*>(bytes + length_bytes), header_bytes},
                                               size - length_bytes - header_bytes, path.string());
    return SafetensorsFile(mapping);
}

const std::vector<TensorInfo>& SafetensorsFile::tensors() const {
    return mapping_->header.tensors;
}

const std::map<std::string, std::string>& SafetensorsFile::metadata() const {
    return mapping_->header.metadata;
}

const std::filesystem::path& SafetensorsFile::path() const {
    return mapping_->path;
}

std::span<const std::uint8_t> SafetensorsFile::bytes(const TensorInfo& info) const {
    return {mapping_->data + info.begin, mapping_->data + info.end};
}

at::Tensor SafetensorsFile::tensor(const TensorInfo& info) const {
    const auto options = at::TensorOptions().dtype(info.dtype);
    const auto* const bytes = this->bytes(info).data();
    if (info.begin == info.end) return at::empty(info.shape, options);
    // The format lets a tensor start at any byte, but kernels need its address to be a multiple of its type's size.
    if (reinterpret_cast<std::uintptr_t>(bytes) % c10::elementSize(info.dtype) != 0) {
        auto copy = at::empty(info.shape, options);
        std::memcpy(copy.data_ptr(), bytes, info.end - info.begin);
        return copy;
    }
    return at::from_blob(
        const_cast<std::uint8_t*>(bytes), info.shape, [keep = mapping_](void*) {}, options);
}

NamedTensors SafetensorsFile::named_tensors() const {
    NamedTensors named;
    named.reserve(tensors().size());
    for (const auto& info : tensors()) named.emplace(info.name, tensor(info));
    return named;
}

SafetensorsWriter::SafetensorsWriter(const std::filesystem::path& path, std::vector<TensorInfo> tensors,
                                     const std::map<std::string, std::string>& metadata)
    : output_(path) {
    std::uint64_t offset = 0;
    for (auto& info : tensors) {
        if (safetensors_dtype_name(info.dtype).empty()) {
            throw Error(ErrorCode::output_unwritable, path.string() + " cannot hold '" + info.name +
                                                          "': the safetensors format has no name for " +
                                                          c10::toString(info.dtype) + ".");
        }
        info.begin = offset;
        offset += c10::elementSize(info.dtype) * static_cast<std::uint64_t>(c10::multiply_integers(info.shape));
        info.end = offset;
    }
    const auto text = safetensors_header_text({std::move(tensors), metadata});
    std::array<char, length_bytes> length{};
    for (std::size_t i = 0; i < length.size(); ++i) length[i] = static_cast<char>(text.size() >> (8 * i) & 0xff);
    output_.write(length.data(), length.size());
    output_.write(text);
}

void save_safetensors(const std::filesystem::path& path, const std::map<std::string, at::Tensor>& tensors,
                      const std::map<std::string, std::string>& metadata) {
    std::vector<TensorInfo> infos;
    for (const auto& [name, tensor] : tensors) infos.push_back({name, tensor.scalar_type(), tensor.sizes().vec()});
    SafetensorsWriter writer(path, std::move(infos), metadata);
    for (const auto& [name, tensor] : tensors) {
        const auto values = tensor.detach().cpu().contiguous();
        writer.write(values.const_data_ptr(), values.nbytes());
    }
    writer.commit();
}

}  // namespace stillwave::nn

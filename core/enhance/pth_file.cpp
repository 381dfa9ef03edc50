#include "enhance/pth_file.h"

#include <ATen/ops/from_blob.h>
#include <caffe2/serialize/in_memory_adapter.h>
#include <caffe2/serialize/inline_container.h>

#include <memory>
#include <stdexcept>
#include <unordered_map>

#include "enhance/pickled_state_dict.h"
#include "nn/mapped_file.h"
#include "types/error.h"

namespace stillwave::enhance {
namespace {

class PthFile {
  public:
    explicit PthFile(const std::filesystem::path& path)
        : source_(path.string()),
          file_(path),
          archive_(
              std::make_shared<caffe2::serialize::MemoryReadAdapter>(file_.data(), static_cast<off_t>(file_.size()))),
          bytes_left_(file_.size()) {}

    nn::NamedTensors named_tensors() {
        const auto order = archive_.hasRecord("byteorder") ? text_of("byteorder") : "little";
        if (order != "little") refuse("was written on a big-endian machine");
        nn::NamedTensors named;
        for (const auto& [name, tensor] : read_pickled_state_dict(text_of("data.pkl"), source_)) {
            named.emplace(name, at_its_place(name, tensor));
        }
        return named;
    }

  private:
    [[noreturn]] void refuse(const std::string& problem) const {
        throw Error(ErrorCode::model_invalid,
                    source_ + " " + problem + ". Download it again, or use the model's .safetensors file.");
    }

    /// Returns the bytes of a record. All records together are no larger than the file, because torch.save compresses
    /// nothing. So a tiny file that promises gigabytes is refused before memory is taken.
    at::DataPtr record(const std::string& name, std::uint64_t most_bytes, std::uint64_t& bytes) {
        if (!archive_.hasRecord(name)) refuse("has no record " + name.substr(0, 60));
        bytes = archive_.getRecordSize(name);
        if (bytes > bytes_left_ || bytes > most_bytes) {
            refuse("announces " + std::to_string(bytes) + " bytes for the record " + name.substr(0, 60) +
                   ", more than it can hold");
        }
        bytes_left_ -= bytes;
        return std::get<0>(archive_.getRecord(name));
    }

    std::string text_of(const std::string& name) {
        std::uint64_t bytes = 0;
        const auto data = record(name, longest_pickle, bytes);
        return {static_cast<const char*>(data.get()), static_cast<std::size_t>(bytes)};
    }

    /// Returns the bytes of the record that holds the tensor's values.
    at::Tensor storage(const PickledTensor& tensor) {
        const auto found = storages_.find(tensor.record);
        if (found != storages_.end()) return found->second;
        std::uint64_t bytes = 0;
        auto data = std::make_shared<at::DataPtr>(record("data/" + tensor.record, file_.size(), bytes));
        const auto whole = at::from_blob(
            data->get(), {static_cast<std::int64_t>(bytes)}, [data](void*) {}, at::TensorOptions().dtype(at::kByte));
        return storages_.emplace(tensor.record, whole).first->second;
    }

    at::Tensor at_its_place(const std::string& name, const PickledTensor& tensor) {
        const auto whole = storage(tensor);
        const auto element_bytes = static_cast<std::int64_t>(c10::elementSize(tensor.dtype));
        const auto elements = whole.numel() / element_bytes;
        // The number of elements and the place of the last one are both checked, because strides of 0 would let a small
        // record stand for any number of elements. The checks divide, because products may be beyond 2^64.
        std::int64_t count = 1, last = tensor.offset;
        bool fits = tensor.sizes.size() == tensor.strides.size() && tensor.storage_elements == elements &&
                    elements * element_bytes == whole.numel() && last >= 0 && last < elements;
        for (std::size_t i = 0; fits && i < tensor.sizes.size(); ++i) {
            const auto size = tensor.sizes[i], stride = tensor.strides[i];
            fits = size >= 1 && size <= elements / count && stride >= 0 &&
                   (size == 1 || stride <= (elements - 1 - last) / (size - 1));
            if (!fits) break;
            count *= size;
            last += (size - 1) * stride;
        }
        if (!fits) {
            refuse("is damaged: the tensor " + name.substr(0, 100) + " does not lie within its record");
        }
        return whole.view(tensor.dtype).as_strided(tensor.sizes, tensor.strides, tensor.offset).contiguous();
    }

    std::string source_;
    nn::MappedFile file_;
    caffe2::serialize::PyTorchStreamReader archive_;
    std::uint64_t bytes_left_;
    std::unordered_map<std::string, at::Tensor> storages_;
};

}  // namespace

nn::NamedTensors read_pth(const std::filesystem::path& path) {
    const auto damaged = [&](const char* detail) {
        return Error(ErrorCode::model_invalid,
                     path.string() +
                         " is a damaged archive, or none that PyTorch wrote. Download it again, or use the model's "
                         ".safetensors file.",
                     detail);
    };
    try {
        return PthFile(path).named_tensors();
    } catch (const c10::Error& failure) {
        throw damaged(failure.what_without_backtrace());
    } catch (const std::logic_error& failure) {
        // libtorch reads the archive's version by std::stoull, which throws this.
        throw damaged(failure.what());
    }
}

}  // namespace stillwave::enhance

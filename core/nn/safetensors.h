#pragma once

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "nn/weights.h"
#include "types/output_file.h"

/// The safetensors format (https://github.com/huggingface/safetensors): eight bytes of header length, a JSON header,
/// then the tensors' bytes.
namespace stillwave::nn {

struct TensorInfo {
    std::string name;
    at::ScalarType dtype = at::kFloat;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;  ///< bytes from the start of the data section
    std::uint64_t end = 0;
};

/// A safetensors file, mapped into memory. Opening it reads the header alone and checks all of it before a tensor is
/// made. Tensors are views of the mapping and keep it alive.
class SafetensorsFile {
  public:
    /// Opens a file. Throws Error(model_not_found) where there is none, and Error(model_invalid) that names the file,
    /// its fault and what to do: not a safetensors file (the message says what it is: HTML page, Git-LFS pointer,
    /// pickle), truncated, a header longer than the file, bad JSON, an unknown dtype, a size that does not match the
    /// shape, offsets out of range or overlapping, or duplicate names.
    static SafetensorsFile open(const std::filesystem::path& path);

    const std::vector<TensorInfo>& tensors() const;
    const std::map<std::string, std::string>& metadata() const;
    const std::filesystem::path& path() const;

    /// Returns the tensor's bytes in the mapping, valid while this object or a view of it lives.
    std::span<const std::uint8_t> bytes(const TensorInfo& info) const;

    /// Returns a view of the file's bytes, or a copy where they are not aligned. Writing to it is undefined.
    at::Tensor tensor(const TensorInfo& info) const;

    /// Returns all tensors by name, as tensor() does.
    NamedTensors named_tensors() const;

  private:
    struct Mapping;
    explicit SafetensorsFile(std::shared_ptr<const Mapping> mapping);
    std::shared_ptr<const Mapping> mapping_;
};

/// Writes a safetensors file piece by piece, so that its tensors need not be in memory together. Without a call of
/// commit() no file is left.
class SafetensorsWriter {
  public:
    /// Writes the header for `tensors`, which follow one another in this order; their `begin` and `end` are not read.
    /// This and the other members throw Error(output_unwritable), the constructor also for a dtype that the format has
    /// no name for.
    SafetensorsWriter(const std::filesystem::path& path, std::vector<TensorInfo> tensors,
                      const std::map<std::string, std::string>& metadata = {});

    /// Appends the next bytes of the tensors.
    void write(const void* bytes, std::size_t size) { output_.write(bytes, size); }

    /// Gives the file its name, after the last byte of the last tensor.
    void commit() { output_.commit(); }

  private:
    OutputFile output_;
};

/// Writes `tensors` (on any device; made contiguous) in the order of their names. The file is complete or not there at
/// all. Throws Error(output_unwritable).
void save_safetensors(const std::filesystem::path& path, const std::map<std::string, at::Tensor>& tensors,
                      const std::map<std::string, std::string>& metadata = {});

}  // namespace stillwave::nn

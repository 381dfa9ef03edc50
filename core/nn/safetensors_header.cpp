#include "nn/safetensors_header.h"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_set>

#include "types/error.h"

namespace stillwave::nn {
namespace {

struct Dtype {
    std::string_view name;
    at::ScalarType type;
};

constexpr std::array dtypes = {
    Dtype{"BOOL", at::ScalarType::Bool},
    Dtype{"U8", at::ScalarType::Byte},
    Dtype{"I8", at::ScalarType::Char},
    Dtype{"F8_E4M3", at::ScalarType::Float8_e4m3fn},
    Dtype{"F8_E5M2", at::ScalarType::Float8_e5m2},
    Dtype{"I16", at::ScalarType::Short},
    Dtype{"U16", at::ScalarType::UInt16},
    Dtype{"F16", at::ScalarType::Half},
    Dtype{"BF16", at::ScalarType::BFloat16},
    Dtype{"I32", at::ScalarType::Int},
    Dtype{"U32", at::ScalarType::UInt32},
    Dtype{"F32", at::ScalarType::Float},
    Dtype{"I64", at::ScalarType::Long},
    Dtype{"U64", at::ScalarType::UInt64},
    Dtype{"F64", at::ScalarType::Double},
};

constexpr std::size_t most_dimensions = 16;

/// Reads the header event by event, so that a hostile header never grows a tree in memory, and repeated names are
/// noticed.
class HeaderReader : public nlohmann::json_sax<nlohmann::json> {
  public:
    explicit HeaderReader(std::string file) : file_(std::move(file)) {}

    SafetensorsHeader take() { return std::move(header_); }

    bool key(string_t& name) override {
        switch (place_) {
            case Place::header: {
                if (!names_.insert(name).second) refuse("names '" + shown(name) + "' twice");
                name_ = name;
                break;
            }
            case Place::metadata: {
                if (header_.metadata.contains(name)) refuse("names '" + shown(name) + "' twice in its metadata");
                metadata_key_ = name;
                break;
            }
            default: {
                bool* const seen = name == "dtype"          ? &has_dtype_
                                   : name == "shape"        ? &has_shape_
                                   : name == "data_offsets" ? &has_offsets_
                                                            : nullptr;
                if (seen == nullptr) refuse_tensor("has the unknown field '" + shown(name) + "'");
                if (*seen) refuse_tensor("has the field '" + name + "' twice");
                *seen = true;
                field_ = name;
            }
        }
        return true;
    }

    bool start_object(std::size_t) override {
        if (place_ == Place::outside) {
            place_ = Place::header;
        } else if (place_ == Place::header && name_ == "__metadata__") {
            place_ = Place::metadata;
        } else if (place_ == Place::header) {
            place_ = Place::tensor;
            tensor_ = {};
            tensor_.name = name_;
            offsets_.clear();
            has_dtype_ = has_shape_ = has_offsets_ = false;
        } else {
            refuse_value();
        }
        return true;
    }

    bool end_object() override {
        if (place_ == Place::tensor) finish_tensor();
        place_ = place_ == Place::header ? Place::outside : Place::header;
        return true;
    }

    bool start_array(std::size_t) override {
        if (place_ != Place::tensor || field_ == "dtype") refuse_value();
        place_ = Place::list;
        return true;
    }

    bool end_array() override {
        place_ = Place::tensor;
        return true;
    }

    bool string(string_t& text) override {
        if (place_ == Place::metadata) {
            header_.metadata.emplace(metadata_key_, text);
        } else if (place_ == Place::tensor && field_ == "dtype") {
            const auto found =
                std::find_if(dtypes.begin(), dtypes.end(), [&](const auto& d) { return d.name == text; });
            if (found == dtypes.end()) refuse_tensor("has the unknown dtype '" + shown(text) + "'");
            tensor_.dtype = found->type;
        } else {
            refuse_value();
        }
        return true;
    }

    bool number_unsigned(number_unsigned_t number) override {
        if (place_ != Place::list) refuse_value();
        if (field_ == "data_offsets") {
            if (offsets_.size() == 2) refuse_tensor("has more than two data_offsets");
            offsets_.push_back(number);
            return true;
        }
        if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
            refuse_tensor("has the impossible dimension " + std::to_string(number));
        }
        if (tensor_.shape.size() == most_dimensions) {
            refuse_tensor("has more than " + std::to_string(most_dimensions) + " dimensions");
        }
        tensor_.shape.push_back(static_cast<std::int64_t>(number));
        return true;
    }

    bool null() override { refuse_value(); }
    bool boolean(bool) override { refuse_value(); }
    bool number_integer(number_integer_t) override { refuse_value(); }
    bool number_float(number_float_t, const string_t&) override { refuse_value(); }
    bool binary(binary_t&) override { refuse_value(); }

    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) override {
        throw Error(ErrorCode::model_invalid,
                    file_ + " has a header that is not valid JSON. The file is damaged; download it again.",
                    error.what());
    }

    [[noreturn]] void refuse(const std::string& problem) const {
        throw Error(ErrorCode::model_invalid, file_ + " " + problem + ". The file is damaged; download it again.");
    }

  private:
    enum class Place { outside, header, metadata, tensor, list };

    static std::string shown(const std::string& text) {
        constexpr std::size_t longest = 120;
        return text.size() <= longest ? text : text.substr(0, longest) + "…";
    }

    [[noreturn]] void refuse_tensor(const std::string& problem) const {
        refuse("has a tensor '" + shown(name_) + "' that " + problem);
    }

    [[noreturn]] void refuse_value() const {
        if (place_ == Place::outside) refuse("has a header that is not a JSON object");
        if (place_ == Place::metadata) refuse("has metadata that is not text");
        if (place_ == Place::header)
            refuse("has a header in which '" + shown(name_) + "' is no description of a tensor");
        refuse_tensor("has a wrong value in '" + field_ + "'");
    }

    void finish_tensor() {
        if (!has_dtype_ || !has_shape_ || offsets_.size() != 2) {
            refuse_tensor("lacks its dtype, shape or data_offsets");
        }
        tensor_.begin = offsets_[0];
        tensor_.end = offsets_[1];
        header_.tensors.push_back(std::move(tensor_));
    }

    std::string file_;
    SafetensorsHeader header_;
    std::unordered_set<std::string> names_;
    Place place_ = Place::outside;
    std::string name_, metadata_key_, field_;
    TensorInfo tensor_;
    std::vector<std::uint64_t> offsets_;
    bool has_dtype_ = false, has_shape_ = false, has_offsets_ = false;
};

/// Returns the bytes that the shape takes, or nothing where they are beyond 64 bits. The product of the other
/// dimensions is checked beside a zero too, because strides are made of it.
std::optional<std::uint64_t> byte_count(const TensorInfo& info) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    std::uint64_t bytes = c10::elementSize(info.dtype);
    bool empty = false;
    for (const auto dimension : info.shape) {
        empty = empty || dimension == 0;
        const auto factor = static_cast<std::uint64_t>(std::max<std::int64_t>(dimension, 1));
        if (bytes > most / factor) return std::nullopt;
        bytes *= factor;
    }
    return empty ? 0 : bytes;
}

void check_layout(std::vector<TensorInfo>& tensors, std::uint64_t data_bytes, const HeaderReader& reader) {
    std::stable_sort(tensors.begin(), tensors.end(), [](const auto& a, const auto& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
    std::uint64_t expected_begin = 0;
    for (const auto& info : tensors) {
        const std::string tensor = "has a tensor '" + info.name.substr(0, 120) + "' ";
        const auto bytes = byte_count(info);
        if (!bytes) reader.refuse(tensor + "whose shape is beyond any memory");
        if (info.begin > info.end || info.end > data_bytes) {
            reader.refuse(tensor + "whose bytes " + std::to_string(info.begin) + " to " + std::to_string(info.end) +
                          " are not within the file's " + std::to_string(data_bytes) +
                          " bytes of data; it may be truncated");
        }
        if (*bytes != info.end - info.begin) {
            reader.refuse(tensor + "whose shape takes " + std::to_string(*bytes) + " bytes, but which has " +
                          std::to_string(info.end - info.begin));
        }
        if (info.begin < expected_begin) reader.refuse(tensor + "whose bytes overlap another tensor's");
        if (info.begin > expected_begin) reader.refuse(tensor + "with bytes before it that belong to no tensor");
        expected_begin = info.end;
    }
    if (expected_begin != data_bytes) {
        reader.refuse("has " + std::to_string(data_bytes - expected_begin) +
                      " bytes at its end that belong to no tensor");
    }
}

}  // namespace

SafetensorsHeader parse_safetensors_header(std::string_view text, std::uint64_t data_bytes, const std::string& file) {
    HeaderReader reader(file);
    nlohmann::json::sax_parse(text.begin(), text.end(), &reader);
    auto header = reader.take();
    check_layout(header.tensors, data_bytes, reader);
    return header;
}

std::string safetensors_header_text(const SafetensorsHeader& header) {
    auto json = nlohmann::json::object();
    if (!header.metadata.empty()) json["__metadata__"] = header.metadata;
    for (const auto& info : header.tensors) {
        json[info.name] = {{"dtype", safetensors_dtype_name(info.dtype)},
                           {"shape", info.shape},
                           {"data_offsets", {info.begin, info.end}}};
    }
    // Metadata may hold file names, which may hold any bytes.
    auto text = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.resize((text.size() + 7) / 8 * 8, ' ');
    return text;
}

std::string_view safetensors_dtype_name(at::ScalarType dtype) {
    const auto found = std::find_if(dtypes.begin(), dtypes.end(), [&](const auto& d) { return d.type == dtype; });
    return found == dtypes.end() ? std::string_view{} : found->name;
}

}  // namespace stillwave::nn

#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "checkpoint/checkpoint.h"
#include "nn/safetensors.h"
#include "support/temporary_folder.h"
#include "types/error.h"

namespace stillwave::test {

/// Returns the tensor that a model asked for.
inline at::Tensor get(const nn::Weights& weights, const nn::Weights::Asked& asked) {
    const auto& s = asked.shape;
    switch (s.size()) {
        case 1:
            return weights.get(asked.key, {s[0]});
        case 2:
            return weights.get(asked.key, {s[0], s[1]});
        case 4:
            return weights.get(asked.key, {s[0], s[1], s[2], s[3]});
        default:
            return weights.get(asked.key, {s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)});
    }
}

/// A folder with copies of the tiny models, to be damaged.
class CheckpointTest : public testing::Test {
  protected:
    static std::filesystem::path data() { return STILLWAVE_TEST_DATA; }
    static std::filesystem::path tiny_folder() { return data() / "svd-tiny" / "pipeline"; }
    static std::filesystem::path tiny_file() { return data() / "svd-tiny-original" / "original.safetensors"; }

    std::filesystem::path copy_of_folder() const {
        const auto path = folder_.path() / "model";
        std::filesystem::copy(tiny_folder(), path, std::filesystem::copy_options::recursive);
        return path;
    }

    std::filesystem::path write(const std::filesystem::path& path, const std::string& text) const {
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    static std::map<std::string, at::Tensor> tensors_of(const std::filesystem::path& file) {
        const auto named = nn::SafetensorsFile::open(file).named_tensors();
        return {named.begin(), named.end()};
    }

    /// Opens the model, which must fail, and returns the error's message.
    static std::string refusal(const std::filesystem::path& path, ErrorCode code = ErrorCode::model_invalid) {
        try {
            open_checkpoint(path);
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), code);
            return error.what();
        }
        ADD_FAILURE() << "opened " << path;
        return {};
    }

    /// The tensors of Stability AI's file in its own layout; tests/reference/make_key_lists.py made the list.
    static std::vector<nn::TensorInfo> full_size_tensors() {
        std::vector<nn::TensorInfo> infos;
        std::ifstream list(data() / "checkpoint" / "svd_original_keys.txt");
        for (std::string name, shape; list >> name >> shape;) {
            auto& info = infos.emplace_back();
            info.name = name;
            std::istringstream sizes(shape);
            for (std::string size; std::getline(sizes, size, ',');) info.shape.push_back(std::stoll(size));
        }
        return infos;
    }

    TemporaryFolder folder_;
};

}  // namespace stillwave::test

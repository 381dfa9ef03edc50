#include "media/frame_sequence.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>
#include <system_error>

#include "media/jpeg_segments.h"
#include "media/movie_writer.h"
#include "media/picture_encoder.h"
#include "media/png_chunks.h"
#include "types/output_file.h"

namespace stillwave::media {
namespace {

constexpr std::string_view name_start = "frame_";

/// libjpeg's quality for the quality 0, 80 and 100 of the settings.
constexpr QualityScale jpeg_scale = {30, 92, 100};

class FrameSequenceWriter : public ClipWriter {
  public:
    FrameSequenceWriter(const WriterArguments& arguments, const ClipFormat& format)
        : ClipWriter(arguments.header, arguments.progress, arguments.stop),
          is_png_(format.key == "png_sequence"),
          quality_(jpeg_scale.at(static_cast<int>(arguments.settings.quality))),
          metadata_(arguments.metadata),
          folder_(arguments.out, is_frame_name) {}

  private:
    // Every frame carries the texts, because a single frame may be copied elsewhere.
    void encode(const Image& frame) override {
        std::string bytes = is_png_ ? encode_png(frame) : encode_jpeg(frame, quality_);
        if (is_png_) {
            append_png_texts(bytes, metadata_);
        } else if (const auto comment = metadata_.find("comment"); comment != metadata_.end()) {
            insert_jpeg_comment(bytes, comment->second);
        }
        folder_.write(frame_name(++frames_, is_png_ ? ".png" : ".jpg"), bytes);
    }

    void complete() override { folder_.commit(); }

    bool is_png_;
    int quality_;
    Metadata metadata_;
    OutputFolder folder_;
    int frames_ = 0;
};

}  // namespace

std::string frame_name(int number, const std::string& extension) {
    std::string digits = std::to_string(number);
    constexpr std::size_t least_digits = 4;
    digits.insert(0, least_digits - std::min(least_digits, digits.size()), '0');
    return std::string(name_start) + digits + extension;
}

bool is_frame_name(const std::string& name) {
    if (!name.starts_with(name_start) || !(name.ends_with(".png") || name.ends_with(".jpg"))) return false;
    const std::string_view digits =
        std::string_view(name).substr(name_start.size(), name.size() - name_start.size() - 4);
    return digits.size() >= 4 &&
           std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::vector<std::filesystem::path> frames_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> frames;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure))
        if (is_frame_name(entry.path().filename().string())) frames.push_back(entry.path());
    // Longer names come last, because their numbers have more digits.
    std::sort(frames.begin(), frames.end(), [](const auto& a, const auto& b) {
        const std::string x = a.filename().string();
        const std::string y = b.filename().string();
        return x.size() != y.size() ? x.size() < y.size() : x < y;
    });
    return frames;
}

std::unique_ptr<ClipWriter> make_frame_sequence_writer(const WriterArguments& arguments, const ClipFormat& format) {
    return std::make_unique<FrameSequenceWriter>(arguments, format);
}

}  // namespace stillwave::media

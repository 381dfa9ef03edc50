#include <webp/encode.h>
#include <webp/mux.h>

#include <cmath>
#include <memory>
#include <optional>
#include <string>

#include "media/movie_writer.h"
#include "media/webp_file.h"
#include "media/xmp_packet.h"
#include "types/error.h"
#include "types/output_file.h"

namespace stillwave::media {
namespace {

using EncoderPtr = std::unique_ptr<WebPAnimEncoder, decltype(&WebPAnimEncoderDelete)>;

/// libwebp's quality for the quality 0, 80 and 100 of the settings; 100 selects its mode without loss.
constexpr QualityScale webp_scale = {20, 85, 100};

/// Writes an animated WebP with libwebp. The encoded frames stay in memory until the end.
class WebpWriter : public ClipWriter {
  public:
    explicit WebpWriter(const WriterArguments& arguments)
        : ClipWriter(arguments.header, arguments.progress, arguments.stop),
          out_(arguments.out),
          metadata_(arguments.metadata) {
        WebPAnimEncoderOptions options{};
        WebPAnimEncoderOptionsInit(&options);
        options.anim_params.loop_count = static_cast<int>(arguments.settings.loop_count);
        encoder_.reset(WebPAnimEncoderNew(header().width, header().height, &options));
        const auto quality = static_cast<int>(arguments.settings.quality);
        WebPConfigInit(&config_);
        config_.lossless = quality == 100 ? 1 : 0;
        // In the mode without loss this number is the effort, and a quarter of it makes the file little larger.
        config_.quality = quality == 100 ? 25.0F : static_cast<float>(webp_scale.at(quality));
        config_.exact = config_.lossless;
        config_.thread_level = 1;
        if (!encoder_ || WebPValidateConfig(&config_) == 0) throw encode_error();
        file_.emplace(out_);
    }

  private:
    int time_ms(int frame) const { return static_cast<int>(std::llround(frame * 1000.0 / header().fps)); }

    Error encode_error() const {
        return Error(ErrorCode::output_unwritable, "'" + out_.string() + "' cannot be encoded as animated WebP.",
                     encoder_ ? WebPAnimEncoderGetError(encoder_.get()) : "");
    }

    void encode(const Image& frame) override {
        WebPPicture picture{};
        WebPPictureInit(&picture);
        const std::unique_ptr<WebPPicture, decltype(&WebPPictureFree)> owner(&picture, WebPPictureFree);
        picture.use_argb = 1;
        picture.width = frame.width;
        picture.height = frame.height;
        if (WebPPictureImportRGB(&picture, frame.data(), frame.width * Image::channels) == 0 ||
            WebPAnimEncoderAdd(encoder_.get(), &picture, time_ms(next_frame_++), &config_) == 0)
            throw encode_error();
    }

    void complete() override {
        WebPData data{};
        WebPDataInit(&data);
        if (WebPAnimEncoderAdd(encoder_.get(), nullptr, time_ms(next_frame_), nullptr) == 0 ||
            WebPAnimEncoderAssemble(encoder_.get(), &data) == 0)
            throw encode_error();
        std::string bytes(reinterpret_cast<const char*>(data.bytes), data.size);
        WebPDataClear(&data);
        encoder_.reset();
        if (const auto comment = metadata_.find("comment"); comment != metadata_.end())
            bytes = with_xmp(bytes, xmp_packet(comment->second));
        file_->write(bytes);
        file_->commit();
    }

    std::filesystem::path out_;
    Metadata metadata_;
    WebPConfig config_{};
    EncoderPtr encoder_{nullptr, WebPAnimEncoderDelete};
    int next_frame_ = 0;
    std::optional<OutputFile> file_;
};

}  // namespace

std::unique_ptr<ClipWriter> make_webp_writer(const WriterArguments& arguments) {
    return std::make_unique<WebpWriter>(arguments);
}

}  // namespace stillwave::media

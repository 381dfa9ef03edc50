#include "media/movie_writer.h"

#include <optional>

#include "media/frame_scaler.h"
#include "media/png_chunks.h"
#include "media/video_encoder.h"
#include "types/output_file.h"

namespace stillwave::media {
namespace {

// The quality chooses a profile, because ProRes has no quality scale.
std::string prores_profile(const ExportSettings& settings) {
    if (settings.format == "prores_4444") return settings.quality >= 90 ? "4444xq" : "4444";
    if (settings.quality < 25) return "proxy";
    if (settings.quality < 50) return "lt";
    return settings.quality < 75 ? "standard" : "hq";
}

AVPixelFormat wanted_pixel_format(const ExportSettings& settings) {
    if (settings.pixel_format == "auto") return AV_PIX_FMT_NONE;
    // FFV1's encoder takes RGB only as BGR0, with a byte of padding.
    if (settings.pixel_format == "rgb24") return AV_PIX_FMT_BGR0;
    return av_get_pix_fmt(settings.pixel_format.c_str());
}

class MovieWriter : public ClipWriter {
  public:
    MovieWriter(const WriterArguments& arguments, const ClipFormat& format, const VideoCodec& codec)
        : ClipWriter(arguments.header, arguments.progress, arguments.stop),
          out_(arguments.out),
          is_apng_(format.key == "apng"),
          metadata_(arguments.metadata) {
        const AVPixelFormat wanted = is_apng_ ? AV_PIX_FMT_NONE : wanted_pixel_format(arguments.settings);
        const VideoEncoder* encoder = choose_encoder(codec, header().width, header().height, wanted);
        if (!encoder) throw no_encoder_error(out_, format.name, codec);
        EncodeRequest request;
        request.out = out_;
        request.format_name = format.name;
        request.codec = &codec;
        request.encoder = encoder;
        request.pixel_format = wanted == AV_PIX_FMT_NONE ? encoder->pixel_formats.front() : wanted;
        request.frame_rate = av_d2q(header().fps, largest_rate_term);
        const AVPixFmtDescriptor* pixels = av_pix_fmt_desc_get(request.pixel_format);
        request.width = padded_side(header().width, pixels->log2_chroma_w > 0);
        request.height = padded_side(header().height, pixels->log2_chroma_h > 0);
        set_options(arguments, *encoder, request);
        file_.emplace(out_);
        request.temporary = file_->temporary_path();
        encoder_.emplace(request);
        scaler_.emplace(request.width, request.height, request.pixel_format);
    }

  private:
    static int padded_side(int side, bool even) { return even ? side + side % 2 : side; }

    void set_options(const WriterArguments& arguments, const VideoEncoder& encoder, EncodeRequest& request) const {
        const ExportSettings& settings = arguments.settings;
        if (encoder.crf.at_0 > 0)
            request.encoder_options["crf"] = std::to_string(encoder.crf.at(static_cast<int>(settings.quality)));
        if (settings.format.starts_with("prores")) request.encoder_options["profile"] = prores_profile(settings);
        if (is_apng_) {
            request.muxer_options["plays"] = std::to_string(settings.loop_count);
            // The last frame's delay is given, because the muxer would repeat the delay of the frame before, which a
            // single frame lacks.
            const AVRational delay = av_inv_q(request.frame_rate);
            request.muxer_options["final_delay"] = std::to_string(delay.num) + "/" + std::to_string(delay.den);
        } else {
            request.metadata = arguments.metadata;
        }
    }

    void encode(const Image& frame) override {
        AVFrame* converted = scaler_->convert(frame);
        converted->pts = next_frame_++;
        encoder_->encode(converted);
    }

    void complete() override {
        encoder_->finish();
        encoder_.reset();
        // The texts are appended here, because FFmpeg's APNG muxer writes none.
        if (is_apng_) append_png_texts(out_, file_->temporary_path(), metadata_);
        file_->commit();
    }

    std::filesystem::path out_;
    bool is_apng_;
    Metadata metadata_;
    std::int64_t next_frame_ = 0;
    std::optional<OutputFile> file_;
    std::optional<FrameEncoder> encoder_;
    std::optional<FrameScaler> scaler_;
};

}  // namespace

std::unique_ptr<ClipWriter> make_movie_writer(const WriterArguments& arguments, const ClipFormat& format,
                                              const VideoCodec& codec) {
    return std::make_unique<MovieWriter>(arguments, format, codec);
}

}  // namespace stillwave::media

#include <cmath>
#include <optional>

#include "media/frame_spool.h"
#include "media/gif_blocks.h"
#include "media/movie_writer.h"
#include "media/palette_filters.h"
#include "media/video_encoder.h"
#include "types/output_file.h"

namespace stillwave::media {
namespace {

/// Writes a GIF with one palette for the whole clip. The palette is known only after the last frame, so the frames wait
/// in a FrameSpool until then.
class GifWriter : public ClipWriter {
  public:
    GifWriter(const WriterArguments& arguments, const ClipFormat& format, const VideoCodec& codec)
        : ClipWriter(arguments.header, arguments.progress, arguments.stop),
          out_(arguments.out),
          settings_(arguments.settings),
          metadata_(arguments.metadata),
          format_(format),
          codec_(codec),
          encoder_(choose_encoder(codec, header().width, header().height, AV_PIX_FMT_NONE)) {
        if (!encoder_) throw no_encoder_error(out_, format.name, codec);
        if (!has_palette_filters())
            throw Error(ErrorCode::output_unwritable,
                        "'" + out_.string() +
                            "' cannot be written as GIF because this machine's FFmpeg lacks the filters palettegen and "
                            "paletteuse; install an FFmpeg that has them, or choose another format.");
        file_.emplace(out_);
        spool_.emplace(out_);
        palette_.emplace(header().width, header().height, static_cast<int>(settings_.gif_colors));
    }

  private:
    bool encodes_late() const override { return true; }

    void encode(const Image& frame) override {
        palette_->add(frame);
        spool_->add(frame);
    }

    // Returns the time of a frame in hundredths of a second from the start. Times are rounded, not delays, so that the
    // error stays below half a hundredth.
    std::int64_t time_of(int frame) const { return std::llround(frame * 100.0 / header().fps); }

    void complete() override {
        const FramePtr colours = palette_->finish();
        palette_.reset();
        {
            FrameEncoder encoder(request());
            PaletteUser user(header().width, header().height, colours.get(), settings_.gif_dither);
            for (int i = 0; i < header().frame_count; ++i) {
                throw_if_stopped();
                const FramePtr frame = user.convert(spool_->read(i, header().width, header().height), time_of(i));
                encoder.encode(frame.get());
                report(i + 1);
            }
            throw_if_stopped();
            encoder.finish();
        }
        if (const auto comment = metadata_.find("comment"); comment != metadata_.end())
            append_gif_comment(out_, file_->temporary_path(), comment->second);
        file_->commit();
    }

    EncodeRequest request() const {
        EncodeRequest request;
        request.out = out_;
        request.temporary = file_->temporary_path();
        request.format_name = format_.name;
        request.codec = &codec_;
        request.encoder = encoder_;
        request.pixel_format = AV_PIX_FMT_PAL8;
        request.width = header().width;
        request.height = header().height;
        request.frame_rate = av_d2q(header().fps, largest_rate_term);
        request.time_base = {1, 100};
        const int frames = header().frame_count;
        request.muxer_options["final_delay"] = std::to_string(time_of(frames) - time_of(frames - 1));
        // The muxer's option counts repeats; -1 writes no count, so that the file plays once.
        const std::int64_t plays = settings_.loop_count;
        request.muxer_options["loop"] = std::to_string(plays == 0 ? 0 : plays == 1 ? -1 : plays - 1);
        return request;
    }

    std::filesystem::path out_;
    ExportSettings settings_;
    Metadata metadata_;
    const ClipFormat& format_;
    const VideoCodec& codec_;
    const VideoEncoder* encoder_;
    std::optional<OutputFile> file_;
    std::optional<FrameSpool> spool_;
    std::optional<PaletteMaker> palette_;
};

}  // namespace

std::unique_ptr<ClipWriter> make_gif_writer(const WriterArguments& arguments, const ClipFormat& format,
                                            const VideoCodec& codec) {
    return std::make_unique<GifWriter>(arguments, format, codec);
}

}  // namespace stillwave::media

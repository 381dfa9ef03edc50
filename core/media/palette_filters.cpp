#include "media/palette_filters.h"

extern "C" {
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

#include "media/movie_writer.h"
#include "types/error.h"

namespace stillwave::media {
namespace {

constexpr AVPixelFormat input_format = AV_PIX_FMT_RGB32;

void check(int result) {
    if (result < 0) throw Error(ErrorCode::internal, "The GIF's palette cannot be made.", ffmpeg_error(result));
}

AVFilterContext* add_filter(AVFilterGraph* graph, const char* filter, const char* name, const std::string& arguments) {
    AVFilterContext* context = nullptr;
    check(
        avfilter_graph_create_filter(&context, avfilter_get_by_name(filter), name, arguments.c_str(), nullptr, graph));
    return context;
}

// The source's time base is GIF's, a hundredth of a second.
AVFilterContext* add_source(AVFilterGraph* graph, const char* name, int width, int height) {
    return add_filter(graph, "buffer", name,
                      "video_size=" + std::to_string(width) + "x" + std::to_string(height) +
                          ":pix_fmt=" + av_get_pix_fmt_name(input_format) + ":time_base=1/100:pixel_aspect=1/1");
}

FilterGraphPtr make_graph() {
    FilterGraphPtr graph(allocated(avfilter_graph_alloc()));
    // These filters gain nothing from threads.
    graph->nb_threads = 1;
    return graph;
}

void push(AVFilterContext* source, AVFrame* frame) {
    check(av_buffersrc_add_frame_flags(source, frame, AV_BUFFERSRC_FLAG_KEEP_REF | AV_BUFFERSRC_FLAG_PUSH));
}

FramePtr pull(AVFilterContext* sink) {
    FramePtr frame(allocated(av_frame_alloc()));
    check(av_buffersink_get_frame(sink, frame.get()));
    return frame;
}

}  // namespace

void FilterGraphDeleter::operator()(AVFilterGraph* graph) const {
    avfilter_graph_free(&graph);
}

bool has_palette_filters() {
    return avfilter_get_by_name("palettegen") && avfilter_get_by_name("paletteuse");
}

PaletteMaker::PaletteMaker(int width, int height, int colours)
    : graph_(make_graph()), scaler_(width, height, input_format) {
    source_ = add_source(graph_.get(), "in", width, height);
    // The filter keeps one palette entry for transparency, which marks pixels that a frame takes over from the one
    // before.
    AVFilterContext* maker = add_filter(graph_.get(), "palettegen", "palette", "max_colors=" + std::to_string(colours));
    sink_ = add_filter(graph_.get(), "buffersink", "out", "");
    check(avfilter_link(source_, 0, maker, 0));
    check(avfilter_link(maker, 0, sink_, 0));
    check(avfilter_graph_config(graph_.get(), nullptr));
}

void PaletteMaker::add(const Image& frame) {
    push(source_, scaler_.convert(frame));
}

FramePtr PaletteMaker::finish() {
    push(source_, nullptr);
    return pull(sink_);
}

PaletteUser::PaletteUser(int width, int height, const AVFrame* palette, const std::string& dither)
    : graph_(make_graph()), scaler_(width, height, input_format) {
    source_ = add_source(graph_.get(), "in", width, height);
    AVFilterContext* palette_source = add_source(graph_.get(), "palette", palette->width, palette->height);
    AVFilterContext* user = add_filter(graph_.get(), "paletteuse", "use", "dither=" + dither + ":diff_mode=rectangle");
    sink_ = add_filter(graph_.get(), "buffersink", "out", "");
    check(avfilter_link(source_, 0, user, 0));
    check(avfilter_link(palette_source, 0, user, 1));
    check(avfilter_link(user, 0, sink_, 0));
    check(avfilter_graph_config(graph_.get(), nullptr));
    const FramePtr first(allocated(av_frame_clone(palette)));
    first->pts = 0;
    push(palette_source, first.get());
    push(palette_source, nullptr);
}

FramePtr PaletteUser::convert(const Image& frame, std::int64_t pts) {
    AVFrame* converted = scaler_.convert(frame);
    converted->pts = pts;
    push(source_, converted);
    return pull(sink_);
}

}  // namespace stillwave::media

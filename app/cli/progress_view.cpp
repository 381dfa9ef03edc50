#include "progress_view.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <optional>

#include "json_lines.h"
#include "types/names.h"

namespace stillwave::cli {
namespace {

constexpr int bar_cells = 24;

const char* stage_label(Stage stage) {
    switch (stage) {
        case Stage::load:
            return "loading the model";
        case Stage::image_encoder:
            return "looking at the photo";
        case Stage::vae_encode:
            return "encoding the photo";
        case Stage::sample:
            return "sampling";
        case Stage::decode:
            return "decoding frames";
        case Stage::photo_detail:
            return "moving the photo's detail";
        case Stage::camera_lock:
            return "locking the camera";
        case Stage::loop:
            return "closing the loop";
        case Stage::interpolate:
            return "making frames between";
        case Stage::upscale:
            return "upscaling";
        case Stage::write:
            return "writing the clip";
    }
    return "working";
}

}  // namespace

std::string clock_text(double seconds) {
    const auto whole = static_cast<long long>(std::llround(std::max(0.0, seconds)));
    char text[32];
    if (whole >= 3600) {
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", whole / 3600, whole / 60 % 60, whole % 60);
    } else {
        std::snprintf(text, sizeof text, "%lld:%02lld", whole / 60, whole % 60);
    }
    return text;
}

ProgressView::ProgressView(ProgressStyle style, std::string photo) : style_(style), photo_(std::move(photo)) {}

ProgressView::~ProgressView() {
    clear();
}

void ProgressView::clear() {
    if (bar_shown_) std::cerr << "\r\033[K" << std::flush;
    bar_shown_ = false;
}

void ProgressView::show(const Progress& progress) {
    if (style_ == ProgressStyle::none) return;
    const bool new_stage = !started_ || progress.stage != stage_;
    if (new_stage) {
        started_ = true;
        stage_ = progress.stage;
        stage_start_ = Clock::now();
    }
    // The seconds left in this stage; the time of later stages is not known before they begin.
    std::optional<double> eta_seconds;
    if (progress.step > 0 && progress.total >= progress.step)
        eta_seconds = std::chrono::duration<double>(Clock::now() - stage_start_).count() / progress.step *
                      (progress.total - progress.step);

    if (style_ == ProgressStyle::json) {
        nlohmann::json line = {{"event", "progress"},
                               {"photo", photo_},
                               {"stage", stage_name(progress.stage)},
                               {"step", progress.step},
                               {"total", progress.total}};
        if (eta_seconds) line["eta_seconds"] = *eta_seconds;
        write_json_line(line);
        return;
    }
    const std::string count =
        progress.total > 1 ? " " + std::to_string(progress.step) + "/" + std::to_string(progress.total) : "";
    const std::string eta = eta_seconds && progress.total > 1 ? ", " + clock_text(*eta_seconds) + " left" : "";
    if (style_ == ProgressStyle::lines) {
        // Each sampling step gets a line, because steps are slow; other stages get one when they begin.
        if (new_stage || progress.stage == Stage::sample)
            std::cerr << photo_ << ": " << stage_label(progress.stage) << count << eta << '\n';
        return;
    }
    const int cells =
        progress.total > 0 ? bar_cells * std::clamp(progress.step, 0, progress.total) / progress.total : 0;
    std::cerr << "\r\033[K" << photo_ << " [" << std::string(static_cast<std::size_t>(cells), '#')
              << std::string(static_cast<std::size_t>(bar_cells - cells), '.') << "] " << stage_label(progress.stage)
              << count << eta << std::flush;
    bar_shown_ = true;
}

}  // namespace stillwave::cli

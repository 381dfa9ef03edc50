#pragma once

#include <chrono>
#include <string>

#include "types/progress.h"

namespace stillwave::cli {

enum class ProgressStyle { none, bar, lines, json };

/// Shows how far the clip of one photo is: as a bar with the time left on a terminal, as plain lines in a pipe, or as
/// one JSON object a line for programs. The bar and the lines go to standard error, JSON to standard output.
class ProgressView {
  public:
    ProgressView(ProgressStyle style, std::string photo);
    ~ProgressView();
    ProgressView(const ProgressView&) = delete;
    ProgressView& operator=(const ProgressView&) = delete;

    void show(const Progress& progress);

    /// Takes the bar off the terminal, so that other text can follow.
    void clear();

  private:
    using Clock = std::chrono::steady_clock;

    ProgressStyle style_;
    std::string photo_;
    Stage stage_ = Stage::load;
    bool started_ = false;
    bool bar_shown_ = false;
    Clock::time_point stage_start_;
};

/// Seconds as "0:07" or "1:02:03".
std::string clock_text(double seconds);

}  // namespace stillwave::cli

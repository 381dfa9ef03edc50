#pragma once

#include <cmath>
#include <functional>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "motion/rendered_motion.h"
#include "types/clip.h"

/// Clips whose every moment is known, rendered from the sample photos at the model's size.
namespace stillwave::motion::rendered {

/// The place of the window's middle at a moment (in frames), px off the photo's middle.
using Path = std::function<cv::Point2f(double moment)>;

/// The window of a sample photo at a moment, `zoom` times enlarged.
Image window(const std::string& name, cv::Point2f offset, double zoom = 1.0);

/// The frames 0, 1, … `count` - 1 along a path.
Clip along(const std::string& name, const Path& path, int count);

/// Root mean square difference, levels.
double rms_levels(const Image& first, const Image& second);

/// Spearman's rank correlation; values of one list must differ.
double spearman(const std::vector<double>& first, const std::vector<double>& second);

}  // namespace stillwave::motion::rendered

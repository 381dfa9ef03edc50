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

/// A path: the place of the window's middle at a moment (in frames), px from the photo's middle.
using Path = std::function<cv::Point2f(double moment)>;

/// Renders the window of a sample photo at a moment, enlarged `zoom` times.
Image window(const std::string& name, cv::Point2f offset, double zoom = 1.0);

/// Renders the frames 0, 1, … `count` - 1 along a path.
Clip along(const std::string& name, const Path& path, int count);

/// Returns the root mean square difference, levels.
double rms_levels(const Image& first, const Image& second);

/// Returns Spearman's rank correlation; the values of one list must differ.
double spearman(const std::vector<double>& first, const std::vector<double>& second);

}  // namespace stillwave::motion::rendered

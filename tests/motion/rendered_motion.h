#pragma once

#include <functional>
#include <opencv2/core.hpp>
#include <string>

#include "types/clip.h"
#include "types/image.h"

/// Motion with known truth, rendered from the sample photos.
namespace stillwave::motion::rendered {

inline constexpr int model_width = 256;
inline constexpr int model_height = 144;
inline constexpr int scale = 2;  ///< the truth is this many times as large as the model's frames

cv::Mat3b to_mat(const Image& image);
Image to_image(const cv::Mat& rgb);

/// Reads a photo of resources/samples, at its own size, RGB.
cv::Mat3b sample(const std::string& name);

/// A motion: the place in frame 0's coordinates from which pixel (x, y) of frame t comes, at full size.
using Source = std::function<cv::Point2f(float x, float y, int t)>;

/// Renders a window of a sample photo that `source` moves over the photo, so that true content comes in at the borders.
Clip move(const std::string& name, const Source& source, int frames);

/// Makes the model's frames of true ones: reduces them to the model's size, blurs them by a sigma of 0.6 px at first to
/// 1.5 px at last, and adds noise of 1.5 levels.
Clip as_model(const Clip& truth);

/// Returns the model's frames enlarged to the truth's size (cubic).
Image enlarged(const Image& image);

/// Returns the mean PSNR over the frames after the first, dB, inside a border of `border_px`.
double mean_psnr_db(const Clip& clip, const Clip& truth, int border_px = 0);

}  // namespace stillwave::motion::rendered

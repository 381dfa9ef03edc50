#include "motion/periodic_motion.h"

#include <algorithm>
#include <map>
#include <opencv2/imgproc.hpp>

namespace stillwave::motion::rendered {

Image window(const std::string& name, cv::Point2f offset, double zoom) {
    static std::map<std::string, cv::Mat3b> photos;
    if (!photos.contains(name)) {
        // The blur keeps the reduction free of aliases.
        cv::GaussianBlur(sample(name), photos[name], {}, 0.6);
    }
    const cv::Mat3b& photo = photos[name];
    const double spread = 1.4 / zoom;  // photo px for one of the window
    cv::Mat2f places(model_height, model_width);
    for (int y = 0; y < model_height; ++y) {
        for (int x = 0; x < model_width; ++x) {
            places(y, x) = {static_cast<float>(photo.cols / 2.0 + spread * (x - model_width / 2.0) + 1.4 * offset.x),
                            static_cast<float>(photo.rows / 2.0 + spread * (y - model_height / 2.0) + 1.4 * offset.y)};
        }
    }
    cv::Mat3b frame;
    cv::remap(photo, frame, places, cv::noArray(), cv::INTER_LANCZOS4, cv::BORDER_REFLECT_101);
    return to_image(frame);
}

Clip along(const std::string& name, const Path& path, int count) {
    Clip clip;
    clip.fps = 7;
    for (int t = 0; t < count; ++t) {
        clip.frames.push_back(window(name, path(t)));
    }
    return clip;
}

double rms_levels(const Image& first, const Image& second) {
    return cv::norm(to_mat(first), to_mat(second), cv::NORM_L2) / std::sqrt(static_cast<double>(first.size_bytes()));
}

double spearman(const std::vector<double>& first, const std::vector<double>& second) {
    const auto ranks = [](const std::vector<double>& values) {
        std::vector<double> result;
        for (const double value : values) {
            const auto below = std::count_if(values.begin(), values.end(), [=](double v) { return v < value; });
            const auto equal = std::count(values.begin(), values.end(), value);
            result.push_back(static_cast<double>(below) + 0.5 * static_cast<double>(equal - 1));
        }
        return result;
    };
    const std::vector<double> a = ranks(first);
    const std::vector<double> b = ranks(second);
    const double middle = 0.5 * static_cast<double>(a.size() - 1);
    double shared = 0.0;
    double of_a = 0.0;
    double of_b = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        shared += (a[i] - middle) * (b[i] - middle);
        of_a += (a[i] - middle) * (a[i] - middle);
        of_b += (b[i] - middle) * (b[i] - middle);
    }
    return shared / std::sqrt(of_a * of_b);
}

}  // namespace stillwave::motion::rendered

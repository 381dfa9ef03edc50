#include "motion/rendered_motion.h"

#include <vips/vips.h>

#include <cstring>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "motion/motion_scores.h"

namespace stillwave::motion::rendered {

cv::Mat3b to_mat(const Image& image) {
    cv::Mat3b rgb(image.height, image.width);
    std::copy(image.pixels->begin(), image.pixels->end(), rgb.data);
    return rgb;
}

Image to_image(const cv::Mat& rgb) {
    const cv::Mat packed = rgb.clone();
    return Image(packed.cols, packed.rows,
                 std::vector<std::uint8_t>(packed.data, packed.data + packed.total() * packed.elemSize()));
}

cv::Mat3b sample(const std::string& name) {
    const std::string path = std::string(STILLWAVE_RESOURCES) + "/samples/" + name;
    if (vips_init("motion_test") != 0) {
        throw std::runtime_error("libvips does not start");
    }
    const auto release = [](VipsImage* image) { g_object_unref(image); };
    const std::unique_ptr<VipsImage, decltype(release)> image(
        vips_image_new_from_file(path.c_str(), "access", VIPS_ACCESS_SEQUENTIAL, nullptr), release);
    if (!image || vips_image_get_bands(image.get()) != Image::channels) {
        throw std::runtime_error("cannot read " + path + " as RGB");
    }
    cv::Mat3b rgb(vips_image_get_height(image.get()), vips_image_get_width(image.get()));
    std::size_t size_bytes = 0;
    const std::unique_ptr<void, void (*)(void*)> pixels(vips_image_write_to_memory(image.get(), &size_bytes), g_free);
    if (!pixels || size_bytes != rgb.total() * rgb.elemSize()) {
        throw std::runtime_error("cannot decode " + path);
    }
    std::memcpy(rgb.data, pixels.get(), size_bytes);
    return rgb;
}

Clip move(const std::string& name, const Source& source, int frames) {
    const cv::Mat3b canvas = sample(name);
    const cv::Size size(model_width * scale, model_height * scale);
    const cv::Point2f corner(static_cast<float>((canvas.cols - size.width) / 2),
                             static_cast<float>((canvas.rows - size.height) / 2));
    Clip clip;
    clip.fps = 7;
    for (int t = 0; t < frames; ++t) {
        cv::Mat2f places(size);
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const cv::Point2f place = corner + source(static_cast<float>(x), static_cast<float>(y), t);
                places(y, x) = {place.x, place.y};
            }
        }
        cv::Mat3b frame;
        cv::remap(canvas, frame, places, cv::noArray(), cv::INTER_LANCZOS4, cv::BORDER_REFLECT_101);
        clip.frames.push_back(to_image(frame));
    }
    return clip;
}

Clip as_model(const Clip& truth) {
    cv::RNG noise(20);
    Clip model;
    model.fps = truth.fps;
    const std::size_t count = truth.frames.size();
    for (std::size_t t = 0; t < count; ++t) {
        cv::Mat3f small;
        to_mat(truth.frames[t]).convertTo(small, CV_32F);
        cv::resize(small, small, {model_width, model_height}, 0, 0, cv::INTER_AREA);
        cv::GaussianBlur(small, small, {}, 0.6 + 0.9 * static_cast<double>(t) / static_cast<double>(count - 1));
        cv::Mat3f grain(small.size());
        noise.fill(grain, cv::RNG::NORMAL, 0.0, 1.5);
        cv::Mat3b frame;
        cv::Mat(small + grain).convertTo(frame, CV_8U);
        model.frames.push_back(to_image(frame));
    }
    return model;
}

Image enlarged(const Image& image) {
    cv::Mat3b large;
    cv::resize(to_mat(image), large, {}, scale, scale, cv::INTER_CUBIC);
    return to_image(large);
}

double mean_psnr_db(const Clip& clip, const Clip& truth, int border_px) {
    const Image& first = truth.frames.front();
    const cv::Rect inside(border_px, border_px, first.width - 2 * border_px, first.height - 2 * border_px);
    double total = 0.0;
    for (std::size_t t = 1; t < truth.frames.size(); ++t) {
        total += psnr_db(to_image(to_mat(clip.frames[t])(inside)), to_image(to_mat(truth.frames[t])(inside)));
    }
    return total / static_cast<double>(truth.frames.size() - 1);
}

}  // namespace stillwave::motion::rendered

// Compares photo detail with other ways to enlarge a clip, on rendered motion with known truth:
//   compare_detail [PICTURE.ppm]
// Prints PSNR (dB), SSIM and flicker (levels) as means over the sample photos; the picture shows a region of the last
// frame of one clip: cubic, network, photo detail, truth.
#include <ATen/ops/from_blob.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "enhance/upscaler.h"
#include "motion/motion_scores.h"
#include "motion/photo_detail.h"
#include "motion/rendered_motion.h"

using namespace stillwave;
namespace rendered = stillwave::motion::rendered;

namespace {

constexpr int frames = 8;

cv::Point2f pan(float x, float y, int t) {
    return {x + 2.0F * static_cast<float>(t), y + 0.5F * static_cast<float>(t)};
}
cv::Point2f zoom(float x, float y, int t) {
    const float in = 1.0F - 0.005F * static_cast<float>(t);
    return {255.5F + in * (x - 255.5F), 143.5F + in * (y - 143.5F)};
}
cv::Point2f dolly(float x, float y, int t) {
    return {x + static_cast<float>(t) * (0.4F + 2.0F * y / 288.0F), y};
}
cv::Point2f still(float x, float y, int) {
    return {x, y};
}

// A piece of another photo crosses the clip and uncovers places that the first frame does not show.
void let_pass(Clip& clip, const char* name) {
    const cv::Mat3b piece = rendered::sample(name)(cv::Rect(150, 60, 120, 120));
    for (std::size_t t = 0; t < clip.frames.size(); ++t) {
        cv::Mat3b frame = rendered::to_mat(clip.frames[t]);
        piece.copyTo(frame(cv::Rect(90 + 12 * static_cast<int>(t), 90, piece.cols, piece.rows)));
        clip.frames[t] = rendered::to_image(frame);
    }
}

// SSIM after Wang et al., 2004: of luminance, with a Gaussian window of a sigma of 1.5 px.
double ssim(const Image& image, const Image& reference) {
    const auto grey = [](const Image& picture) {
        cv::Mat1b levels;
        cv::cvtColor(rendered::to_mat(picture), levels, cv::COLOR_RGB2GRAY);
        return cv::Mat1f(levels);
    };
    const auto mean = [](const cv::Mat& field) {
        cv::Mat1f result;
        cv::GaussianBlur(field, result, {11, 11}, 1.5);
        return result;
    };
    const cv::Mat1f a = grey(image), b = grey(reference), mean_a = mean(a), mean_b = mean(b);
    const cv::Mat1f var_a = mean(a.mul(a)) - mean_a.mul(mean_a), var_b = mean(b.mul(b)) - mean_b.mul(mean_b);
    const cv::Mat1f both = mean(a.mul(b)) - mean_a.mul(mean_b);
    const double c1 = 6.5025, c2 = 58.5225;
    const cv::Mat1f above = (2 * mean_a.mul(mean_b) + c1).mul(2 * both + c2);
    const cv::Mat1f below = (mean_a.mul(mean_a) + mean_b.mul(mean_b) + c1).mul(var_a + var_b + c2);
    return cv::mean(above / below)[0];
}

struct Scores {
    double psnr_db = 0;
    double ssim = 0;
    double flicker = 0;
};

Scores scores(const Clip& clip, const Clip& truth) {
    Scores result{rendered::mean_psnr_db(clip, truth), 0, motion::flicker_score(clip)};
    for (std::size_t t = 1; t < truth.frames.size(); ++t) result.ssim += ssim(clip.frames[t], truth.frames[t]);
    result.ssim /= static_cast<double>(truth.frames.size() - 1);
    return result;
}

Clip each(const Clip& clip, const std::function<Image(const Image&)>& change) {
    Clip result;
    result.fps = clip.fps;
    for (const auto& frame : clip.frames) result.frames.push_back(change(frame));
    return result;
}

void write_region(const std::string& path, const std::vector<Image>& pictures) {
    const cv::Rect region(150, 70, 224, 160);
    cv::Mat3b all;
    for (const auto& picture : pictures) {
        const cv::Mat3b part = rendered::to_mat(picture)(region);
        if (all.empty())
            all = part.clone();
        else
            cv::hconcat(all, part, all);
    }
    std::ofstream file(path, std::ios::binary);
    file << "P6 " << all.cols << ' ' << all.rows << " 255\n";
    file.write(reinterpret_cast<const char*>(all.data), static_cast<std::streamsize>(all.total() * all.elemSize()));
}

}  // namespace

int main(int argc, char** argv) {
    const enhance::Upscaler network(STILLWAVE_RESOURCES "/models/realesr-animevideov3", at::kCPU, at::kFloat);
    const auto by_network = [&](const Image& frame) {
        auto* bytes = const_cast<std::uint8_t*>(frame.data());
        const auto pixels = at::from_blob(bytes, {1, frame.height, frame.width, 3}, at::kByte).permute({0, 3, 1, 2});
        const auto made = network.upscale(pixels.contiguous(), {.scale = rendered::scale})[0].permute({1, 2, 0});
        const auto packed = made.contiguous();
        std::vector<std::uint8_t> rgb(static_cast<std::size_t>(packed.numel()));
        std::memcpy(rgb.data(), packed.const_data_ptr<std::uint8_t>(), rgb.size());
        return Image(frame.width * rendered::scale, frame.height * rendered::scale, std::move(rgb));
    };
    const std::vector<std::string> photos = {"coffee.png", "cat.png", "rocket.jpg", "astronaut.png"};
    const std::vector<std::pair<const char*, rendered::Source>> motions = {
        {"pan", pan}, {"zoom", zoom}, {"dolly", dolly}, {"passing", still}};
    const std::vector<const char*> names = {"cubic", "network", "detail", "detail+network"};
    std::printf("%-8s %-15s %8s %8s %8s\n", "motion", "method", "PSNR", "SSIM", "flicker");
    for (const auto& [motion_name, source] : motions) {
        std::vector<Scores> sums(names.size());
        for (const auto& photo : photos) {
            Clip truth = rendered::move(photo, source, frames);
            if (std::strcmp(motion_name, "passing") == 0)
                let_pass(truth, photo == "coffee.png" ? "rocket.jpg" : "coffee.png");
            const Clip model = rendered::as_model(truth);
            motion::PhotoDetailOptions with_network;
            with_network.enlarge = [&](const Image& frame, int, int) { return by_network(frame); };
            const std::vector<Clip> made = {each(model, rendered::enlarged), each(model, by_network),
                                            motion::photo_detail(model, truth.frames[0]).clip,
                                            motion::photo_detail(model, truth.frames[0], with_network).clip};
            for (std::size_t i = 0; i < made.size(); ++i) {
                const auto found = scores(made[i], truth);
                sums[i].psnr_db += found.psnr_db / static_cast<double>(photos.size());
                sums[i].ssim += found.ssim / static_cast<double>(photos.size());
                sums[i].flicker += found.flicker / static_cast<double>(photos.size());
            }
            if (argc > 1 && photo == "coffee.png" && std::strcmp(motion_name, "dolly") == 0)
                write_region(argv[1], {made[0].frames.back(), made[1].frames.back(), made[2].frames.back(),
                                       truth.frames.back()});
        }
        for (std::size_t i = 0; i < names.size(); ++i)
            std::printf("%-8s %-15s %8.2f %8.3f %8.2f\n", motion_name, names[i], sums[i].psnr_db, sums[i].ssim,
                        sums[i].flicker);
    }
}

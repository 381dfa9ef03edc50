#include "svd/guidance.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linspace.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <locale>
#include <sstream>
#include <utility>

#include "types/error.h"

namespace stillwave::svd {
namespace {

double share_at(const std::vector<GuidancePoint>& points, double time) {
    const auto after = std::find_if(points.begin(), points.end(), [&](const auto& point) { return point.time > time; });
    if (after == points.begin()) return points.front().share;
    if (after == points.end()) return points.back().share;
    const auto& before = *std::prev(after);
    return std::lerp(before.share, after->share, (time - before.time) / (after->time - before.time));
}

}  // namespace

bool Guidance::is_on_at(float sigma) const {
    return is_on() && sigma > sigma_min && (sigma_max == 0 || sigma <= sigma_max);
}

at::Tensor Guidance::scale(std::int64_t num_frames, const at::TensorOptions& options) const {
    auto scales = at::linspace(shape == "constant" ? max_scale : min_scale, max_scale, num_frames, options);
    if (shape == "triangle")
        scales = max_scale - (max_scale - min_scale) * at::linspace(-1, 1, num_frames, options).abs();
    if (shape == "points") {
        const auto way = parse_guidance_curve(points);
        std::vector<float> values;
        for (std::int64_t frame = 0; frame < num_frames; ++frame) {
            const double time = num_frames > 1 ? static_cast<double>(frame) / static_cast<double>(num_frames - 1) : 0;
            values.push_back(static_cast<float>(min_scale + (max_scale - min_scale) * share_at(way, time)));
        }
        scales = at::tensor(values).to(options);
    }
    return scales.view({1, -1, 1, 1, 1});
}

std::vector<GuidancePoint> parse_guidance_curve(const std::string& text) {
    const auto refuse = [&](const std::string& problem) {
        throw Error(ErrorCode::invalid_argument, "guidance_curve is '" + text + "', but " + problem +
                                                     " Write it like 0:0 0.4:1 1:0.5: time and share of each point.");
    };
    std::vector<GuidancePoint> points;
    std::istringstream words(text);
    words.imbue(std::locale::classic());
    for (std::string word; words >> word;) {
        std::istringstream numbers(word);
        numbers.imbue(std::locale::classic());
        GuidancePoint point;
        char colon = 0;
        if (!(numbers >> point.time >> colon >> point.share) || colon != ':' || !numbers.eof())
            refuse("'" + word + "' is no point.");
        if (point.time < 0 || point.time > 1 || point.share < 0 || point.share > 1)
            refuse("times and shares go from 0 to 1.");
        if (!points.empty() && point.time <= points.back().time) refuse("the times must rise from point to point.");
        points.push_back(point);
    }
    if (points.empty()) refuse("guidance_shape is points, which needs one point or more.");
    return points;
}

void check_guidance(const Guidance& guidance) {
    if (guidance.shape == "points") parse_guidance_curve(guidance.points);
    if (guidance.sigma_max == 0 || guidance.sigma_max > guidance.sigma_min) return;
    std::ostringstream message;
    message << "guidance_sigma_max is " << guidance.sigma_max << ", which leaves no step above guidance_sigma_min, "
            << guidance.sigma_min << ". Set it higher, or to 0 for no limit.";
    throw Error(ErrorCode::invalid_argument, message.str());
}

Conditioning without_photo(const Conditioning& conditioning) {
    return {at::zeros_like(conditioning.embeddings), at::zeros_like(conditioning.concat_latents),
            conditioning.added_time_ids};
}

GuidedDenoiser::GuidedDenoiser(std::unique_ptr<Denoiser> inner, const Guidance& guidance)
    : inner_(std::move(inner)), guidance_(guidance) {}

void GuidedDenoiser::make_branches_of(const Conditioning& conditioning) {
    const auto& [embeddings, concat_latents, added_time_ids, pass] = conditioning;
    const bool same_photo = made_of_.embeddings.is_same(embeddings) && made_of_.added_time_ids.is_same(added_time_ids);
    const bool same_frames = same_photo && made_of_.concat_latents.is_same(concat_latents);
    if (same_frames) return;
    made_of_ = conditioning;
    // Windows bring other frames of the same photo at each call.
    if (!same_photo) unconditional_ = without_photo(conditioning);
    if (unconditional_.concat_latents.sizes() != concat_latents.sizes())
        unconditional_.concat_latents = at::zeros_like(concat_latents);
    if (!guidance_.batched) return;
    if (!same_photo) both_ = {at::cat({unconditional_.embeddings, embeddings}), {}, added_time_ids};
    both_.concat_latents = at::cat({unconditional_.concat_latents, concat_latents});
}

at::Tensor GuidedDenoiser::ask(const at::Tensor& scaled, float sigma, Conditioning conditioning, const Pass& pass,
                               Branch branch) {
    conditioning.pass = pass;
    conditioning.pass.number = pass.number * num_branches + branch;
    return inner_->velocity(scaled, sigma, conditioning);
}

at::Tensor GuidedDenoiser::velocity(const at::Tensor& scaled, float sigma, const Conditioning& conditioning) {
    const auto& pass = conditioning.pass;
    if (!guidance_.is_on_at(sigma)) return ask(scaled, sigma, conditioning, pass, conditional);

    make_branches_of(conditioning);
    const auto num_frames = scaled.size(1);
    if (!scale_.defined() || scale_.size(1) != num_frames) scale_ = guidance_.scale(num_frames, scaled.options());
    if (guidance_.batched) {
        const auto answers = ask(at::cat({scaled, scaled}), sigma, both_, pass, both).chunk(2);
        return answers[0] + scale_ * (answers[1] - answers[0]);
    }
    const auto with_photo = ask(scaled, sigma, conditioning, pass, conditional);
    const auto without = ask(scaled, sigma, unconditional_, pass, unconditional);
    return without + scale_ * (with_photo - without);
}

}  // namespace stillwave::svd

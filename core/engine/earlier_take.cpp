#include "engine/earlier_take.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/kept_take.h"
#include "media/letterbox_fill.h"
#include "motion/colour_match.h"
#include "motion/mask.h"
#include "svd/control/extend.h"
#include "svd/control/make_again.h"
#include "types/error.h"

namespace stillwave {
namespace {

// The frames before are written into the prediction of this share of the steps, while the noise is high.
constexpr double joined_share_of_steps = 0.5;

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::invalid_argument, message);
}

/// The picture that sampling from a take's frame starts from. The first frame is the photo, as the model sees it.
const Image& picture_of(const KeptTake& take, int frame, const PhotoPlacement& placement) {
    return frame == 0 ? placement.picture().image : take.frames[static_cast<std::size_t>(frame)];
}

std::string frames_text(const KeptTake& take) {
    return "the take " + take.folder.string() + " has frames 0 to " + std::to_string(take.last());
}

Image mixed(const Image& below, const Image& above, double share) {
    const auto level = static_cast<std::uint8_t>(std::lround(255 * share));
    const motion::Mask mask{below.width, below.height,
                            std::vector<std::uint8_t>(static_cast<std::size_t>(below.width) * below.height, level)};
    return motion::laid_over(below, above, mask);
}

/// A take that goes on after one of its frames. The new frames are sampled from the take's frame that lies the overlap
/// before the join. In the overlap old and new latents are blended, and so are the frames.
class ExtendedTake : public EarlierTake {
  public:
    ExtendedTake(KeptTake take, const Extension& extension, const PhotoPlacement& placement,
                 const AnimationSettings& settings)
        : take_(std::move(take)), sampled_(static_cast<int>(settings.num_frames)) {
        if (settings.loop_latents)
            refuse(
                "A clip sampled as a loop leads back to its beginning, so it cannot go on from a take. Turn "
                "loop_latents off.");
        frame_ = extension.frame < 0 ? take_.last() : extension.frame;
        if (frame_ > take_.last())
            refuse("The clip is to go on from frame " + std::to_string(frame_) + ", but " + frames_text(take_) + ".");
        const int most = sampled_ - 1;
        // A take has no more frames to join over than lie up to that one.
        overlap_ = std::min(extension.overlap, frame_ + 1);
        if (overlap_ > most)
            refuse("The overlap of " + std::to_string(overlap_) + " frames leaves none of the " +
                   std::to_string(sampled_) + " new frames. Choose at most " + std::to_string(most) + ".");
        picture_ = picture_of(take_, begin(), placement);
    }

    const Image& first_picture() const override { return picture_; }
    int sampled_frames() const override { return sampled_; }

    std::unique_ptr<svd::SamplingControl> control(const svd::RunStart& start, int, int) const override {
        const auto steps = start.sigmas.size() - 1;
        const auto last = static_cast<std::size_t>(joined_share_of_steps * static_cast<double>(steps));
        return std::make_unique<svd::ExtendControl>(take_.latents.narrow(0, begin(), overlap_).unsqueeze(0),
                                                    start.sigmas[last]);
    }

    at::Tensor joined(const at::Tensor& sampled) const override {
        std::vector<at::Tensor> parts = {take_.latents.narrow(0, 0, begin())};
        for (int i = 0; i < overlap_; ++i) {
            const auto old = take_.latents.narrow(0, begin() + i, 1);
            parts.push_back(old + (sampled.narrow(0, i, 1) - old) * new_share(i));
        }
        parts.push_back(sampled.slice(0, overlap_));
        return at::cat(parts);
    }

    at::Tensor decoded_part(const at::Tensor& joined) const override { return joined.slice(0, begin()); }

    Clip composed(Clip decoded) const override {
        const auto old = std::vector(take_.frames.begin() + begin(), take_.frames.begin() + frame_ + 1);
        const auto again = std::vector(decoded.frames.begin(), decoded.frames.begin() + overlap_);
        const motion::ColourMatch colours(again, old);
        Clip clip{{take_.frames.begin(), take_.frames.begin() + begin()}, decoded.fps};
        const auto count = static_cast<int>(decoded.frames.size());
        for (int i = 0; i < count; ++i) {
            // The match fades over the new frames, so that the clip may come to colours of its own.
            const double share = i < overlap_ ? 1 : 1 - static_cast<double>(i - overlap_ + 1) / (count - overlap_ + 1);
            auto frame = colours.apply(decoded.frames[static_cast<std::size_t>(i)], share);
            if (i < overlap_) frame = mixed(old[static_cast<std::size_t>(i)], frame, new_share(i));
            clip.frames.push_back(std::move(frame));
        }
        return clip;
    }

    void keep_detail(Clip& clip) const override {
        const auto detailed = take_.detailed();
        for (int i = 0; i < begin() && i < static_cast<int>(detailed.size()); ++i) {
            auto& frame = clip.frames[static_cast<std::size_t>(i)];
            const auto& kept = detailed[static_cast<std::size_t>(i)];
            if (kept.width == frame.width && kept.height == frame.height) frame = kept;
        }
    }

    bool tells_motion() const override { return false; }
    std::string fingerprint() const override { return take_.fingerprint(0, frame_); }

  private:
    int begin() const { return frame_ + 1 - overlap_; }
    double new_share(int frame) const { return static_cast<double>(frame) / overlap_; }

    KeptTake take_;
    int sampled_, frame_ = 0, overlap_ = 0;
    Image picture_;
};

/// A take some of whose frames are made again. The model sees as many frames around them as it makes at once.
class RemadeTake : public EarlierTake {
  public:
    RemadeTake(KeptTake take, const MakeAgain& again, const PhotoPlacement& placement,
               const AnimationSettings& settings)
        : take_(std::move(take)),
          first_(again.first),
          last_(again.last < 0 ? take_.last() : again.last),
          strength_(again.strength) {
        if (first_ > last_)
            refuse("Frames from " + std::to_string(first_) + " on are to be made again, but " + frames_text(take_) +
                   ".");
        const auto range = "Frames " + std::to_string(first_) + " to " + std::to_string(last_);
        if (last_ > take_.last()) refuse(range + " are to be made again, but " + frames_text(take_) + ".");
        window_ = std::min(static_cast<int>(settings.num_frames), take_.last() + 1);
        if (last_ - first_ + 1 > window_)
            refuse(range + " are more than the " + std::to_string(window_) +
                   " that the model makes at once. Choose fewer, or a larger num_frames.");
        begin_ = std::clamp((first_ + last_ + 1 - window_) / 2, 0, take_.last() + 1 - window_);
        picture_ = picture_of(take_, begin_, placement);
        if (auto area = again.area; !area.polygon.empty() || !area.mask.empty()) {
            area_ = placement.read(area);
            placement.check(*area_, "The area that is made again");
            placement_ = &placement;
        }
    }

    const Image& first_picture() const override { return picture_; }
    int sampled_frames() const override { return window_; }

    std::unique_ptr<svd::SamplingControl> control(const svd::RunStart& start, int rows, int columns) const override {
        const auto latents = take_.latents.narrow(0, begin_, window_).unsqueeze(0);
        const auto steps = static_cast<std::int64_t>(start.sigmas.size()) - 1;
        const auto step = std::lround((1 - strength_) * static_cast<double>(steps));
        at::Tensor area;
        if (area_) {
            auto mask =
                motion::resized(area_mask(take_.frames.front().width, take_.frames.front().height), columns, rows);
            area = at::from_blob(mask.values.data(), {1, 1, 1, rows, columns}, at::kByte).to(at::kFloat) / 255;
        }
        const auto kept = svd::kept_mask(latents, first_ - begin_, last_ - first_ + 1, area);
        return std::make_unique<svd::TimeToMoveControl>(
            svd::make_again(latents, kept, start.noise, std::min<std::int64_t>(step, steps - 1), steps));
    }

    at::Tensor joined(const at::Tensor& sampled) const override {
        auto joined = take_.latents.clone();
        joined.narrow(0, first_, count()).copy_(sampled.narrow(0, first_ - begin_, count()));
        return joined;
    }

    at::Tensor decoded_part(const at::Tensor& joined) const override { return joined.narrow(0, begin_, window_); }

    Clip composed(Clip decoded) const override {
        Clip clip{take_.frames, decoded.fps};
        for (int i = first_; i <= last_; ++i) {
            auto& frame = clip.frames[static_cast<std::size_t>(i)];
            frame = within_area(frame, decoded.frames[static_cast<std::size_t>(i - begin_)]);
        }
        return clip;
    }

    void keep_detail(Clip& clip) const override {
        const auto detailed = take_.detailed();
        for (int i = 0; i <= take_.last() && i < static_cast<int>(detailed.size()); ++i) {
            auto& frame = clip.frames[static_cast<std::size_t>(i)];
            const auto& kept = detailed[static_cast<std::size_t>(i)];
            if (kept.width != frame.width || kept.height != frame.height) continue;
            frame = i < first_ || i > last_ ? kept : within_area(kept, frame);
        }
    }

    bool tells_motion() const override { return take_.tells_motion && window_ == take_.last() + 1; }

    std::string fingerprint() const override { return take_.fingerprint(0, take_.last()); }

  private:
    int count() const { return last_ - first_ + 1; }

    motion::Mask area_mask(int width, int height) const { return placement_->soft_mask_of(*area_, width, height); }

    Image within_area(const Image& old, const Image& made) const {
        return area_ ? motion::laid_over(old, made, area_mask(old.width, old.height)) : made;
    }

    KeptTake take_;
    int first_, last_;
    double strength_;
    int begin_ = 0, window_ = 0;  // the frames that the model sees
    Image picture_;
    std::optional<DrawnArea> area_;
    const PhotoPlacement* placement_ = nullptr;
};

}  // namespace

std::unique_ptr<EarlierTake> read_earlier_take(const Controls& controls, const Image& photo,
                                               const PhotoPlacement& placement, const AnimationSettings& settings,
                                               const std::string& model_hash) {
    const auto read = [&](const std::filesystem::path& folder) {
        return read_kept_take(folder, photo, placement.picture(), settings, model_hash);
    };
    if (controls.extend)
        return std::make_unique<ExtendedTake>(read(controls.extend->take), *controls.extend, placement, settings);
    if (controls.make_again)
        return std::make_unique<RemadeTake>(read(controls.make_again->take), *controls.make_again, placement, settings);
    return nullptr;
}

}  // namespace stillwave

// Tests of directed clips on the starter model: what moves, what stays and where the clip ends, measured on its frames.
#include <gmock/gmock.h>

#include <cmath>
#include <iostream>

#include "engine/directing_testing.h"
#include "engine/engine.h"
#include "engine/frames.h"
#include "engine/loaded_model.h"
#include "engine/picture.h"
#include "engine/recipe_file.h"
#include "engine/take.h"
#include "media/letterbox_fill.h"
#include "media/photo_reader.h"
#include "motion/dense_flow.h"
#include "motion/motion_scores.h"
#include "support/temporary_folder.h"
#include "types/error.h"

namespace stillwave {
namespace {

using test::area_of;
using test::flat;
using test::median;
using test::Part;
using test::same_frames;

namespace fs = std::filesystem;
const fs::path resources = STILLWAVE_RESOURCES;
const std::string starter = (resources / "models" / "starter").string();
constexpr int width = 256, height = 144;

struct Vector {
    double x, y;
};

Vector flow_at(const motion::Flow& flow, int x, int y) {
    const auto at = 2 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(flow.width) + x);
    return {flow.xy[at], flow.xy[at + 1]};
}

/// Follows the pixels that `counts` takes from the first frame through all others, and returns the median of a measure
/// of where they went.
double median_over(const std::vector<Image>& frames, const std::function<bool(int x, int y)>& counts,
                   const std::function<double(int x, int y, Vector moved)>& measure) {
    std::vector<motion::Flow> flows;
    for (std::size_t t = 1; t < frames.size(); ++t) flows.push_back(motion::dense_flow(frames[t - 1], frames[t]));
    const auto& first = frames.front();
    std::vector<double> values;
    for (int y = 0; y < first.height; ++y)
        for (int x = 0; x < first.width; ++x) {
            if (!counts(x, y)) continue;
            Vector moved{0, 0};
            for (const auto& flow : flows) {
                const auto at = [](double place, int size) {
                    return std::clamp(static_cast<int>(std::lround(place)), 0, size - 1);
                };
                const auto step = flow_at(flow, at(x + moved.x, first.width), at(y + moved.y, first.height));
                moved = {moved.x + step.x, moved.y + step.y};
            }
            values.push_back(measure(x, y, moved));
        }
    return median(std::move(values));
}

/// Returns by how much the picture grows from the first to the last frame.
double growth(const std::vector<Image>& frames) {
    const auto& first = frames.front();
    const double middle_x = (first.width - 1) / 2.0, middle_y = (first.height - 1) / 2.0;
    const double radius = 0.35 * std::min(first.width, first.height);
    return median_over(
        frames, [&](int x, int y) { return std::abs(std::hypot(x - middle_x, y - middle_y) - radius) < 0.1 * radius; },
        [&](int x, int y, Vector moved) {
            const double from_x = x - middle_x, from_y = y - middle_y;
            return 1 + (from_x * moved.x + from_y * moved.y) / (from_x * from_x + from_y * from_y);
        });
}

int largest_difference(const Image& one, const Image& other, const Part& part) {
    int largest = 0;
    for (int y = 0; y < one.height; ++y)
        for (int x = 0; x < one.width; ++x) {
            if (!part.holds((x + 0.5) / one.width, (y + 0.5) / one.height)) continue;
            for (int c = 0; c < Image::channels; ++c) {
                const auto at = (static_cast<std::ptrdiff_t>(y) * one.width + x) * Image::channels + c;
                largest = std::max(largest, std::abs(one.data()[at] - other.data()[at]));
            }
        }
    return largest;
}

class DirectedClip : public testing::Test {
  protected:
    static void SetUpTestSuite() { engine = make_local_engine().release(); }
    static void TearDownTestSuite() { delete engine; }

    static AnimationRequest request(const std::string& photo, const Controls& controls) {
        AnimationRequest request;
        request.photo_path = resources / "samples" / photo;
        request.photo = media::read_photo(request.photo_path).image;
        request.model = starter;
        request.controls = controls;
        request.settings = {{"width", std::int64_t{width}},   {"height", std::int64_t{height}},
                            {"num_frames", std::int64_t{5}},  {"seed", std::int64_t{1}},
                            {"detail", std::string("model")}, {"motion_bucket_id", std::int64_t{1}}};
        return request;
    }
    static std::vector<Image> animate(const AnimationRequest& request) {
        return engine->animate(request, {}, {}).clip.frames;
    }

    /// A brush that drags a part of the frame, told in parts of the photo.
    static Controls dragging(const Image& photo, const Part& part, Vector by) {
        AnimationSettings settings;
        settings.width = width;
        settings.height = height;
        const auto crop = fit_photo(photo, settings).crop;
        const auto place = [&](double x, double y) {
            return PhotoPlace{(crop.x + x * crop.width) / photo.width, (crop.y + y * crop.height) / photo.height};
        };
        MotionBrush brush;
        brush.area.polygon = {place(part.left, part.top), place(part.right, part.top), place(part.right, part.bottom),
                              place(part.left, part.bottom)};
        const double x = (part.left + part.right) / 2, y = (part.top + part.bottom) / 2;
        brush.path = {{0, place(x, y)}, {1, place(x + by.x / width, y + by.y / height)}};
        Controls controls;
        controls.motion_brushes = {brush};
        return controls;
    }

    static double drag_error_px(const std::vector<Image>& frames, const Part& part, Vector by) {
        constexpr double edge = 0.03;
        const Part inside{part.left + edge, part.top + edge, part.right - edge, part.bottom - edge};
        return median_over(
            frames, [&](int x, int y) { return inside.holds((x + 0.5) / width, (y + 0.5) / height); },
            [&](int, int, Vector moved) { return std::hypot(moved.x - by.x, moved.y - by.y); });
    }

    static inline Engine* engine = nullptr;
    const test::TemporaryFolder folder;
};

constexpr Part dragged_part{0.35, 0.3, 0.6, 0.7};
constexpr Vector drag{14, 8};

TEST_F(DirectedClip, ARegionMovesAsItIsDragged) {
    const double length = std::hypot(drag.x, drag.y);
    for (const auto* photo : {"astronaut.png", "cat.png", "coffee.png", "rocket.jpg"}) {
        auto wanted = request(photo, {});
        wanted.controls = dragging(wanted.photo, dragged_part, drag);
        const auto frames = animate(wanted);
        const double error = drag_error_px(frames, dragged_part, drag);
        const double elsewhere = median_over(
            frames,
            [&](int x, int y) {
                const double margin = 0.15;
                return !Part{dragged_part.left - margin, dragged_part.top - margin, dragged_part.right + margin,
                             dragged_part.bottom + margin}
                            .holds((x + 0.5) / width, (y + 0.5) / height);
            },
            [](int, int, Vector moved) { return std::hypot(moved.x, moved.y); });
        std::cout << "    " << photo << " dragged by " << length << " px: median end-point error " << error << " px ("
                  << 100 * error / length << " %), elsewhere " << elsewhere << " px\n";
        EXPECT_LT(error, 0.15 * length) << photo;
        EXPECT_LT(elsewhere, 0.5) << photo;
    }
}

// The starter's single step ends with the reference itself inside the region. With four steps the clocks stand at 1 and
// 2, and the two free steps after them let the starter choose the motion that its bucket and seed say.
TEST_F(DirectedClip, FourStepsKeepTheDragWhereThePathIsHeld) {
    auto wanted = request("cat.png", {});
    wanted.controls = dragging(wanted.photo, dragged_part, drag);
    wanted.settings["num_inference_steps"] = std::int64_t{4};
    wanted.settings["motion_bucket_id"] = std::int64_t{20};
    const double by_default = drag_error_px(animate(wanted), dragged_part, drag);
    wanted.settings["path_hold"] = 1.0;
    const double held = drag_error_px(animate(wanted), dragged_part, drag);
    std::cout << "    four steps, dragged by " << std::hypot(drag.x, drag.y) << " px: end-point error " << by_default
              << " px at path_hold 0.43, " << held << " px at 1\n";
    EXPECT_LT(held, 0.15 * std::hypot(drag.x, drag.y));
}

TEST_F(DirectedClip, FrozenAreasAreThePhoto) {
    const Part part{0.3, 0.3, 0.55, 0.7};
    for (const auto* photo : {"coffee.png", "rocket.jpg"}) {
        Controls controls;
        controls.frozen = {area_of(part)};
        auto wanted = request(photo, controls);
        wanted.settings["motion_bucket_id"] = std::int64_t{160};
        wanted.settings["detail"] = std::string("photo");
        wanted.settings["detail_size"] = std::int64_t{600};
        wanted.take_folder = folder.path() / photo;
        const auto settings = engine->animate(wanted, {}, {}).settings;
        const auto picture = fit_photo(wanted.photo, settings);
        for (const auto& [name, which, still] :
             {std::tuple{"the model's frames", TakeFrames::model, picture.image},
              std::tuple{"photo detail", TakeFrames::photo_detail, full_resolution(wanted.photo, picture, settings)}}) {
            // The part is told of the photo; of the cropped frame it is this one, less the edge's pixels.
            const auto& crop = picture.crop;
            const double edge = 2.0 / still.width;
            const Part inside{(part.left * wanted.photo.width - crop.x) / crop.width + edge,
                              (part.top * wanted.photo.height - crop.y) / crop.height + edge,
                              (part.right * wanted.photo.width - crop.x) / crop.width - edge,
                              (part.bottom * wanted.photo.height - crop.y) / crop.height - edge};
            const auto frames = read_frames(take_frames_path(wanted.take_folder, which));
            const auto shown = media::crop_to(still, {0, 0, frames.front().width, frames.front().height});
            int inside_levels = 0, all_levels = 0;
            for (const auto& frame : frames) {
                inside_levels = std::max(inside_levels, largest_difference(frame, shown, inside));
                all_levels = std::max(all_levels, largest_difference(frame, shown, {0, 0, 1, 1}));
            }
            std::cout << "    " << photo << ", " << name << " of " << frames.front().width << "x"
                      << frames.front().height << ": frozen within " << inside_levels << " levels, the rest moves by "
                      << all_levels << " levels\n";
            EXPECT_EQ(inside_levels, 0) << photo;
            EXPECT_GT(all_levels, 60) << photo;
        }
    }
}

TEST_F(DirectedClip, ThePictureGrowsAsTheCameraComesNearer) {
    // A flat depth at the pivot's nearness, 0.5, so that all of the picture grows alike.
    const auto depth = test::write_png(folder.path() / "depth.png", flat(300, 200, 109));
    for (const double push : {1.2, 1.4})
        for (const bool without_model : {true, false}) {
            if (push > 1.2 && !without_model) continue;
            Controls controls;
            controls.camera.push = push;
            controls.camera.without_model = without_model;
            controls.camera.depth = depth;
            const double grown = growth(animate(request("coffee.png", controls)));
            controls.camera.depth.clear();
            const double guessed = growth(animate(request("coffee.png", controls)));
            std::cout << "    push " << push << (without_model ? " without" : " with") << " the model: measured "
                      << grown << ", over the guessed depth " << guessed << "\n";
            EXPECT_NEAR(grown / push, 1, 0.05);
        }
}

// The starter is too weak for what lies between two photos: it shows the last one from its second frame on.
TEST_F(DirectedClip, TheLastPhotoIsReached) {
    Controls controls;
    controls.keyframes = {resources / "samples" / "coffee.png"};
    auto wanted = request("cat.png", controls);
    wanted.settings["num_frames"] = std::int64_t{3};
    for (const std::int64_t steps : {1, 4}) {
        wanted.settings["num_inference_steps"] = steps;
        const auto result = engine->animate(wanted, {}, {});
        const auto last = fit_photo(media::read_photo(controls.keyframes.front()).image, result.settings).image;
        const auto model = load_model(starter, "cpu", "float32", {});
        const auto latents = model.pipeline.encode(image_to_pixels(last)).expand({3, -1, -1, -1});
        const auto decoded = frames_to_clip(model.pipeline.decode(latents, svd::PipelineCall{result.settings}), 7);
        const double reconstruction = motion::psnr_db(decoded.frames.back(), last);
        const double reached = motion::psnr_db(result.clip.frames.back(), last);
        const auto first = fit_photo(wanted.photo, result.settings).image;
        std::cout << "    " << steps << " steps: the last frame lies " << reached
                  << " dB from the last photo, the VAE's reconstruction " << reconstruction << " dB; the first frame "
                  << motion::psnr_db(result.clip.frames.front(), first) << " dB from the photo\n";
        EXPECT_GT(reached, reconstruction - 1);
    }
}

TEST_F(DirectedClip, TheSameRequestMakesTheSameBytes) {
    auto wanted = request("rocket.jpg", {});
    wanted.controls = dragging(wanted.photo, dragged_part, drag);
    wanted.controls.frozen = {area_of({0, 0.3, 0.2, 0.6})};
    EXPECT_TRUE(same_frames(animate(wanted), make_local_engine()->animate(wanted, {}, {}).clip.frames));
}

TEST_F(DirectedClip, KeptLatentsAreFoundForTheSameControlsAlone) {
    const Part part{0.4, 0.4, 0.6, 0.6};
    Controls controls;
    PhotoArea area;
    area.mask = test::write_png(folder.path() / "mask.png", test::mask_picture(300, 200, part));
    controls.frozen = {area};
    const auto steps_of = [&](const Controls& directed) {
        auto wanted = request("coffee.png", directed);
        wanted.settings["motion_bucket_id"] = std::int64_t{160};
        wanted.settings["num_frames"] = std::int64_t{3};
        wanted.take_folder = folder.path() / "take";
        int steps = 0;
        engine->animate(
            wanted, [&](const Progress& progress) { steps += progress.stage == Stage::sample && progress.step > 0; },
            {});
        return steps;
    };
    EXPECT_EQ(steps_of(controls), 1);
    EXPECT_EQ(steps_of(controls), 0);
    fs::rename(area.mask, folder.path() / "moved.png");
    controls.frozen[0].mask = folder.path() / "moved.png";
    EXPECT_EQ(steps_of(controls), 0) << "the same mask in another place";
    test::write_png(folder.path() / "moved.png", test::mask_picture(300, 200, {0.4, 0.4, 0.7, 0.6}));
    EXPECT_EQ(steps_of(controls), 1) << "the mask was painted over";
    controls.frozen[0].feather = 0.05;
    EXPECT_EQ(steps_of(controls), 1);
}

TEST_F(DirectedClip, ARecipeHoldsTheControls) {
    Controls controls;
    controls.camera.pan = 4;
    controls.camera.depth = test::write_png(folder.path() / "depth.png", flat(300, 200, 109));
    auto wanted = request("coffee.png", controls);
    wanted.take_folder = folder.path() / "take";
    engine->animate(wanted, {}, {});
    const auto file = take_recipe_path(wanted.take_folder);
    const auto recipe = read_recipe(file);
    EXPECT_EQ(recipe.controls.camera.depth, "../depth.png");

    auto again = wanted;
    again.settings = {};
    again.recipe = recipe.settings;
    again.controls = recipe_controls(recipe, file);
    again.take_folder.clear();
    EXPECT_EQ(again.controls, controls);
    EXPECT_TRUE(same_frames(animate(again), read_frames(take_frames_path(wanted.take_folder, TakeFrames::model))));

    // The recipe that an export carries names the same pictures from its own place.
    ExportRequest exported;
    exported.source = wanted.take_folder;
    fs::create_directories(folder.path() / "a" / "b");
    exported.out = folder.path() / "a" / "b" / "clip.mp4";
    const auto clip = engine->export_clip(exported, {}, {}).path;
    EXPECT_EQ(recipe_controls(read_recipe(clip), clip), controls);
}

// The driving take shows another photo from a camera that comes nearer.
TEST_F(DirectedClip, AnotherClipsMotionMovesThePhoto) {
    Controls nearer;
    nearer.camera.push = 1.3;
    nearer.camera.without_model = true;
    nearer.camera.depth = test::write_png(folder.path() / "depth.png", flat(300, 200, 109));
    auto driving = request("cat.png", nearer);
    driving.settings["num_frames"] = std::int64_t{6};
    driving.settings["fps"] = std::int64_t{9};
    driving.take_folder = folder.path() / "take";
    engine->animate(driving, {}, {});
    const auto frames = read_frames(take_frames_path(driving.take_folder, TakeFrames::model));

    Controls controls;
    controls.motion_from = driving.take_folder;
    auto wanted = request("coffee.png", controls);
    wanted.settings.erase("num_frames");
    const auto result = engine->animate(wanted, {}, {});
    ASSERT_EQ(result.clip.frames.size(), 6U);
    EXPECT_EQ(result.settings.num_frames, 6);
    EXPECT_EQ(result.settings.fps, 9);
    EXPECT_EQ(*result.clip.frames.front().pixels, *fit_photo(wanted.photo, result.settings).image.pixels);
    const auto inside = [](int x, int y) { return Part{0.1, 0.1, 0.9, 0.9}.holds(x / 256.0, y / 144.0); };
    std::vector<Vector> driven;
    const double length = median_over(frames, inside, [&](int, int, Vector moved) {
        driven.push_back(moved);
        return std::hypot(moved.x, moved.y);
    });
    auto next = driven.cbegin();
    const double error = median_over(result.clip.frames, inside, [&](int, int, Vector moved) {
        const auto wanted_move = *next++;
        return std::hypot(moved.x - wanted_move.x, moved.y - wanted_move.y);
    });
    std::cout << "    coffee.png moved as cat.png by " << length << " px: median end-point error " << error << " px\n";
    EXPECT_GT(length, 3);
    EXPECT_LT(error, 0.15 * length);

    ExportRequest exported;
    exported.source = driving.take_folder;
    exported.out = folder.path() / "clip.mkv";
    exported.settings = {{"format", std::string("ffv1")}};
    controls.motion_from = engine->export_clip(exported, {}, {}).path;
    wanted.controls = controls;
    EXPECT_TRUE(same_frames(animate(wanted), result.clip.frames)) << "a file of the same frames";

    wanted.settings["detail"] = std::string("photo");
    const auto detailed = engine->animate(wanted, {}, {}).clip;
    EXPECT_EQ(detailed.frames.size(), 6U);
    EXPECT_EQ(detailed.frames.back().width, 600);

    controls.motion_from = folder.path() / "no-such-clip.mp4";
    EXPECT_THROW(animate(request("coffee.png", controls)), Error);
}

}  // namespace
}  // namespace stillwave

#include "engine/describe.h"
#include "engine/engine.h"
#include "engine/local_animator.h"
#include "engine/photo.h"
#include "engine/read_export_source.h"
#include "engine/recipe_file.h"
#include "engine/warm_upscaler.h"
#include "exporting/export_run.h"
#include "models/model_store.h"
#include "nn/error_boundary.h"

namespace stillwave {
namespace {

class LocalEngine : public Engine {
  public:
    AnimationResult animate(const AnimationRequest& request, const ProgressCallback& progress,
                            std::stop_token stop) override {
        return animator_.animate(request, progress, stop);
    }

    AnimationEstimate estimate_animation(const AnimationRequest& request) override {
        return animator_.estimate_animation(request);
    }

    Clip preview_controls(const AnimationRequest& request, std::stop_token stop) override {
        return animator_.preview_controls(request, stop);
    }

    void prepare(const AnimationRequest& request) override { animator_.prepare(request); }

    void rest() override {
        upscaler_.reset();
        animator_.rest();
    }

    ExportResult export_clip(const ExportRequest& request, const ProgressCallback& progress,
                             std::stop_token stop) override {
        return with_error_boundary(
            [&] { return run_export(request, read_export_source, find_upscaler_, progress, stop); });
    }

    ExportEstimate estimate_export(const ExportRequest& request, std::stop_token stop) override {
        return with_error_boundary([&] { return run_estimate(request, read_export_source, find_upscaler_, stop); });
    }

    std::vector<LoopVariant> loop_variants(const ExportRequest& request, int long_side, std::stop_token stop) override {
        return with_error_boundary([&] { return make_loop_variants(read_export_source(request), long_side, stop); });
    }

    RecipeSummary read_recipe(const std::filesystem::path& path) override {
        return with_error_boundary([&] {
            const auto recipe = stillwave::read_recipe(path);
            return RecipeSummary{recipe.settings, recipe.model_name, recipe_photo_path(recipe, path),
                                 recipe_controls(recipe, path)};
        });
    }

    PictureResult read_picture(const PictureRequest& request) override {
        return with_error_boundary([&] { return read_shrunk_photo(request); });
    }

    EngineDescription describe() override {
        return with_error_boundary([] { return describe_engine(); });
    }

    ModelSummary find_model(const std::string& model) override {
        return with_error_boundary([&] { return summary(ModelStore().resolve(model)); });
    }

    ModelSummary add_model(const std::filesystem::path& path, const std::string& variant, bool copy) override {
        const auto mode = copy ? ModelStore::AddMode::copy : ModelStore::AddMode::link;
        return with_error_boundary([&] { return summary(ModelStore().add(path, mode, variant)); });
    }

  private:
    WarmUpscaler upscaler_;
    const FindUpscaler find_upscaler_ = [this](const std::string& name, const std::string& device) -> const auto& {
        return upscaler_.load(name, device);
    };
    LocalAnimator animator_{find_upscaler_};
};

}  // namespace

std::unique_ptr<Engine> make_local_engine() {
    return std::make_unique<LocalEngine>();
}

}  // namespace stillwave

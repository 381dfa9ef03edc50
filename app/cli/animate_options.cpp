#include "animate_options.h"

#include "engine/take.h"
#include "setting_flags.h"
#include "types/error.h"

namespace stillwave::cli {
namespace {

void refuse(const std::string& message) {
    throw Error(ErrorCode::invalid_argument, message);
}

}  // namespace

void add_animate_flags(CLI::App& command, AnimateOptions& options) {
    command.add_option("photo", options.photos, "Photos to animate; each becomes a clip")->type_name("PHOTO");
    command.add_option(
        "-o,--output", options.output,
        "The clip, whose ending says the format, or a folder; by default the photo's name in the current folder");
    command.add_flag("--force", options.force, "Replace a clip that is there already");
    command.add_option("--model", options.model,
                       "Name of an installed model, or its folder or file; by default the best installed one");
    command.add_option("--device", options.device, "auto, cpu, cuda or cuda:N (default auto)");
    command.add_option("--dtype", options.dtype, "auto, float32, float16 or bfloat16 (default auto)");
    command
        .add_option("--memory-budget", options.memory_budget_gb,
                    "The most memory that may be used, of the device that computes; by default what is free")
        ->type_name("GB")
        ->check(CLI::PositiveNumber);
    command.add_flag("--estimate", options.estimate, "Tell the time and the memory that a clip would take, and end");
    command.add_option("--settings", options.settings_file, "Settings from a JSON file; flags win over it")
        ->type_name("FILE.json");
    command
        .add_option("--from-recipe", options.recipe_source,
                    "Make a clip again from its recipe: bit for bit on the same device and build; flags win over it")
        ->type_name("CLIP|FILE.json");
    command.add_option("--photo", options.recipe_photo, "Where the recipe's photo is now")->type_name("PHOTO");
    command
        .add_option("--take", options.take,
                    "Keep the take in a folder: latents, frames and recipe, from which --extend and --make-again go on")
        ->type_name("FOLDER");
    command.add_option("--dump-tensors", options.dump_tensors, "Write the run's tensors, as float32")
        ->type_name("FILE.safetensors");
    command.add_option("--report", options.report, "Write the seconds of each stage and the peak memory")
        ->type_name("FILE.json");
    command.add_flag("--json", options.json, "Progress and results on standard output, one JSON object a line");
    auto* quiet = command.add_flag("-q,--quiet", options.quiet, "Print errors alone");
    command.add_flag("-v,--verbose", options.verbose, "Print what is chosen and why")->excludes(quiet);
    add_control_flags(command, options.controls);
    add_setting_flags<AnimationSettings>(command, options.settings,
                                         "Settings (a model's card may have its own defaults)");
    add_setting_flags<ExportSettings>(command, options.exports, "Settings of the export, made from the finished clip");
}

std::filesystem::path recipe_source_of(const AnimateOptions& options) {
    const auto take = options.controls.take();
    return take.empty() ? options.recipe_source : take_recipe_path(take);
}

void check_animate_options(const AnimateOptions& options) {
    const auto begins_with_take = !options.controls.take().empty();
    if (begins_with_take && (!options.photos.empty() || !options.recipe_source.empty()))
        refuse(
            "--extend and --make-again take the photo and the settings of the take. Name neither a photo nor a "
            "recipe.");
    if (options.photos.size() > 1 && !options.take.empty()) refuse("--take takes one photo, not several.");
    if (recipe_source_of(options).empty() && options.photos.empty())
        refuse("No photo was named. Try: stillwave animate photo.jpg");
    if (!options.recipe_source.empty() && !options.photos.empty())
        refuse("A recipe names its photo itself. Use --photo to say where that photo is now.");
    if (!options.recipe_photo.empty() && recipe_source_of(options).empty())
        refuse("--photo says where a recipe's photo is now, but no recipe was named. Use --from-recipe.");
    if (options.photos.size() > 1 && !options.dump_tensors.empty())
        refuse("--dump-tensors takes one photo, not several.");
    if (options.estimate && (!options.report.empty() || !options.dump_tensors.empty() || !options.take.empty()))
        refuse("--estimate makes no clip, so there is nothing for --report, --dump-tensors or --take to keep.");
    if (!options.force && !options.take.empty() && std::filesystem::exists(take_recipe_path(options.take)))
        throw Error(ErrorCode::output_unwritable,
                    options.take.string() +
                        " holds a take already. Keep the new one in another folder, or use --force to replace it.");
    if (options.photos.size() > 1 && !options.report.empty()) refuse("--report takes one photo, not several.");
}

}  // namespace stillwave::cli

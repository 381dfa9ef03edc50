#include "animate_options.h"

#include <algorithm>
#include <sstream>

#include "types/error.h"

namespace stillwave::cli {
namespace {

std::string flag_of(const SettingsField& field) {
    std::string flag = "--" + std::string(field.key);
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

std::string help_of(const SettingsField& field) {
    std::ostringstream text;
    text.precision(12);
    text << field.help << " [";
    if (field.is_number()) {
        text << field.minimum << " to " << field.maximum;
        if (!field.unit.empty()) text << ' ' << field.unit;
    } else if (field.kind == FieldKind::colour) {
        text << "#rrggbb";
    } else {
        for (std::size_t i = 0; i < field.choices.size(); ++i) text << (i > 0 ? "|" : "") << field.choices[i].value;
    }
    text << "; default ";
    std::visit([&](const auto& value) { text << value; }, get_setting(AnimationSettings{}, field));
    text << ']';
    return text.str();
}

const char* type_of(const SettingsField& field) {
    if (!field.is_number()) return "TEXT";
    return field.is_integer() ? "N" : "X";
}

void refuse(const std::string& message) {
    throw Error(ErrorCode::invalid_argument, message);
}

}  // namespace

void add_animate_flags(CLI::App& command, AnimateOptions& options) {
    command.add_option("photo", options.photos, "Photos to animate; each becomes a clip")->type_name("PHOTO");
    command.add_option("-o,--output", options.output,
                       "The clip (.mp4), or a folder; by default the photo's name in the current folder");
    command.add_flag("--force", options.force, "Replace a clip that is there already");
    command.add_option("--model", options.model,
                       "Name of an installed model, or its folder or file; by default the best installed one");
    command.add_option("--device", options.device, "auto, cpu, cuda or cuda:N (default auto)");
    command.add_option("--dtype", options.dtype, "auto, float32, float16 or bfloat16 (default auto)");
    command.add_option("--settings", options.settings_file, "Settings from a JSON file; flags win over it")
        ->type_name("FILE.json");
    auto* recipe =
        command
            .add_option(
                "--from-recipe", options.recipe_source,
                "Make a clip again from its recipe: bit for bit on the same device and build; flags win over it")
            ->type_name("CLIP|FILE.json");
    command.add_option("--photo", options.recipe_photo, "Where the recipe's photo is now")
        ->type_name("PHOTO")
        ->needs(recipe);
    command.add_option("--dump-tensors", options.dump_tensors, "Write the run's tensors, as float32")
        ->type_name("FILE.safetensors");
    command.add_option("--report", options.report, "Write the seconds of each stage and the peak memory")
        ->type_name("FILE.json");
    command.add_flag("--json", options.json, "Progress and results on standard output, one JSON object a line");
    auto* quiet = command.add_flag("-q,--quiet", options.quiet, "Print errors alone");
    command.add_flag("-v,--verbose", options.verbose, "Print what is chosen and why")->excludes(quiet);
    for (const auto& field : settings_fields()) {
        command
            .add_option_function<std::string>(
                flag_of(field),
                [&options, &field](const std::string& text) {
                    options.settings.insert_or_assign(std::string(field.key), parse_setting(field, text));
                },
                help_of(field))
            ->type_name(type_of(field))
            ->take_last()
            ->group("Settings (a model's card may have its own defaults)");
    }
}

void check_animate_options(const AnimateOptions& options) {
    if (options.recipe_source.empty() && options.photos.empty())
        refuse("No photo was named. Try: stillwave animate photo.jpg");
    if (!options.recipe_source.empty() && !options.photos.empty())
        refuse("A recipe names its photo itself. Use --photo to say where that photo is now.");
    if (options.photos.size() > 1 && !options.dump_tensors.empty())
        refuse("--dump-tensors takes one photo, not several.");
    if (options.photos.size() > 1 && !options.report.empty()) refuse("--report takes one photo, not several.");
}

}  // namespace stillwave::cli

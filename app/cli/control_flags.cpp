#include "control_flags.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "types/controls_json.h"
#include "types/error.h"
#include "types/json_text.h"

namespace stillwave::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::invalid_argument, message);
}

/// Reads controls from a file. Pictures that they name lie beside it.
Controls read_controls(const fs::path& file) {
    const auto code = ErrorCode::invalid_argument;
    auto controls = controls_from_json(read_json_file(file, code), file.string());
    for (auto* const path : paths_of(controls))
        if (path->is_relative()) *path = file.parent_path() / *path;
    return controls;
}

/// Reads "pan=5,push=1.2,without_model", the value of `flag`, as a JSON object.
nlohmann::json read_pairs(const std::string& flag, const std::string& text) {
    auto object = nlohmann::json::object();
    std::istringstream parts(text);
    for (std::string part; std::getline(parts >> std::ws, part, ',');) {
        const auto equals = part.find('=');
        const auto key = part.substr(0, equals);
        if (object.contains(key)) refuse(flag + " " + text + " names '" + key + "' twice.");
        const auto value = equals == part.npos ? "true" : part.substr(equals + 1);
        // Numbers and true are read as JSON; anything else is text.
        const auto parsed = nlohmann::json::parse(value, nullptr, false);
        object[key] = parsed.is_number() || parsed.is_boolean() ? parsed : nlohmann::json(value);
    }
    return object;
}

/// Returns the length of the take's path in "takes/7,frame=10". A path may hold commas itself: the pairs begin after
/// the last comma behind which each part has a '='.
std::size_t take_length(const std::string& text) {
    auto length = text.size();
    while (length > 0) {
        const auto comma = text.rfind(',', length - 1);
        if (comma == text.npos || text.find('=', comma) >= length) break;
        length = comma;
    }
    return length;
}

/// Reads "takes/7,frame=10", the value of the flag of the control `name`: the take comes first.
Controls read_take_control(const std::string& flag, const std::string& name, const std::string& text) {
    const auto length = take_length(text);
    auto object = read_pairs(flag, text.substr(std::min(length + 1, text.size())));
    object["take"] = text.substr(0, length);
    return controls_from_object({{name, object}}, flag + " " + text);
}

CameraPath read_camera(const std::string& text) {
    const auto path = controls_from_object({{"camera", read_pairs("--camera", text)}}, "--camera " + text).camera;
    if (!path.moves())
        refuse("--camera " + text +
               " does not move the camera. Give it pan, tilt, roll, push or orbit, as in push=1.2.");
    return path;
}

}  // namespace

void add_control_flags(CLI::App& command, ControlFlags& flags) {
    const auto group = "Directing (README, \"Directing a clip\")";
    command
        .add_option("--motion-brushes", flags.motion_brushes, "Parts of the photo and the paths that they move along")
        ->type_name("FILE.json")
        ->group(group);
    command.add_option("--freeze", flags.freeze, "Parts of the photo that stay still")
        ->type_name("FILE.json")
        ->group(group);
    command
        .add_option("--camera", flags.camera,
                    "The camera's way: pan, tilt, roll, orbit (degrees), push (times), easing, depth (a grey picture), "
                    "without_model, as in push=1.2,pan=5")
        ->type_name("KEY=VALUE,...")
        ->group(group);
    command.add_option("--last-frame", flags.last_frame, "The photo that the clip ends with; the same photo is a loop")
        ->type_name("PHOTO")
        ->group(group);
    command
        .add_option("--keyframes", flags.keyframes,
                    "The photos that the clip passes after its own, one after the other; it ends with the last of them")
        ->type_name("PHOTO,...")
        ->delimiter(',')
        ->group(group);
    command
        .add_option("--extend", flags.extend,
                    "A take (--take) to go on from, with its photo and settings and a new seed; frame: the last one of "
                    "the take that is kept, from 0; overlap: how many frames the join takes")
        ->type_name("TAKE[,frame=N,overlap=N]")
        ->group(group);
    command
        .add_option("--make-again", flags.make_again,
                    "A take (--take) of which the frames first to last are made again with a new seed, and all others "
                    "stay; strength: from 0.05 to 1, how far they may leave the old ones; mask: the part of the frames")
        ->type_name("TAKE[,first=N,last=N,strength=S,mask=FILE]")
        ->group(group);
    command
        .add_option("--motion-from", flags.motion_from, "A clip or take whose motion moves the photo, without a model")
        ->type_name("CLIP|TAKE")
        ->group(group);
}

fs::path ControlFlags::take() const {
    const auto& text = extend.empty() ? make_again : extend;
    return text.substr(0, take_length(text));
}

Controls controls_of(const ControlFlags& flags, const Controls& recipe) {
    auto controls = recipe;
    if (!flags.motion_brushes.empty()) {
        controls.motion_brushes = read_controls(flags.motion_brushes).motion_brushes;
        if (controls.motion_brushes.empty()) refuse(flags.motion_brushes.string() + " holds no 'motion_brushes'.");
    }
    if (!flags.freeze.empty()) {
        controls.frozen = read_controls(flags.freeze).frozen;
        if (controls.frozen.empty()) refuse(flags.freeze.string() + " holds no 'frozen' areas.");
    }
    if (!flags.camera.empty()) controls.camera = read_camera(flags.camera);
    if (!flags.last_frame.empty() && !flags.keyframes.empty())
        refuse("--keyframes names the clip's last photo too, so --last-frame has no place beside it.");
    if (!flags.last_frame.empty()) controls.keyframes = {flags.last_frame};
    if (!flags.keyframes.empty()) controls.keyframes = flags.keyframes;
    if (!flags.extend.empty()) controls.extend = read_take_control("--extend", "extend", flags.extend).extend;
    if (!flags.make_again.empty())
        controls.make_again = read_take_control("--make-again", "make_again", flags.make_again).make_again;
    if (!flags.motion_from.empty()) controls.motion_from = flags.motion_from;
    return controls;
}

}  // namespace stillwave::cli

#include "exit_codes.h"

#include <array>
#include <sstream>

namespace stillwave::cli {
namespace {

struct Row {
    int code;
    const char* meaning;
};

constexpr int exit_photo = 3;
constexpr int exit_model = 4;
constexpr int exit_device = 5;
constexpr int exit_output = 6;
constexpr int exit_rejected = 7;

constexpr std::array rows = {
    Row{exit_ok, "done"},
    Row{exit_failed, "some photos of several failed, or something unexpected went wrong"},
    Row{exit_usage, "a flag or setting is wrong"},
    Row{exit_photo, "a photo, clip or recipe cannot be read, or the photo is not the recipe's"},
    Row{exit_model, "no such model, or its files are damaged"},
    Row{exit_device, "the device is not there, or the memory ran out"},
    Row{exit_output, "the clip cannot be written"},
    Row{exit_rejected, "the model gave a broken clip: no numbers, black or frozen"},
    Row{exit_cancelled, "stopped by Ctrl-C"},
};

}  // namespace

int exit_code(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_argument:
        case ErrorCode::size_unsupported:
            return exit_usage;
        case ErrorCode::photo_unreadable:
        case ErrorCode::photo_changed:
        case ErrorCode::clip_unreadable:
            return exit_photo;
        case ErrorCode::model_not_found:
        case ErrorCode::model_invalid:
            return exit_model;
        case ErrorCode::device_unavailable:
        case ErrorCode::out_of_memory:
            return exit_device;
        case ErrorCode::output_unwritable:
            return exit_output;
        case ErrorCode::clip_rejected:
            return exit_rejected;
        case ErrorCode::worker_lost:
        case ErrorCode::internal:
            return exit_failed;
    }
    return exit_failed;
}

std::string exit_codes_help() {
    std::ostringstream text;
    text << "Exit codes:\n";
    for (const auto& row : rows) {
        text.width(5);
        text << row.code << "  " << row.meaning << '\n';
    }
    return text.str();
}

}  // namespace stillwave::cli

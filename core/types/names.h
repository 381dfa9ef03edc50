#pragma once

#include <string_view>

#include "types/error.h"
#include "types/progress.h"

/// Names of enumerators in the texts that programs read: reports, progress lines, replies.
namespace stillwave {

/// The enumerator's own name: "load", "image_encoder", …
std::string_view stage_name(Stage stage);

/// The enumerator's own name: "photo_unreadable", …
std::string_view error_code_name(ErrorCode code);

}  // namespace stillwave

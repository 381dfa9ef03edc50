#pragma once

#include <string_view>

#include "types/error.h"
#include "types/progress.h"

/// Names in the texts that programs read: reports, progress lines, replies.
namespace stillwave {

/// "load", "image_encoder", ... as the enumerator is called.
std::string_view stage_name(Stage stage);

/// "photo_unreadable", ... as the enumerator is called.
std::string_view error_code_name(ErrorCode code);

}  // namespace stillwave

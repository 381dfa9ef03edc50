#pragma once

#include <string>

#include "types/error.h"

/// The codes that the program returns to the shell; `stillwave --help` lists them.
namespace stillwave::cli {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1;  ///< some photos of several failed, or anything unexpected
inline constexpr int exit_usage = 2;
inline constexpr int exit_cancelled = 130;  ///< the code with which shells report an interrupted program

int exit_code(ErrorCode code);

/// The table of exit codes that `--help` prints.
std::string exit_codes_help();

}  // namespace stillwave::cli

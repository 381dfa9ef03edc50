#pragma once

#include <string_view>

/// The project's log. spdlog stays behind these calls because its fmt clashes with the one in libtorch's headers.
namespace stillwave::log {

enum class Level { debug, info, warning, error, off };

/// Lines below this level are dropped; they go to standard error. Thread-safe. The level is `warning` at start.
void set_level(Level level);

void debug(std::string_view message);
void info(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);

}  // namespace stillwave::log

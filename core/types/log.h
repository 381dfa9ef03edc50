#pragma once

#include <string_view>

/// The project's log on standard error. spdlog stays behind these calls: its fmt clashes with the one in libtorch's
/// headers.
namespace stillwave::log {

enum class Level { debug, info, warning, error, off };

/// Drops lines below this level, which is `warning` at start. Thread-safe, as are the calls below.
void set_level(Level level);

void debug(std::string_view message);
void info(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);

}  // namespace stillwave::log

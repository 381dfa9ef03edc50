#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace stillwave::media {

/// Parses "#rrggbb" into red, green and blue. Throws Error(invalid_argument). Internal to the room.
std::array<std::uint8_t, 3> parse_colour(const std::string& text);

}  // namespace stillwave::media

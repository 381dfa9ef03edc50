#include "media/colour.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "types/error.h"

namespace stillwave::media {

std::array<std::uint8_t, 3> parse_colour(const std::string& text) {
    const bool valid = text.size() == 7 && text[0] == '#' &&
                       std::all_of(text.begin() + 1, text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
    if (!valid) throw Error(ErrorCode::invalid_argument, "'" + text + "' is not a colour; write it such as #1a2b3c.");
    std::array<std::uint8_t, 3> rgb{};
    for (std::size_t i = 0; i < rgb.size(); ++i) {
        const char* digits = text.data() + 1 + 2 * i;
        std::from_chars(digits, digits + 2, rgb[i], 16);
    }
    return rgb;
}

}  // namespace stillwave::media

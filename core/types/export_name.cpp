#include "types/export_name.h"

#include <string_view>

namespace stillwave {
namespace {

constexpr std::string_view refused = "/\\:*?\"<>|";

// Replaces each refused letter, so that no part of a name can lead to another folder.
std::string cleaned(std::string text) {
    for (auto& letter : text)
        if (refused.find(letter) != std::string_view::npos || static_cast<unsigned char>(letter) < ' ') letter = '-';
    return text;
}

}  // namespace

std::string expand_name_pattern(const std::string& pattern, const std::map<std::string, std::string>& values) {
    std::string name;
    std::size_t at = 0;
    while (at < pattern.size()) {
        const auto open = pattern.find('{', at);
        const auto close = open == std::string::npos ? open : pattern.find('}', open);
        if (close == std::string::npos) break;
        name += pattern.substr(at, open - at);
        const auto found = values.find(pattern.substr(open + 1, close - open - 1));
        name += found == values.end() ? pattern.substr(open, close - open + 1) : found->second;
        at = close + 1;
    }
    name = cleaned(name + pattern.substr(at));
    // A name that begins with a dot is hidden, and some systems refuse one that begins or ends with a dot or a space.
    while (!name.empty() && (name.front() == '.' || name.front() == ' ')) name.erase(0, 1);
    while (!name.empty() && (name.back() == '.' || name.back() == ' ')) name.pop_back();
    return name.empty() ? "clip" : name;
}

}  // namespace stillwave

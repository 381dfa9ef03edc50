#pragma once

#include <map>
#include <string>

namespace stillwave {

/// `pattern` with its {words} filled in from `values` (photo, take, seed, width, height, fps, date …); a word that is
/// not among them stays as it stands. What file systems refuse in a name becomes '-'; an empty name becomes "clip".
std::string expand_name_pattern(const std::string& pattern, const std::map<std::string, std::string>& values);

}  // namespace stillwave

#pragma once

#include <map>
#include <string>

namespace stillwave {

/// Returns `pattern` with its {words} filled in from `values` (photo, take, seed, width, height, fps, date …). A word
/// that is not among them stays as it stands. Characters that file systems refuse in a name become '-', and an empty
/// name becomes "clip".
std::string expand_name_pattern(const std::string& pattern, const std::map<std::string, std::string>& values);

}  // namespace stillwave

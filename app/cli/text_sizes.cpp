#include "text_sizes.h"

#include <cstdio>

namespace stillwave::cli {
namespace {

std::string three_digits(double value) {
    char text[32];
    std::snprintf(text, sizeof text, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    return text;
}

}  // namespace

std::string parameters_text(std::uint64_t count) {
    const auto value = static_cast<double>(count);
    return value >= 1e9 ? three_digits(value / 1e9) + " B" : three_digits(value / 1e6) + " M";
}

std::string bytes_text(std::uint64_t bytes) {
    const auto value = static_cast<double>(bytes);
    return value >= 1e9 ? three_digits(value / 1e9) + " GB" : three_digits(value / 1e6) + " MB";
}

}  // namespace stillwave::cli

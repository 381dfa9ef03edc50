#ifdef _WIN32
#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <windows.h>
#endif

#include <array>
#include <cstdlib>

#include "types/data_folders.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

fs::path from_environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? fs::path{} : fs::path(value);
}

fs::path program_folder() {
#ifdef _WIN32
    // No Windows machine has built or run this branch yet.
    std::array<wchar_t, 32768> name{};
    const auto length = GetModuleFileNameW(nullptr, name.data(), static_cast<DWORD>(name.size()));
    return fs::path(std::wstring(name.data(), length)).parent_path();
#else
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored).parent_path();
#endif
}

}  // namespace

fs::path default_models_folder() {
    // The XDG standard demands that a relative path is ignored.
    auto data = from_environment("XDG_DATA_HOME");
    if (!data.is_absolute()) {
        const auto home = from_environment("HOME");
        data = home.empty() ? from_environment("LOCALAPPDATA") : home / ".local" / "share";
    }
    return data / "stillwave" / "models";
}

fs::path resources_folder() {
    if (auto chosen = from_environment("STILLWAVE_RESOURCES"); !chosen.empty()) return chosen;
    const auto program = program_folder();
    for (const auto& candidate : std::array{program / ".." / "share" / "stillwave", program / "resources"}) {
        std::error_code ignored;
        if (!program.empty() && fs::is_directory(candidate / "models", ignored)) return candidate.lexically_normal();
    }
    return STILLWAVE_SOURCE_RESOURCES;
}

}  // namespace stillwave

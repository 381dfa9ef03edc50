#include "output_paths.h"

#include <unistd.h>

#include <string>

#include "engine/clip_file.h"
#include "types/error.h"

namespace stillwave::cli {
namespace fs = std::filesystem;

OutputPaths::OutputPaths(const fs::path& output, std::size_t photo_count, bool force, std::string extension)
    : force_(force), extension_(std::move(extension)) {
    std::error_code failure;
    const bool is_folder = output.empty() || photo_count > 1 || !output.has_filename() || fs::is_directory(output);
    if (is_folder) {
        folder_ = output.empty() ? fs::path(".") : output;
        if (fs::exists(folder_) && !fs::is_directory(folder_))
            throw Error(ErrorCode::output_unwritable, folder_.string() +
                                                          " is a file, but several photos need a folder. Name a "
                                                          "folder with -o.");
        fs::create_directories(folder_, failure);
        if (failure)
            throw Error(ErrorCode::output_unwritable, "The folder " + folder_.string() + " cannot be made.",
                        failure.message());
    } else {
        format_of_name(output);
        if (fs::exists(output) && !force)
            throw Error(ErrorCode::output_unwritable,
                        output.string() + " is there already. Choose another name, or --force to replace it.");
        file_ = output;
        folder_ = output.has_parent_path() ? output.parent_path() : fs::path(".");
        if (!fs::is_directory(folder_))
            throw Error(ErrorCode::output_unwritable,
                        "The folder " + folder_.string() + " is not there. Make it, or choose another place with -o.");
    }
    if (access(folder_.c_str(), W_OK) != 0)
        throw Error(ErrorCode::output_unwritable,
                    "The folder " + folder_.string() + " cannot be written to. Choose another place with -o.");
}

fs::path OutputPaths::clip_path(const fs::path& photo) const {
    if (!file_.empty()) return file_;
    const auto stem = photo.stem().string();
    auto path = folder_ / (stem + extension_);
    for (int number = 2; !force_ && fs::exists(path); ++number)
        path = folder_ / (stem + "-" + std::to_string(number) + extension_);
    return path.lexically_normal();
}

}  // namespace stillwave::cli

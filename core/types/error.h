#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace stillwave {

/// What went wrong, for programs: front ends translate and choose exit codes by it.
enum class ErrorCode {
    invalid_argument,    ///< a setting or argument is out of its range or unknown
    photo_unreadable,    ///< missing, damaged, too large, or not a picture
    photo_changed,       ///< a recipe's photo is not the one that it was made from
    model_not_found,     ///< no such model installed or at that path
    model_invalid,       ///< damaged weights, wrong kind of file, missing or misshapen tensors
    size_unsupported,    ///< width or height that this model cannot take
    device_unavailable,  ///< asked for a device or dtype that this machine lacks
    out_of_memory,
    output_unwritable,  ///< folder missing or read-only, disk full, encoder missing
    clip_unreadable,    ///< a clip to read back is damaged or carries no recipe
    clip_rejected,      ///< the result is NaN, black or frozen
    worker_lost,        ///< the process that did the work ended without an answer
    internal            ///< anything foreign that no room expected
};

/// A failure that the world caused. `what()` is one English sentence that names the file or value, what is wrong
/// and what to do; `detail()` holds the foreign library's own words, if any.
class Error : public std::runtime_error {
  public:
    Error(ErrorCode code, const std::string& message, std::string detail = {})
        : std::runtime_error(message), code_(code), detail_(std::move(detail)) {}

    ErrorCode code() const { return code_; }
    const std::string& detail() const { return detail_; }

  private:
    ErrorCode code_;
    std::string detail_;
};

/// Thrown when a stop was requested. Not an Error: nothing is wrong.
struct Cancelled {};

}  // namespace stillwave

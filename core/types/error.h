#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace stillwave {

/// The kind of a failure. Front ends translate messages and choose exit codes by it.
enum class ErrorCode {
    invalid_argument,    ///< a setting or argument is out of its range or unknown
    photo_unreadable,    ///< the photo's file is missing, damaged, too large or no photo
    photo_changed,       ///< the photo is not the one that the recipe was made from
    model_not_found,     ///< no model is installed under that name or lies at that path
    model_invalid,       ///< damaged weights, a wrong kind of file, missing or misshapen tensors
    size_unsupported,    ///< a width or height that the model cannot take
    device_unavailable,  ///< this machine lacks the device or dtype that was asked for
    out_of_memory,
    output_unwritable,  ///< the folder is missing or read-only, the disk full, or an encoder missing
    clip_unreadable,    ///< the clip is damaged or carries no recipe
    clip_rejected,      ///< the frames that were made are NaN, black or frozen
    worker_lost,        ///< the process that did the work ended without an answer
    internal            ///< a failure of a library that no room expected
};

/// A failure that the world caused. `what()` is an English sentence that names the file or value, the fault and the
/// remedy; `detail()` holds the foreign library's own words, if any.
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

/// The engine throws Cancelled when a stop was requested. Cancelled is no Error, because nothing is wrong.
struct Cancelled {};

}  // namespace stillwave

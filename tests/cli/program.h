#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/temporary_folder.h"

/// Runs the real `stillwave` program as a shell would.
namespace stillwave::test {

struct Outcome {
    int code = -1;  ///< the exit code; -1 if a signal ended it
    std::string out;
    std::string err;
};

/// A test's own folder, which is removed with this object. The program runs in the folder and finds no models but those
/// that the test adds.
class Workplace {
  public:
    const std::filesystem::path& folder() const { return folder_.path(); }

    Outcome run(const std::vector<std::string>& arguments) const;

    /// Starts the program; its output goes to files until `wait`.
    pid_t start(const std::vector<std::string>& arguments) const;
    Outcome wait(pid_t process) const;

    /// The text that the running program has printed on standard error so far.
    std::string errors_so_far() const;

  private:
    TemporaryFolder folder_;
};

}  // namespace stillwave::test

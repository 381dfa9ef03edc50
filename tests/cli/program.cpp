#include "cli/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace stillwave::test {
namespace fs = std::filesystem;
namespace {

std::string text_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

pid_t Workplace::start(const std::vector<std::string>& arguments) const {
    std::vector<std::string> words = {STILLWAVE_PROGRAM};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);

    std::vector<std::string> variables = {"XDG_DATA_HOME=" + (folder() / ".data").string(),
                                          "HOME=" + folder().string()};
    for (const auto* name : {"PATH", "LD_LIBRARY_PATH", "OMP_NUM_THREADS", "OMP_WAIT_POLICY"})
        if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + "=" + value);
    std::vector<char*> environment;
    for (auto& variable : variables) environment.push_back(variable.data());
    environment.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    const auto out = (folder() / ".out").string(), err = (folder() / ".err").string();
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addchdir_np(&actions, folder().c_str());
    pid_t process = -1;
    const int failure = posix_spawn(&process, STILLWAVE_PROGRAM, &actions, nullptr, argv.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) throw std::runtime_error("the program could not be started");
    return process;
}

Outcome Workplace::wait(pid_t process) const {
    int status = 0;
    waitpid(process, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(folder() / ".out"), errors_so_far()};
}

Outcome Workplace::run(const std::vector<std::string>& arguments) const {
    return wait(start(arguments));
}

std::string Workplace::errors_so_far() const {
    return text_of(folder() / ".err");
}

}  // namespace stillwave::test

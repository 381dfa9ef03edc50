#pragma once

#include <filesystem>

namespace stillwave::cli {

/// Serves an engine on standard input and output (protocol/worker_protocol.h) until its input ends, at a low priority.
/// Pictures go through files in `exchange`, which it removes with its files at the end.
int run_worker(const std::filesystem::path& exchange);

}  // namespace stillwave::cli

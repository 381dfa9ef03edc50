#pragma once

#include <filesystem>

namespace stillwave::cli {

/// `stillwave worker`: serves an engine on standard input and output (protocol/worker_protocol.h) until its input ends,
/// at a low priority. Images pass through files in the folder `exchange`, which it removes with these files at the end.
int run_worker(const std::filesystem::path& exchange);

}  // namespace stillwave::cli

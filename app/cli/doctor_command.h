#pragma once

namespace stillwave::cli {

/// `stillwave doctor`: versions, devices, memory, models, and what would be chosen and why.
int run_doctor(bool json);

}  // namespace stillwave::cli

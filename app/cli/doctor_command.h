#pragma once

namespace stillwave::cli {

/// `stillwave doctor`: prints versions, devices, memory and models, and what would be chosen of them and why.
int run_doctor(bool json);

}  // namespace stillwave::cli

#pragma once

namespace stillwave::cli {

/// `stillwave doctor`: prints versions, devices, memory and models, which of them a clip would use, and why.
int run_doctor(bool json);

}  // namespace stillwave::cli

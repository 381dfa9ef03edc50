#pragma once

#include <nlohmann/json.hpp>

#include "types/controls.h"

/// The two directions of controls_to_json() for callers inside the engine that hold parsed JSON.
namespace stillwave {

nlohmann::json controls_object(const Controls& controls);
Controls controls_from_object(const nlohmann::json& object, const std::string& name);

}  // namespace stillwave

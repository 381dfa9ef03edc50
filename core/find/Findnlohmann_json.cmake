# The JSON header: STILLWAVE_DEPS_DIR/nlohmann/json.hpp where that folder is given, else the installed package.
if(NOT STILLWAVE_DEPS_DIR)
  find_package(nlohmann_json ${nlohmann_json_FIND_VERSION} REQUIRED CONFIG)
  return()
endif()

find_path(nlohmann_json_INCLUDE_DIR nlohmann/json.hpp PATHS ${STILLWAVE_DEPS_DIR} NO_DEFAULT_PATH)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(nlohmann_json REQUIRED_VARS nlohmann_json_INCLUDE_DIR)
if(nlohmann_json_FOUND AND NOT TARGET nlohmann_json::nlohmann_json)
  add_library(nlohmann_json::nlohmann_json INTERFACE IMPORTED GLOBAL)
  target_include_directories(nlohmann_json::nlohmann_json INTERFACE ${nlohmann_json_INCLUDE_DIR})
endif()

#include "json_lines.h"

#include <iostream>

namespace stillwave::cli {

void write_json_line(const nlohmann::json& object) {
    std::cout << object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

void write_json(const nlohmann::ordered_json& object) {
    std::cout << object.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << std::endl;
}

}  // namespace stillwave::cli

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/take.h"
#include "types/json_reader.h"
#include "types/output_file.h"

namespace stillwave {

std::filesystem::path take_drift_path(const std::filesystem::path& take_folder) {
    return take_folder / "drift.json";
}

void write_drift(const std::filesystem::path& take_folder, const Drift& drift) {
    const nlohmann::json object{{"colour", drift.colour}, {"sharpness", drift.sharpness}, {"flow", drift.flow}};
    write_file(take_drift_path(take_folder), object.dump() + '\n');
}

Drift read_drift(const std::filesystem::path& take_folder) {
    const auto path = take_drift_path(take_folder);
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return {};
    const auto reader = JsonReader::of_file(path, ErrorCode::clip_unreadable);
    const auto list = [&](const char* key) {
        const auto items = reader.json().value(key, nlohmann::json());
        if (!items.is_array() || !std::ranges::all_of(items, [](const auto& item) { return item.is_number(); }))
            reader.refuse("has no list of numbers '" + std::string(key) + "'");
        return items.get<std::vector<double>>();
    };
    Drift drift{list("colour"), list("sharpness"), list("flow")};
    if (drift.sharpness.size() != drift.colour.size() || drift.flow.size() != drift.colour.size())
        reader.refuse("has lists of different lengths");
    return drift;
}

}  // namespace stillwave

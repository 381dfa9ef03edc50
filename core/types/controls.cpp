#include "types/controls.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "types/controls_json.h"
#include "types/json_reader.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr auto wrong = ErrorCode::invalid_argument;
// More would be an attack or an accident, and takes long to draw.
constexpr std::size_t most_items = 1000, most_places = 10000, most_keyframes = 100;

/// Reads one control; its errors say which.
class ControlsReader {
  public:
    explicit ControlsReader(std::string name) : name_(std::move(name)) {}

    Controls read(const json& object) const {
        const auto reader = reader_of(object, name_);
        refuse_unknown(reader,
                       {"motion_brushes", "frozen", "camera", "keyframes", "motion_from", "extend", "make_again"});
        Controls controls;
        for_each(reader, "motion_brushes",
                 [&](const JsonReader& brush) { controls.motion_brushes.push_back(motion_brush(brush)); });
        for_each(reader, "frozen", [&](const JsonReader& item) { controls.frozen.push_back(area(item)); });
        if (reader.has("camera")) controls.camera = camera(reader_of(object.at("camera"), name_ + ", camera,"));
        if (reader.has("keyframes")) controls.keyframes = keyframes(reader);
        controls.motion_from = path(reader, "motion_from");
        if (reader.has("extend")) controls.extend = extension(reader_of(object.at("extend"), name_ + ", extend,"));
        if (reader.has("make_again"))
            controls.make_again = make_again(reader_of(object.at("make_again"), name_ + ", make_again,"));
        return controls;
    }

  private:
    static JsonReader reader_of(const json& object, const std::string& name) {
        return {object.dump(-1, ' ', false, json::error_handler_t::replace), name, wrong};
    }

    template <typename Take>
    void for_each(const JsonReader& reader, const std::string& key, const Take& take) const {
        if (!reader.has(key)) return;
        const auto& items = reader.json().at(key);
        if (!items.is_array() || items.size() > most_items) reader.refuse_value(key, "a list of objects");
        for (std::size_t i = 0; i < items.size(); ++i)
            take(reader_of(items[i], name_ + ", " + key + "[" + std::to_string(i) + "],"));
    }

    static void refuse_unknown(const JsonReader& reader, std::initializer_list<std::string_view> known) {
        for (const auto& [key, value] : reader.json().items())
            if (std::find(known.begin(), known.end(), key) == known.end())
                reader.refuse("has an unknown key '" + key + "'");
    }

    static fs::path path(const JsonReader& reader, const std::string& key) {
        return reader.has(key) ? fs::path(reader.text(key)) : fs::path();
    }

    /// The numbers of a list such as [0.2, 0.7].
    static std::vector<double> numbers(const JsonReader& reader, const std::string& key, const json& item,
                                       std::size_t count, const char* wanted) {
        const bool valid =
            item.is_array() && item.size() == count && std::all_of(item.begin(), item.end(), [](const json& number) {
                return number.is_number() && number.get<double>() >= 0 && number.get<double>() <= 1;
            });
        if (!valid) reader.refuse_value(key, wanted);
        return item.get<std::vector<double>>();
    }

    static const json& places(const JsonReader& reader, const std::string& key, std::size_t fewest,
                              const std::string& wanted) {
        if (!reader.has(key)) reader.refuse("lacks '" + key + "'");
        const auto& items = reader.json().at(key);
        if (!items.is_array() || items.size() < fewest || items.size() > most_places) reader.refuse_value(key, wanted);
        return items;
    }

    PhotoArea area(const JsonReader& reader, bool of_brush = false) const {
        if (!of_brush) refuse_unknown(reader, {"polygon", "mask", "feather"});
        constexpr auto wanted = "a list of three or more places [x, y], each from 0 to 1";
        PhotoArea area;
        area.mask = path(reader, "mask");
        if (area.mask.empty() == !reader.has("polygon")) reader.refuse("needs either a 'polygon' or a 'mask'");
        if (area.mask.empty())
            for (const auto& item : places(reader, "polygon", 3, wanted)) {
                const auto place = numbers(reader, "polygon", item, 2, wanted);
                area.polygon.push_back({place[0], place[1]});
            }
        reader.read("feather", area.feather, 0, 0.5);
        return area;
    }

    MotionBrush motion_brush(const JsonReader& reader) const {
        refuse_unknown(reader, {"polygon", "mask", "feather", "path", "easing"});
        constexpr auto wanted = "a list of two or more places [time, x, y] by rising time, each from 0 to 1";
        MotionBrush brush;
        brush.area = area(reader, true);
        for (const auto& item : places(reader, "path", 2, wanted)) {
            const auto place = numbers(reader, "path", item, 3, wanted);
            if (!brush.path.empty() && place[0] <= brush.path.back().time) reader.refuse_value("path", wanted);
            brush.path.push_back({place[0], {place[1], place[2]}});
        }
        read_easing(reader, brush.easing);
        return brush;
    }

    static void read_easing(const JsonReader& reader, std::string& easing) {
        reader.read("easing", easing, std::vector<std::string>(std::begin(easings), std::end(easings)));
    }

    CameraPath camera(const JsonReader& reader) const {
        refuse_unknown(reader, {"pan", "tilt", "roll", "push", "orbit", "easing", "depth", "without_model"});
        constexpr double most_degrees = 60;
        CameraPath camera;
        for (const auto& [key, angle] : {std::pair{"pan", &CameraPath::pan}, std::pair{"tilt", &CameraPath::tilt},
                                         std::pair{"roll", &CameraPath::roll}, std::pair{"orbit", &CameraPath::orbit}})
            reader.read(key, camera.*angle, -most_degrees, most_degrees);
        reader.read("push", camera.push, 0.25, 4);
        read_easing(reader, camera.easing);
        camera.depth = path(reader, "depth");
        reader.read("without_model", camera.without_model);
        return camera;
    }

    static std::vector<fs::path> keyframes(const JsonReader& reader) {
        const auto& items = reader.json().at("keyframes");
        constexpr auto wanted = "a list of photos' paths";
        if (!items.is_array() || items.size() > most_keyframes ||
            !std::ranges::all_of(items, [](const json& item) { return item.is_string(); }))
            reader.refuse_value("keyframes", wanted);
        std::vector<fs::path> paths;
        for (const auto& item : items) paths.emplace_back(item.get<std::string>());
        return paths;
    }

    static fs::path take(const JsonReader& reader) {
        auto folder = reader.text("take");
        if (folder.empty()) reader.refuse("names no 'take'");
        return folder;
    }

    static Extension extension(const JsonReader& reader) {
        refuse_unknown(reader, {"take", "frame", "overlap"});
        Extension extension;
        extension.take = take(reader);
        read_count(reader, "frame", extension.frame, -1);
        read_count(reader, "overlap", extension.overlap, 1);
        return extension;
    }

    MakeAgain make_again(const JsonReader& reader) const {
        refuse_unknown(reader, {"take", "first", "last", "strength", "polygon", "mask", "feather"});
        MakeAgain again;
        again.take = take(reader);
        read_count(reader, "first", again.first, 0);
        read_count(reader, "last", again.last, -1);
        if (again.last >= 0 && again.last < again.first) reader.refuse("has a 'last' before its 'first'");
        reader.read("strength", again.strength, 0.05, 1);
        if (reader.has("polygon") || reader.has("mask")) again.area = area(reader, true);
        return again;
    }

    static void read_count(const JsonReader& reader, const char* key, int& value, std::int64_t least) {
        if (!reader.has(key)) return;
        value = static_cast<int>(reader.integer(key, least, most_places));
    }

    std::string name_;
};

json area_object(const PhotoArea& area) {
    json object;
    for (const auto& place : area.polygon) object["polygon"].push_back({place.x, place.y});
    if (!area.mask.empty()) object["mask"] = area.mask.generic_string();
    if (area.feather != PhotoArea().feather) object["feather"] = area.feather;
    return object;
}

}  // namespace

std::vector<fs::path*> paths_of(Controls& controls) {
    std::vector<fs::path*> paths = {&controls.camera.depth, &controls.motion_from};
    for (auto& brush : controls.motion_brushes) paths.push_back(&brush.area.mask);
    for (auto& area : controls.frozen) paths.push_back(&area.mask);
    for (auto& photo : controls.keyframes) paths.push_back(&photo);
    if (controls.extend) paths.push_back(&controls.extend->take);
    if (controls.make_again) paths.insert(paths.end(), {&controls.make_again->take, &controls.make_again->area.mask});
    std::erase_if(paths, [](const fs::path* path) { return path->empty(); });
    return paths;
}

json controls_object(const Controls& controls) {
    json object = json::object();
    for (const auto& brush : controls.motion_brushes) {
        auto item = area_object(brush.area);
        for (const auto& [time, place] : brush.path) item["path"].push_back({time, place.x, place.y});
        if (brush.easing != MotionBrush().easing) item["easing"] = brush.easing;
        object["motion_brushes"].push_back(std::move(item));
    }
    for (const auto& area : controls.frozen) object["frozen"].push_back(area_object(area));
    if (const auto& camera = controls.camera, still = CameraPath(); camera != still) {
        auto& item = object["camera"] = json::object();
        for (const auto& [key, number] : {std::pair{"pan", &CameraPath::pan}, std::pair{"tilt", &CameraPath::tilt},
                                          std::pair{"roll", &CameraPath::roll}, std::pair{"push", &CameraPath::push},
                                          std::pair{"orbit", &CameraPath::orbit}})
            if (camera.*number != still.*number) item[key] = camera.*number;
        if (camera.easing != still.easing) item["easing"] = camera.easing;
        if (!camera.depth.empty()) item["depth"] = camera.depth.generic_string();
        if (camera.without_model) item["without_model"] = true;
    }
    for (const auto& photo : controls.keyframes) object["keyframes"].push_back(photo.generic_string());
    if (!controls.motion_from.empty()) object["motion_from"] = controls.motion_from.generic_string();
    if (const auto& extend = controls.extend)
        object["extend"] = {
            {"take", extend->take.generic_string()}, {"frame", extend->frame}, {"overlap", extend->overlap}};
    if (const auto& again = controls.make_again) {
        auto item = area_object(again->area);
        item.update({{"take", again->take.generic_string()},
                     {"first", again->first},
                     {"last", again->last},
                     {"strength", again->strength}});
        object["make_again"] = std::move(item);
    }
    return object;
}

Controls controls_from_object(const json& object, const std::string& name) {
    return ControlsReader(name).read(object);
}

std::string controls_to_json(const Controls& controls) {
    return controls_object(controls).dump(2, ' ', false, json::error_handler_t::replace);
}

Controls controls_from_json(const std::string& text, const std::string& name) {
    return controls_from_object(JsonReader(text, name, wrong).json(), name);
}

}  // namespace stillwave

#include "engine/worker_protocol.h"

#include <array>
#include <string_view>

#include "engine/names.h"
#include "engine/worker_values.h"

namespace stillwave::worker {
namespace {

using nlohmann::json;

// File names may hold any bytes; those that are not UTF-8 are replaced, and the file is then not found by its name.
std::string line_of(const json& object) {
    return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

ErrorCode error_code_of(std::string_view name) {
    for (int i = 0; i < static_cast<int>(ErrorCode::internal); ++i)
        if (error_code_name(static_cast<ErrorCode>(i)) == name) return static_cast<ErrorCode>(i);
    return ErrorCode::internal;
}

// The one member that says what the object is.
std::string kind_of(const json& object, const char* member) {
    const auto found = object.find(member);
    if (found == object.end() || !found->is_string()) throw Error(ErrorCode::invalid_argument, "It names no call.");
    return found->get<std::string>();
}

template <typename Parse>
auto parsed(const std::string& line, ErrorCode code, const char* who, Parse&& parse) {
    try {
        return parse(json::parse(line));
    } catch (const json::exception& error) {
        throw Error(code, std::string(who) + " sent a line that cannot be read.", error.what());
    } catch (const Error& error) {
        throw Error(code, std::string(who) + " sent a line that cannot be used: " + error.what(), error.detail());
    }
}

Call call_from(const json& object) {
    const auto kind = kind_of(object, "call");
    if (kind == "animate") return object.at("request").get<AnimationRequest>();
    if (kind == "read_picture") return object.at("request").get<PictureRequest>();
    if (kind == "describe") return Describe{};
    if (kind == "add_model") return AddModel{std::filesystem::path(object.at("path").get<std::string>())};
    if (kind == "rest") return Rest{};
    if (kind == "continue") return Continue{};
    if (kind == "cancel") return Cancel{};
    throw Error(ErrorCode::invalid_argument, "There is no call '" + kind + "'.");
}

std::filesystem::path path_of(const json& object, const char* key) {
    return std::filesystem::path(object.at(key).get<std::string>());
}

Reply reply_from(const json& object) {
    const auto kind = kind_of(object, "reply");
    if (kind == "progress") return ProgressReply{object.at("progress").get<Progress>(), path_of(object, "pictures")};
    if (kind == "animated")
        return AnimationReply{object.at("result").get<AnimationResult>(), path_of(object, "frames")};
    if (kind == "picture") {
        PictureReply reply;
        object.at("photo_width").get_to(reply.result.photo_width);
        object.at("photo_height").get_to(reply.result.photo_height);
        reply.picture = path_of(object, "picture");
        return reply;
    }
    if (kind == "description") return object.at("description").get<EngineDescription>();
    if (kind == "model") return object.at("model").get<ModelSummary>();
    if (kind == "done") return Done{};
    if (kind == "cancelled") return CancelledReply{};
    if (kind == "error")
        return Error(error_code_of(object.at("code").get<std::string>()), object.at("message").get<std::string>(),
                     object.at("detail").get<std::string>());
    throw Error(ErrorCode::invalid_argument, "There is no reply '" + kind + "'.");
}

}  // namespace

std::string call_to_line(const Call& call) {
    return line_of(std::visit(Overloaded{[](const AnimationRequest& request) {
                                             return json{{"call", "animate"}, {"request", request}};
                                         },
                                         [](const PictureRequest& request) {
                                             return json{{"call", "read_picture"}, {"request", request}};
                                         },
                                         [](const Describe&) {
                                             return json{{"call", "describe"}};
                                         },
                                         [](const AddModel& add) {
                                             return json{{"call", "add_model"}, {"path", add.path.string()}};
                                         },
                                         [](const Rest&) {
                                             return json{{"call", "rest"}};
                                         },
                                         [](const Continue&) {
                                             return json{{"call", "continue"}};
                                         },
                                         [](const Cancel&) {
                                             return json{{"call", "cancel"}};
                                         }},
                              call));
}

Call call_from_line(const std::string& line) {
    return parsed(line, ErrorCode::invalid_argument, "The window", call_from);
}

std::string reply_to_line(const Reply& reply) {
    return line_of(std::visit(
        Overloaded{
            [](const ProgressReply& update) {
                return json{
                    {"reply", "progress"}, {"progress", update.progress}, {"pictures", update.pictures.string()}};
            },
            [](const AnimationReply& animation) {
                return json{{"reply", "animated"}, {"result", animation.result}, {"frames", animation.frames.string()}};
            },
            [](const PictureReply& picture) {
                return json{{"reply", "picture"},
                            {"photo_width", picture.result.photo_width},
                            {"photo_height", picture.result.photo_height},
                            {"picture", picture.picture.string()}};
            },
            [](const EngineDescription& description) {
                return json{{"reply", "description"}, {"description", description}};
            },
            [](const ModelSummary& model) {
                return json{{"reply", "model"}, {"model", model}};
            },
            [](const Done&) {
                return json{{"reply", "done"}};
            },
            [](const CancelledReply&) {
                return json{{"reply", "cancelled"}};
            },
            [](const Error& error) {
                return json{{"reply", "error"},
                            {"code", error_code_name(error.code())},
                            {"message", error.what()},
                            {"detail", error.detail()}};
            }},
        reply));
}

Reply reply_from_line(const std::string& line) {
    return parsed(line, ErrorCode::internal, "The worker", reply_from);
}

}  // namespace stillwave::worker

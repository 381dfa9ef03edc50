#include "protocol/worker_protocol.h"

#include <array>
#include <string_view>

#include "protocol/values.h"
#include "types/names.h"

namespace stillwave::worker {
namespace {

using nlohmann::json;

// File names may hold any bytes. Bytes that are not UTF-8 are replaced, and the file is then not found by its name.
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

// Returns the value of `member`, which says what the object is.
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

std::filesystem::path path_of(const json& object, const char* key) {
    return std::filesystem::path(object.at(key).get<std::string>());
}

Call call_from(const json& object) {
    const auto kind = kind_of(object, "call");
    if (kind == "animate") return object.at("request").get<AnimationRequest>();
    if (kind == "export") return object.at("request").get<ExportRequest>();
    if (kind == "estimate") return Estimate{object.at("request").get<ExportRequest>()};
    if (kind == "loop_variants")
        return LoopVariants{object.at("request").get<ExportRequest>(), object.at("long_side").get<int>()};
    if (kind == "read_recipe") return ReadRecipe{path_of(object, "path")};
    if (kind == "estimate_animation") return EstimateAnimation{object.at("request").get<AnimationRequest>()};
    if (kind == "preview_controls") return PreviewControls{object.at("request").get<AnimationRequest>()};
    if (kind == "prepare") return Prepare{object.at("request").get<AnimationRequest>()};
    if (kind == "read_picture") return object.at("request").get<PictureRequest>();
    if (kind == "describe") return Describe{};
    if (kind == "add_model")
        return AddModel{path_of(object, "path"), object.at("variant").get<std::string>(),
                        object.at("copy").get<bool>()};
    if (kind == "find_model") return FindModel{object.at("model").get<std::string>()};
    if (kind == "rest") return Rest{};
    if (kind == "continue") return Continue{};
    if (kind == "cancel") return Cancel{};
    throw Error(ErrorCode::invalid_argument, "There is no call '" + kind + "'.");
}

Reply reply_from(const json& object) {
    const auto kind = kind_of(object, "reply");
    if (kind == "progress") return ProgressReply{object.at("progress").get<Progress>(), path_of(object, "pictures")};
    if (kind == "animated")
        return AnimationReply{object.at("result").get<AnimationResult>(), path_of(object, "frames")};
    if (kind == "animation_estimated") return object.at("estimate").get<AnimationEstimate>();
    if (kind == "controls_previewed") return PreviewReply{object.at("clip").get<Clip>(), path_of(object, "frames")};
    if (kind == "exported") return object.at("result").get<ExportResult>();
    if (kind == "estimated") return object.at("estimate").get<ExportEstimate>();
    if (kind == "loop_variants") {
        LoopVariantsReply reply{object.at("variants").get<std::vector<LoopVariant>>(), {}};
        for (const auto& path : object.at("frames").get<std::vector<std::string>>()) reply.frames.emplace_back(path);
        if (reply.frames.size() != reply.variants.size())
            throw Error(ErrorCode::invalid_argument, "The variants and their frames differ in number.");
        return reply;
    }
    if (kind == "recipe") return object.at("recipe").get<RecipeSummary>();
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
    return line_of(std::visit(
        Overloaded{
            [](const AnimationRequest& request) {
                return json{{"call", "animate"}, {"request", request}};
            },
            [](const ExportRequest& request) {
                return json{{"call", "export"}, {"request", request}};
            },
            [](const EstimateAnimation& estimate) {
                return json{{"call", "estimate_animation"}, {"request", estimate.request}};
            },
            [](const PreviewControls& preview) {
                return json{{"call", "preview_controls"}, {"request", preview.request}};
            },
            [](const Prepare& prepare) {
                return json{{"call", "prepare"}, {"request", prepare.request}};
            },
            [](const Estimate& estimate) {
                return json{{"call", "estimate"}, {"request", estimate.request}};
            },
            [](const LoopVariants& loops) {
                return json{{"call", "loop_variants"}, {"request", loops.request}, {"long_side", loops.long_side}};
            },
            [](const ReadRecipe& read) {
                return json{{"call", "read_recipe"}, {"path", read.path.string()}};
            },
            [](const PictureRequest& request) {
                return json{{"call", "read_picture"}, {"request", request}};
            },
            [](const Describe&) {
                return json{{"call", "describe"}};
            },
            [](const FindModel& find) {
                return json{{"call", "find_model"}, {"model", find.model}};
            },
            [](const AddModel& add) {
                return json{
                    {"call", "add_model"}, {"path", add.path.string()}, {"variant", add.variant}, {"copy", add.copy}};
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
            [](const ExportResult& result) {
                return json{{"reply", "exported"}, {"result", result}};
            },
            [](const PreviewReply& preview) {
                return json{
                    {"reply", "controls_previewed"}, {"clip", preview.clip}, {"frames", preview.frames.string()}};
            },
            [](const AnimationEstimate& estimate) {
                return json{{"reply", "animation_estimated"}, {"estimate", estimate}};
            },
            [](const ExportEstimate& estimate) {
                return json{{"reply", "estimated"}, {"estimate", estimate}};
            },
            [](const LoopVariantsReply& loops) {
                auto frames = json::array();
                for (const auto& path : loops.frames) frames.push_back(path.string());
                return json{{"reply", "loop_variants"}, {"variants", loops.variants}, {"frames", frames}};
            },
            [](const RecipeSummary& recipe) {
                return json{{"reply", "recipe"}, {"recipe", recipe}};
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

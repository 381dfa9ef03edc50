#include "types/settings_fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <sstream>

#include "types/error.h"

namespace stillwave {
namespace {

// Marks what front ends translate, for the tool that collects it.
#define FIELD_TEXT(context, text) text

using S = AnimationSettings;

const std::vector<SettingsField>& table() {
    static const std::vector<SettingsField> fields = {
        {"motion_bucket_id",
         FIELD_TEXT("settings_fields", "Motion"),
         FIELD_TEXT("settings_fields", "How much the picture moves: low is calm, high is lively."),
         "",
         1,
         255,
         1,
         {},
         &S::motion_bucket_id},
        {"fps",
         FIELD_TEXT("settings_fields", "Frame rate"),
         FIELD_TEXT("settings_fields", "Playback speed; the model also moves less between frames when it is high."),
         "fps",
         1,
         60,
         1,
         {},
         &S::fps},
        {"noise_aug_strength",
         FIELD_TEXT("settings_fields", "Noise"),
         FIELD_TEXT("settings_fields",
                    "Noise added to the photo before encoding: more frees the motion from the photo."),
         "",
         0,
         1,
         0.01,
         {},
         &S::noise_aug_strength},
        {"seed",
         FIELD_TEXT("settings_fields", "Seed"),
         FIELD_TEXT("settings_fields", "The same seed and settings make the same clip; -1 draws a new one."),
         "",
         -1,
         4294967295.0,
         1,
         {},
         &S::seed},
        {"num_frames",
         FIELD_TEXT("settings_fields", "Frames"),
         FIELD_TEXT("settings_fields", "How many frames the model makes."),
         "frames",
         2,
         250,
         1,
         {},
         &S::num_frames},
        {"num_inference_steps",
         FIELD_TEXT("settings_fields", "Steps"),
         FIELD_TEXT("settings_fields", "Sampling steps: more is finer and slower."),
         "steps",
         1,
         200,
         1,
         {},
         &S::num_inference_steps},
        {"min_guidance_scale",
         FIELD_TEXT("settings_fields", "Guidance, first frame"),
         FIELD_TEXT("settings_fields", "How strictly the first frame follows the photo."),
         "",
         0,
         20,
         0.1,
         {},
         &S::min_guidance_scale},
        {"max_guidance_scale",
         FIELD_TEXT("settings_fields", "Guidance, last frame"),
         FIELD_TEXT("settings_fields", "How strictly the last frame follows the photo; 1 or less halves the time."),
         "",
         0,
         20,
         0.1,
         {},
         &S::max_guidance_scale},
        {"width",
         FIELD_TEXT("settings_fields", "Width"),
         FIELD_TEXT("settings_fields",
                    "The model's picture width; 0 takes the model's own size, turned as the photo is."),
         "px",
         0,
         8192,
         8,
         {},
         &S::width},
        {"height",
         FIELD_TEXT("settings_fields", "Height"),
         FIELD_TEXT("settings_fields",
                    "The model's picture height; 0 takes the model's own size, turned as the photo is."),
         "px",
         0,
         8192,
         8,
         {},
         &S::height},
        {"decode_chunk_size",
         FIELD_TEXT("settings_fields", "Decode chunk"),
         FIELD_TEXT("settings_fields", "Frames decoded at once; 0 decodes all together, which never flickers."),
         "frames",
         0,
         250,
         1,
         {},
         &S::decode_chunk_size},
        {"fit",
         FIELD_TEXT("settings_fields", "Fit"),
         FIELD_TEXT("settings_fields", "How the photo fills the frame: cropped, or whole with bars."),
         "",
         0,
         0,
         0,
         {FIELD_TEXT("settings_fields", "crop"), FIELD_TEXT("settings_fields", "letterbox")},
         &S::fit},
        {"focus_x",
         FIELD_TEXT("settings_fields", "Focus, across"),
         FIELD_TEXT("settings_fields", "What a crop keeps: 0 is the left edge, 1 the right."),
         "",
         0,
         1,
         0.01,
         {},
         &S::focus_x},
        {"focus_y",
         FIELD_TEXT("settings_fields", "Focus, down"),
         FIELD_TEXT("settings_fields", "What a crop keeps: 0 is the top edge, 1 the bottom."),
         "",
         0,
         1,
         0.01,
         {},
         &S::focus_y},
        {"background",
         FIELD_TEXT("settings_fields", "Background"),
         FIELD_TEXT("settings_fields", "The colour behind transparent pixels and beside a letterboxed photo."),
         "",
         0,
         0,
         0,
         {},
         &S::background},
        {"detail",
         FIELD_TEXT("settings_fields", "Detail"),
         FIELD_TEXT("settings_fields",
                    "The photo's own pixels moved as the model moved, or the model's frames as they are."),
         "",
         0,
         0,
         0,
         {FIELD_TEXT("settings_fields", "photo"), FIELD_TEXT("settings_fields", "model")},
         &S::detail},
        {"detail_size",
         FIELD_TEXT("settings_fields", "Detail size"),
         FIELD_TEXT("settings_fields",
                    "Long side of a clip with photo detail, at most; the photo's own size is never exceeded."),
         "px",
         256,
         2048,
         8,
         {},
         &S::detail_size},
    };
    return fields;
}

std::string number_text(double value) {
    std::ostringstream out;
    out.precision(12);
    out << value;
    return out.str();
}

std::string allowed(const SettingsField& field) {
    if (field.is_number())
        return (field.is_integer() ? "a whole number from " : "a number from ") + number_text(field.minimum) + " to " +
               number_text(field.maximum);
    if (field.choices.empty()) return "a colour such as #1a2b3c";
    std::string text = "one of";
    for (const auto choice : field.choices)
        text.append(text.back() == 'f' && text.size() == 6 ? " " : ", ").append(choice);
    return text;
}

[[noreturn]] void refuse(const SettingsField& field, const std::string& value) {
    throw Error(ErrorCode::invalid_argument,
                std::string(field.key) + " is '" + value + "', but it must be " + allowed(field) + ".");
}

std::string value_text(const SettingValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    return number_text(std::get<double>(value));
}

bool is_colour(const std::string& text) {
    return text.size() == 7 && text[0] == '#' &&
           std::all_of(text.begin() + 1, text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

// Levenshtein distance, for "did you mean".
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row.back();
}

}  // namespace

std::span<const SettingsField> settings_fields() {
    return table();
}

const SettingsField& settings_field(std::string_view key) {
    const auto& fields = table();
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.key == key; });
    if (found != fields.end()) return *found;
    // Part of a key is nearer to it than to any other key.
    const auto apart = [key](const SettingsField& field) {
        return !key.empty() && field.key.find(key) != std::string_view::npos ? 0 : distance(field.key, key);
    };
    const auto nearest = std::min_element(fields.begin(), fields.end(),
                                          [&](const auto& a, const auto& b) { return apart(a) < apart(b); });
    throw Error(ErrorCode::invalid_argument,
                "There is no setting '" + std::string(key) + "'. Did you mean '" + std::string(nearest->key) + "'?");
}

SettingValue get_setting(const AnimationSettings& settings, const SettingsField& field) {
    return std::visit([&](auto member) { return SettingValue(settings.*member); }, field.member);
}

SettingValue parse_setting(const SettingsField& field, std::string_view text) {
    SettingValue value = std::string(text);
    if (field.is_number()) {
        const char* end = text.data() + text.size();
        std::from_chars_result result{};
        if (field.is_integer()) {
            result = std::from_chars(text.data(), end, value.emplace<std::int64_t>());
        } else {
            result = std::from_chars(text.data(), end, value.emplace<double>());
        }
        if (result.ec != std::errc() || result.ptr != end) refuse(field, std::string(text));
    }
    AnimationSettings scratch;
    set_setting(scratch, field, value);
    return value;
}

void set_setting(AnimationSettings& settings, const SettingsField& field, const SettingValue& value) {
    if (field.is_number()) {
        if (std::holds_alternative<std::string>(value)) refuse(field, value_text(value));
        const double number = std::holds_alternative<double>(value)
                                  ? std::get<double>(value)
                                  : static_cast<double>(std::get<std::int64_t>(value));
        // Written so that NaN fails too.
        if (!(number >= field.minimum && number <= field.maximum)) refuse(field, value_text(value));
        if (field.is_integer()) {
            if (number != std::floor(number)) refuse(field, value_text(value));
            settings.*std::get<0>(field.member) = static_cast<std::int64_t>(number);
        } else {
            settings.*std::get<1>(field.member) = number;
        }
        return;
    }
    const auto* text = std::get_if<std::string>(&value);
    if (!text) refuse(field, value_text(value));
    const bool known = field.choices.empty()
                           ? is_colour(*text)
                           : std::find(field.choices.begin(), field.choices.end(), *text) != field.choices.end();
    if (!known) refuse(field, *text);
    settings.*std::get<2>(field.member) = *text;
}

void apply_settings(AnimationSettings& settings, const SettingsLayer& layer) {
    for (const auto& [key, value] : layer) set_setting(settings, settings_field(key), value);
}

SettingsLayer to_layer(const AnimationSettings& settings) {
    SettingsLayer layer;
    for (const auto& field : settings_fields()) layer.emplace(field.key, get_setting(settings, field));
    return layer;
}

}  // namespace stillwave

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>

/// The parts of a row in a table of settings. animation_settings.h, export_settings.h and training_settings.h hold the
/// tables.
namespace stillwave {

/// Marks a text that the window translates, for Qt's lupdate (translations/update.sh).
consteval const char* tr_noop(const char* text) {
    return text;
}

/// One of the texts that a setting may be, and the label that a form shows for it.
struct Choice {
    std::string_view value;
    std::string_view label;

    constexpr Choice() = default;
    constexpr Choice(const char* value_and_label) : value(value_and_label), label(value_and_label) {}
    constexpr Choice(const char* choice_value, const char* choice_label) : value(choice_value), label(choice_label) {}
};

/// The choices of one setting. A table that holds them is a constant, so they lie in the row itself.
class Choices {
  public:
    constexpr Choices() = default;
    constexpr Choices(std::initializer_list<Choice> choices) {
        for (const auto& choice : choices) choices_[size_++] = choice;
    }

    constexpr const Choice* begin() const { return choices_.data(); }
    constexpr const Choice* end() const { return choices_.data() + size_; }
    constexpr const Choice& back() const { return choices_[size_ - 1]; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr std::size_t size() const { return size_; }

  private:
    std::array<Choice, 13> choices_;  ///< room for the longest list, the export formats
    std::size_t size_ = 0;
};

enum class FieldKind {
    boolean,
    integer,
    real,
    choice,  ///< one of `choices`
    colour,  ///< "#rrggbb"
    text     ///< any text without control characters
};

/// The first result on the way to the file that another value of the setting changes.
enum class Changes {
    latents,  ///< the latents that sampling makes: kept ones can no longer be used
    pixels,   ///< the frames, made from the same latents
    file,     ///< the writing of the same frames, or the text written about them
    weights   ///< the weights that training makes: a run with another value cannot go on from its checkpoint
};

/// The facts of a setting that front ends need, whichever struct it stands in.
struct FieldInfo {
    std::string_view key = {};  ///< the setting's name; in AnimationSettings it is diffusers' argument name
    Changes changes = Changes::latents;
    std::string_view label = {};  ///< short, for a form
    std::string_view unit = {};   ///< "px", "frames", … or empty
    double minimum = 0;           ///< numbers only
    double maximum = 0;           ///< numbers only
    double step = 1;              ///< a sensible slider step
    Choices choices = {};
    FieldKind kind = FieldKind::text;  ///< a row sets it for colours alone; FieldOf works out the other kinds
    std::string_view help = {};        ///< one sentence about what the setting does to the clip

    constexpr bool is_integer() const { return kind == FieldKind::integer; }
    constexpr bool is_number() const { return is_integer() || kind == FieldKind::real; }
    constexpr bool is_boolean() const { return kind == FieldKind::boolean; }
};

/// One row of the table that every front end reads: flags, JSON, sliders and validation.
template <typename Settings>
struct FieldOf : FieldInfo {
    using Member =
        std::variant<bool Settings::*, std::int64_t Settings::*, double Settings::*, std::string Settings::*>;

    constexpr FieldOf(std::string_view field_key, Member field_member, Changes what, const FieldInfo& info)
        : FieldInfo(info), member(field_member) {
        key = field_key;
        changes = what;
        if (std::holds_alternative<bool Settings::*>(member)) kind = FieldKind::boolean;
        if (std::holds_alternative<std::int64_t Settings::*>(member)) kind = FieldKind::integer;
        if (std::holds_alternative<double Settings::*>(member)) kind = FieldKind::real;
        if (!choices.empty()) kind = FieldKind::choice;
    }

    Member member;
};

/// The table of a struct of settings, in the order in which a form shows it.
template <typename Settings>
constexpr std::span<const FieldOf<Settings>> fields_of();

/// A stand-in for a value of any type, with which the members of a struct are counted.
struct AnyValue {
    template <typename T>
    operator T() const;
};

/// How many members the aggregate `T` has: the largest number of values that it can be made from.
template <typename T, typename... Values>
consteval std::size_t member_count() {
    if constexpr (requires { T{Values()..., AnyValue()}; })
        return member_count<T, Values..., AnyValue>();
    else
        return sizeof...(Values);
}

/// Whether the table of `Settings` has exactly one row for each member of the struct.
template <typename Settings>
consteval bool each_member_has_one_row() {
    const auto fields = fields_of<Settings>();
    for (const auto& field : fields)
        if (std::count_if(fields.begin(), fields.end(), [&](const auto& other) {
                return other.member == field.member || other.key == field.key;
            }) != 1)
            return false;
    return fields.size() == member_count<Settings>();
}

}  // namespace stillwave

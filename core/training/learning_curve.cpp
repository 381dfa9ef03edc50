#include "training/learning_curve.h"

#include <cerrno>
#include <nlohmann/json.hpp>
#include <sstream>

#include "types/output_file.h"

namespace stillwave::training {
namespace {

/// The lines of the points up to `step`. A line that a kill cut short is no JSON and goes too.
std::string kept_lines(const std::filesystem::path& path, std::int64_t step) {
    std::ifstream file(path);
    std::string kept, line;
    while (std::getline(file, line)) {
        const auto json = nlohmann::json::parse(line, nullptr, false);
        const bool is_point = json.is_object() && json.contains("step") && json["step"].is_number_integer();
        if (is_point && json["step"].get<std::int64_t>() <= step) kept += line + '\n';
    }
    return kept;
}

std::string bin_name(std::size_t bin) {
    std::ostringstream name;
    name << LossBySigma::lower_end(bin);
    return name.str();
}

}  // namespace

LearningCurve::LearningCurve(const std::filesystem::path& path, std::int64_t step) : path_(path) {
    write_file(path, kept_lines(path, step));
    file_.open(path, std::ios::app);
    if (!file_) throw output_error(path_, errno);
}

void LearningCurve::add(const CurvePoint& point) {
    nlohmann::ordered_json line = {{"step", point.step},
                                   {"loss", point.loss},
                                   {"learning_rate", point.learning_rate},
                                   {"gradient_norm", point.gradient_norm},
                                   {"seconds_per_step", point.seconds_per_step},
                                   {"peak_memory_bytes", point.peak_memory_bytes}};
    if (point.validation_loss) line["validation_loss"] = *point.validation_loss;
    for (std::size_t bin = 0; bin < LossBySigma::bins; ++bin)
        if (point.loss_by_sigma.count(bin) > 0) line["loss_by_sigma"][bin_name(bin)] = point.loss_by_sigma.mean(bin);
    errno = 0;
    file_ << line.dump() << '\n' << std::flush;
    if (!file_) throw output_error(path_, errno);
}

}  // namespace stillwave::training

#include "motion/frame_pair.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "motion/flow_field.h"
#include "motion/opencv_image.h"
#include "motion/row_enlarger.h"

namespace stillwave::motion {
namespace {

// Flow is measured at this long side at most. Larger frames are rarely sharp to the pixel, and each doubling takes four
// times as long. On sharp frames half the size costs 0 dB on pans, 1.5 dB on zooms and 3 dB at edges that hide and
// uncover.
constexpr double flow_long_side_px = 512.0;
// The weight of content that one frame hides: it must not cover content that both frames show.
constexpr float hidden_weight = 0.02F;
constexpr float colour_likeness_levels = 12.0F;
// Where two motions meet at a pixel, the one whose two samples differ less wins; this many levels of difference lower
// its weight to 1 / e.
constexpr float agreement_levels = 8.0F;
constexpr float nothing = 1e-4F;

cv::Mat3b measured_size(const cv::Mat3b& frame) {
    const double scale = flow_long_side_px / std::max(frame.cols, frame.rows);
    if (scale >= 1.0) {
        return frame;
    }
    cv::Mat3b small;
    cv::resize(frame, small, {}, scale, scale, cv::INTER_AREA);
    return small;
}

cv::Mat1f followed(const cv::Mat2f& there, const cv::Mat2f& back) {
    const float tolerance = round_trip_tolerance(there.size());
    cv::Mat1f shown = falling_step(round_trip_error(there, back), 0.5F * tolerance, 2.0F * tolerance);
    for (int y = 0; y < shown.rows; ++y) {
        for (int x = 0; x < shown.cols; ++x) {
            const float to_x = static_cast<float>(x) + there(y, x)[0];
            const float to_y = static_cast<float>(y) + there(y, x)[1];
            const bool inside = to_x >= -0.5F && to_y >= -0.5F && to_x <= static_cast<float>(shown.cols) - 0.5F &&
                                to_y <= static_cast<float>(shown.rows) - 0.5F;
            if (!inside) {
                shown(y, x) = 0.0F;
            }
        }
    }
    return shown;
}

float distance(const cv::Vec3b& a, const cv::Vec3b& b) {
    float sum = 0.0F;
    for (int c = 0; c < 3; ++c) {
        sum += std::abs(static_cast<float>(a[c]) - static_cast<float>(b[c]));
    }
    return sum / 3.0F;
}

/// Gives each pixel that the other frame hides the motion of the most similar nearby pixel that both frames show.
cv::Mat2f completed(const cv::Mat2f& flow, const cv::Mat1f& shown, const cv::Mat3b& frame) {
    constexpr float least_shown = 0.8F;
    constexpr float untouched = 0.5F;
    constexpr int directions = 16;
    constexpr std::array<int, 7> radii_px{3, 6, 10, 15, 22, 32, 46};
    cv::Mat3b smooth;
    cv::GaussianBlur(frame, smooth, {}, 1.0);
    cv::Mat2f result = flow.clone();
    cv::parallel_for_(cv::Range(0, flow.rows), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y) {
            for (int x = 0; x < flow.cols; ++x) {
                if (shown(y, x) >= untouched) continue;
                float best = 0.0F;
                for (const int radius : radii_px) {
                    const auto reach = static_cast<float>(radius);
                    for (int d = 0; d < directions; ++d) {
                        const double angle = 2.0 * CV_PI * d / directions;
                        const int at_x = x + static_cast<int>(std::lround(radius * std::cos(angle)));
                        const int at_y = y + static_cast<int>(std::lround(radius * std::sin(angle)));
                        if (at_x < 0 || at_y < 0 || at_x >= flow.cols || at_y >= flow.rows) continue;
                        if (shown(at_y, at_x) < least_shown) continue;
                        const float unlike = distance(smooth(y, x), smooth(at_y, at_x)) / colour_likeness_levels;
                        const float likeness = std::exp(-unlike - reach / 24.0F);
                        if (likeness > best) {
                            best = likeness;
                            result(y, x) = flow(at_y, at_x);
                        }
                    }
                }
            }
        }
    });
    return edge_keeping_smooth(result);
}

/// Fills the pixels that no vector reached with the mean flow of the pixels around them.
void fill_holes(cv::Mat2f& flow, const cv::Mat1f& weight) {
    for (int width = 9; width <= 81; width *= 3) {
        cv::Mat2f sum;
        cv::Mat1f total;
        cv::Mat2f known = flow.clone();
        cv::Mat1f is_known(flow.size());
        bool any_hole = false;
        for (int y = 0; y < flow.rows; ++y) {
            for (int x = 0; x < flow.cols; ++x) {
                const bool empty = weight(y, x) <= nothing && flow(y, x) == cv::Vec2f();
                is_known(y, x) = empty ? 0.0F : 1.0F;
                any_hole = any_hole || empty;
            }
        }
        if (!any_hole) return;
        cv::boxFilter(known, sum, CV_32F, {width, width}, {-1, -1}, false);
        cv::boxFilter(is_known, total, CV_32F, {width, width}, {-1, -1}, false);
        for (int y = 0; y < flow.rows; ++y) {
            for (int x = 0; x < flow.cols; ++x) {
                if (is_known(y, x) == 0.0F && total(y, x) > 0.5F) flow(y, x) = sum(y, x) / total(y, x);
            }
        }
    }
}

/// Enlarges the fields of a carried way to the frame's grid, row by row.
class CarriedRows {
  public:
    CarriedRows(const cv::Mat2f& flow, const cv::Mat1f& shown, const cv::Mat1f& hidden, cv::Size size)
        : scale_(static_cast<float>(size.width) / static_cast<float>(flow.cols),
                 static_cast<float>(size.height) / static_cast<float>(flow.rows)),
          flow_(flow, size, false),
          shown_(shown, size, false),
          hidden_(hidden, size, false) {}

    cv::Mat1f shown(int y) const { return shown_.row(y); }
    cv::Mat1f hidden(int y) const { return hidden_.row(y); }
    cv::Mat2f flow(int y) const {
        cv::Mat2f row = flow_.row(y);
        for (cv::Vec2f& vector : row) {
            vector = vector.mul(scale_);
        }
        return row;
    }

  private:
    cv::Vec2f scale_;
    RowEnlarger flow_;
    RowEnlarger shown_;
    RowEnlarger hidden_;
};

/// Returns row `y` of the moment's grid, sampled from the frame at `part` (0..1) of the flow.
cv::Mat3b sampled(const cv::Mat3b& frame, const cv::Mat2f& flow, float part, int y) {
    cv::Mat2f source(flow.size());
    for (int x = 0; x < flow.cols; ++x) {
        source(0, x) = cv::Vec2f(static_cast<float>(x), static_cast<float>(y)) + part * flow(0, x);
    }
    cv::Mat3b result;
    cv::remap(frame, result, source, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_REFLECT_101);
    return result;
}

float unlikeness(const cv::Vec3f& a, const cv::Vec3f& b) {
    return (std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2])) / 3.0F;
}

}  // namespace

FramePair::FramePair(const Image& first, const Image& second) : first_(first), second_(second) {
    const cv::Mat3b from = measured_size(view(first_));
    const cv::Mat3b to = measured_size(view(second_));
    const cv::Mat1b from_grey = luminance(from);
    const cv::Mat1b to_grey = luminance(to);
    const cv::Mat2f onward = edge_keeping_smooth(dis_flow(from_grey, to_grey));
    const cv::Mat2f back = edge_keeping_smooth(dis_flow(to_grey, from_grey));
    onward_.shown = followed(onward, back);
    back_.shown = followed(back, onward);
    onward_.flow = completed(onward, onward_.shown, from);
    back_.flow = completed(back, back_.shown, to);
}

FramePair::Carried FramePair::carry(const Way& way, float part) const {
    const cv::Size size = way.flow.size();
    Carried result{cv::Mat2f::zeros(size), cv::Mat1f::zeros(size), cv::Mat1f::zeros(size)};
    cv::Mat1f weight = cv::Mat1f::zeros(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const cv::Vec2f flow = way.flow(y, x);
            const float shown = way.shown(y, x);
            const float at_x = static_cast<float>(x) + part * flow[0];
            const float at_y = static_cast<float>(y) + part * flow[1];
            const int left = static_cast<int>(std::floor(at_x));
            const int top = static_cast<int>(std::floor(at_y));
            for (int corner = 0; corner < 4; ++corner) {
                const int to_x = left + corner % 2;
                const int to_y = top + corner / 2;
                if (to_x < 0 || to_y < 0 || to_x >= size.width || to_y >= size.height) continue;
                const float near = (1.0F - std::abs(at_x - static_cast<float>(to_x))) *
                                   (1.0F - std::abs(at_y - static_cast<float>(to_y)));
                const float share = near * (hidden_weight + shown);
                result.flow(to_y, to_x) += share * flow;
                weight(to_y, to_x) += share;
                result.shown(to_y, to_x) += near * shown;
                result.hidden(to_y, to_x) += near * (1.0F - shown);
            }
        }
    }
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            if (weight(y, x) > nothing) result.flow(y, x) /= weight(y, x);
        }
    }
    fill_holes(result.flow, weight);
    return result;
}

Image FramePair::at(double moment) const {
    const auto late = static_cast<float>(moment);
    const float early = 1.0F - late;
    const cv::Mat3b first = view(first_);
    const cv::Mat3b second = view(second_);
    const cv::Size size = first.size();

    const auto rows_of = [&](const Way& way, float part) {
        const Carried carried = carry(way, part);
        return CarriedRows(carried.flow, carried.shown, carried.hidden, size);
    };
    const CarriedRows onward = rows_of(onward_, late);
    const CarriedRows back = rows_of(back_, early);
    cv::Mat3b result(size);
    cv::parallel_for_(cv::Range(0, size.height), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y) {
            const cv::Mat2f onward_flow = onward.flow(y);
            const cv::Mat2f back_flow = back.flow(y);
            const cv::Mat3b first_onward = sampled(first, onward_flow, -late, y);
            const cv::Mat3b second_onward = sampled(second, onward_flow, early, y);
            const cv::Mat3b first_back = sampled(first, back_flow, late, y);
            const cv::Mat3b second_back = sampled(second, back_flow, -early, y);
            const cv::Mat1f onward_shown = onward.shown(y);
            const cv::Mat1f back_shown = back.shown(y);
            const cv::Mat1f onward_hidden = onward.hidden(y);
            const cv::Mat1f back_hidden = back.hidden(y);
            for (int x = 0; x < size.width; ++x) {
                const cv::Vec3f a0 = first_onward(0, x);
                const cv::Vec3f a1 = second_onward(0, x);
                const cv::Vec3f b0 = first_back(0, x);
                const cv::Vec3f b1 = second_back(0, x);
                const float a = onward_shown(0, x) * std::exp(-unlikeness(a0, a1) / agreement_levels) + nothing;
                const float b = back_shown(0, x) * std::exp(-unlikeness(b0, b1) / agreement_levels) + nothing;
                const cv::Vec3f both = (a * (early * a0 + late * a1) + b * (early * b0 + late * b1)) * (1.0F / (a + b));
                const float seen = std::min(1.0F, std::max(onward_shown(0, x), back_shown(0, x)));
                const float only_first = onward_hidden(0, x) * early + nothing;
                const float only_second = back_hidden(0, x) * late + nothing;
                const cv::Vec3f one = (only_first * a0 + only_second * b1) * (1.0F / (only_first + only_second));
                const cv::Vec3f blended = seen * both + (1.0F - seen) * one;
                for (int c = 0; c < 3; ++c) {
                    result(y, x)[c] = cv::saturate_cast<std::uint8_t>(blended[c]);
                }
            }
        }
    });
    return to_image(result);
}

}  // namespace stillwave::motion

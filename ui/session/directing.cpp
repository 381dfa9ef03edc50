#include "ui/session/directing.h"

#include <QCoreApplication>
#include <algorithm>

namespace stillwave::ui {
namespace {

struct Directing {
    Q_DECLARE_TR_FUNCTIONS(stillwave::ui::Directing)
};

bool rests(const MotionBrush& brush) {
    return std::all_of(brush.path.begin(), brush.path.end(),
                       [&](const PathPlace& place) { return place.place == brush.path.front().place; });
}

}  // namespace

Controls withoutResting(Controls controls) {
    std::erase_if(controls.motion_brushes, rests);
    return controls;
}

QString whyNotTogether(const Controls& controls) {
    const auto& camera = controls.camera;
    const bool regions = !withoutResting(controls).motion_brushes.empty();
    if (camera.moves() && regions)
        return Directing::tr("Regions and the camera cannot move in one clip: clear the regions or reset the camera.");
    if (camera.without_model && !camera.moves())
        return Directing::tr("A camera without the model must move. Drag one of its handles.");
    if (camera.without_model && !controls.keyframes.empty())
        return Directing::tr("A camera without the model cannot reach a last photo. Take one of them away.");
    if (controls.keyframes.size() > 1 && (camera.moves() || regions || !controls.frozen.empty()))
        return Directing::tr(
            "A clip that passes several photos has no regions and no camera. Keep one photo, or take these away.");
    if (!controls.motion_from.empty() && (camera.moves() || regions || !controls.keyframes.empty()))
        return Directing::tr(
            "Another clip's motion moves the whole photo already. Take the regions, the camera and the last photo "
            "away.");
    return {};
}

}  // namespace stillwave::ui

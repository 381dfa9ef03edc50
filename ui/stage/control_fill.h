#pragma once

#include <QImage>

namespace stillwave::ui {

/// The picture with its holes filled from their surroundings: each hole gets the mean of what is known round it, as
/// core/motion/hole_filling.cpp does. `holes` is grey, of the picture's size; what is not black is a hole. The work is
/// done on a small picture, which is what the answer has the size of.
QImage holesFilled(const QImage& picture, const QImage& holes);

}  // namespace stillwave::ui

#pragma once

namespace stillwave::ui {

/// A tool of the stage's tool bar. With `none` the stage only shows pictures.
enum class DrawingTool { none, select, lasso, brush, eraser, arrow, path, freeze, camera };

/// True for the tools that paint with a round brush.
inline bool paints(DrawingTool tool) {
    return tool == DrawingTool::brush || tool == DrawingTool::eraser || tool == DrawingTool::freeze;
}

}  // namespace stillwave::ui

#pragma once

#include <QImage>
#include <QList>
#include <QPainter>

#include "ui/stage/control_regions.h"

namespace stillwave::ui {

/// Paints the crude movement of a photo's regions at any moment of the clip, as core/motion/reference_clip.cpp makes
/// it frame by frame: the photo with its holes filled, and the regions cut out and moved over it. The cut-outs are made
/// anew only when the photo, an area or the size changes; a change of a path costs nothing.
class ControlMovement {
  public:
    void setPhoto(const QImage& photo);
    void setRegions(const QList<MovedRegion>& regions);
    /// The size in px in which the photo is shown. The pieces are made for it up to a limit, beyond which they are
    /// enlarged.
    void setSize(const QSize& size);
    /// Takes the exact filled background from the engine's frames of `regions`, which show `part` of the photo (0..1).
    /// Until then, and after an area changed, the background is a quick fill.
    void setExactFrames(const QList<QImage>& frames, const QList<MovedRegion>& regions, const QRectF& part);

    bool moves() const;  ///< any region has a movement

    bool isReady() const { return m_ready; }
    /// Makes the cut-outs, which takes some 50 ms at 1920x1080.
    void prepare();
    /// A copy that another thread may prepare: outlines keep their bounds in memory that plain copies share.
    ControlMovement unshared() const;

    /// Paints the whole photo into `target` at `time`, 0..1 of the clip. Prepares itself where that was not done.
    void paint(QPainter& painter, const QRectF& target, double time);

  private:
    struct Piece {
        QPoint place;  // px of the pieces' size
        QImage soft;   // with its soft edge, where it moves
        QImage whole;  // all that the mask holds, where it rests
    };

    QRect boxOf(const StageArea& area) const;
    QImage maskIn(const QImage& mask, const QRect& box) const;
    QImage background() const;

    QImage m_photo;
    QList<MovedRegion> m_regions;
    QSize m_size;
    QImage m_exact;  // the engine's background where it is known, else transparent; of the size of its frames
    QRectF m_exactPart;

    bool m_ready = false;
    QImage m_scaled;  // the photo at m_size
    QImage m_background;
    QList<Piece> m_pieces;
};

}  // namespace stillwave::ui

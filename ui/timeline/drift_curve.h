#pragma once

#include <QList>
#include <QWidget>

namespace stillwave::ui {

/// How far an extended take drifts from its first frame, frame by frame: its mean colour's distance, its sharpness, and
/// its movement. A line marks where the new frames begin.
class DriftCurve : public QWidget {
    Q_OBJECT

  public:
    explicit DriftCurve(QWidget* parent = nullptr);

    struct Drift {
        QList<double> colour;     ///< distance of the mean colour from the first frame's, levels of 255
        QList<double> sharpness;  ///< in parts of the first frame's
        QList<double> flow;       ///< movement since the frame before, px
        int join = -1;            ///< the first frame that was added; -1: the take was not extended
    };
    /// Lists of another length than the colours' are left out. Empty lists: there is nothing to show.
    void setDrift(const Drift& drift);
    bool isEmpty() const { return m_drift.colour.isEmpty(); }

    /// The three values of a frame in words.
    QString frameText(int frame) const;
    QRectF plotRect() const;

    QSize sizeHint() const override;

  public Q_SLOTS:
    void setSpan(double left, double right);  ///< the clip's frames lie between these, in px
    void setPosition(int frame);

  Q_SIGNALS:
    void frameChosen(int frame);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

  private:
    struct Line {
        QString name;
        QList<double> values;
        QColor color;
        double least;
        double most;
    };
    QList<Line> lines() const;
    int frameAt(double x) const;
    double xOf(double frame) const;
    void describe();

    Drift m_drift;
    int m_position = 0;
    double m_left = 0;
    double m_right = 0;
};

}  // namespace stillwave::ui

#pragma once

#include <QAbstractButton>
#include <QImage>
#include <QList>

namespace stillwave::ui {

/// A small clip that can be chosen: its pictures, its name and a line about it. Its owner moves it from frame to frame,
/// so that several play in step.
class VariantButton : public QAbstractButton {
    Q_OBJECT

  public:
    explicit VariantButton(QWidget* parent = nullptr);
    void setClip(const QList<QImage>& frames, const QString& name, const QString& note);
    void showFrame(int frame);  ///< of a clip that goes on for ever

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QList<QImage> m_frames;
    QString m_name;
    QString m_note;
    int m_frame = 0;
};

}  // namespace stillwave::ui

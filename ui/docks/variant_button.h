#pragma once

#include <QAbstractButton>
#include <QImage>
#include <QList>

namespace stillwave::ui {

/// A button that shows a small clip, its name and a line about it. Its owner says which frame it shows, so that several
/// buttons play in step.
class VariantButton : public QAbstractButton {
    Q_OBJECT

  public:
    explicit VariantButton(QWidget* parent = nullptr);
    void setClip(const QList<QImage>& frames, const QString& name, const QString& note);
    void showFrame(int frame);  ///< counted from 0; past the last frame the clip begins anew

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

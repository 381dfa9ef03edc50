#pragma once

#include <QMimeData>
#include <QWidget>

namespace stillwave::ui {

/// Covers the window while something is dragged over it and says what a drop would do. It takes no events itself.
class DropOverlay : public QWidget {
    Q_OBJECT

  public:
    explicit DropOverlay(QWidget* window);

    /// What dropping `mime` would do, as a sentence; empty: it would do nothing. Judges by names, reads no file.
    static QString sentence(const QMimeData& mime);
    /// The local paths of `mime` that are a model: a .safetensors file or a folder with a model_index.json.
    static QStringList models(const QMimeData& mime);
    static QStringList photos(const QMimeData& mime);  ///< all other local files and folders, clips among them

    void showFor(const QMimeData& mime);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_text;
};

}  // namespace stillwave::ui

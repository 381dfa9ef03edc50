#pragma once

#include <QMimeData>
#include <QWidget>

namespace stillwave::ui {

/// Covers the window while something is dragged over it and says what a drop would do. The overlay takes no events
/// itself.
class DropOverlay : public QWidget {
    Q_OBJECT

  public:
    explicit DropOverlay(QWidget* window);

    /// One sentence that says what dropping `mime` would do; empty: a drop would do nothing. The files' names decide;
    /// no file is read.
    static QString sentence(const QMimeData& mime);
    /// The local paths of `mime` that are a model: a .safetensors file or a folder with a model_index.json.
    static QStringList models(const QMimeData& mime);
    /// The other local paths of `mime`: photos, folders of photos, clips and recipes.
    static QStringList files(const QMimeData& mime);

    void showFor(const QMimeData& mime);
    /// Leaves a widget uncovered that takes a drop of photos itself.
    void keepClear(const QWidget* widget) { m_clear.append(widget); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString m_text;
    QList<const QWidget*> m_clear;
};

}  // namespace stillwave::ui

#pragma once

#include <QImage>
#include <QLabel>
#include <QList>
#include <QWidget>

class QBoxLayout;
class QGridLayout;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace stillwave::ui {

/// The page that stands in the stage's place while the project has no photo: a drop area, samples to try, recent
/// projects, and the model's status.
class StartPage : public QWidget {
    Q_OBJECT

  public:
    explicit StartPage(QWidget* parent = nullptr);

    void setSamples(const QStringList& paths);
    void setSampleThumbnail(const QString& path, const QImage& thumbnail);
    void setRecentProjects(const QStringList& folders);
    void setModelStatus(const QString& text);

  Q_SIGNALS:
    void openRequested();
    void sampleChosen(const QString& path);
    void projectChosen(const QString& folder);
    void addModelRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QWidget* m_dropArea;
    QLabel* m_samplesTitle;
    QBoxLayout* m_samples;
    QLabel* m_recentTitle;
    QVBoxLayout* m_recent;
    QLabel* m_model;
};

}  // namespace stillwave::ui

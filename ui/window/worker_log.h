#pragma once

#include <QObject>
#include <QString>

namespace stillwave::ui {

/// Carries the workers' log lines from their threads to the window's.
class WorkerLog : public QObject {
    Q_OBJECT

  public:
    using QObject::QObject;

    /// May be called on any thread.
    void append(const QString& line) { Q_EMIT appended(line); }

  Q_SIGNALS:
    void appended(const QString& line);
};

}  // namespace stillwave::ui

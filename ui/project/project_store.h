#pragma once

#include <QDir>
#include <QLockFile>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>

#include "ui/project/project_rows.h"

namespace stillwave::ui {

/// A project's folder on the disk: the lock that keeps a second instance out, and the database.
class ProjectStore {
  public:
    /// Opens or makes the project in `folder`, and salvages a damaged one. Throws ProjectError.
    static std::unique_ptr<ProjectStore> open(const QString& folder);
    ~ProjectStore();

    QDir folder() const { return m_folder; }
    QString takesFolder() const;
    const QStringList& losses() const { return m_losses; }
    const QString& damagedCopy() const { return m_damaged_copy; }
    /// Moves the rows out that open() read; called once.
    ProjectRows releaseRows() { return std::move(m_rows); }

    /// Runs `changes` as one transaction, which is committed before the call returns. Returns why that failed, such as
    /// a full disk; empty: all is written.
    QString write(const std::function<void(database::Writer&)>& changes);

  private:
    explicit ProjectStore(const QString& folder);
    void lock();
    void refuseNewer() const;
    bool readHealthy();
    void makeDatabase();
    bool connect(const QString& file);
    void disconnect();
    int pragma(const char* name) const;
    QString databaseFile() const;

    QDir m_folder;
    QLockFile m_lock;
    QString m_connection;
    ProjectRows m_rows;
    QStringList m_losses;
    QString m_damaged_copy;
};

}  // namespace stillwave::ui

#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QUndoCommand>
#include <functional>
#include <memory>

#include "ui/project/project.h"

/// What an artist can undo. Each holds values alone; the project outlives the undo stack's commands.
namespace stillwave::ui {

/// Settings of some photos. Edits of one key follow each other as one step while a slider moves.
class SettingsEdit : public QUndoCommand {
  public:
    /// `key` empty: it never merges.
    SettingsEdit(Project* project, QHash<PhotoId, PhotoSettings> after, const QString& text, const QString& key = {});
    void undo() override;
    void redo() override;
    int id() const override;
    bool mergeWith(const QUndoCommand* other) override;

  private:
    void apply(const QHash<PhotoId, PhotoSettings>& settings);

    Project* m_project;
    QHash<PhotoId, PhotoSettings> m_before;
    QHash<PhotoId, PhotoSettings> m_after;
    QString m_key;
    QElapsedTimer m_age;
};

/// Photos that come or go. Those in `refused` turned out to be no pictures: they stay away.
class PhotosEdit : public QUndoCommand {
  public:
    using Refused = std::shared_ptr<QSet<PhotoId>>;

    static PhotosEdit* adding(Project* project, const QStringList& paths, Refused refused, const QString& text);
    static PhotosEdit* removing(Project* project, const QList<PhotoId>& photos, Refused refused, const QString& text);
    void undo() override;
    void redo() override;
    QList<PhotoId> photos() const;  ///< once it was done

  private:
    PhotosEdit(Project* project, bool adds, Refused refused, const QString& text);
    void insert();
    void remove();

    Project* m_project;
    bool m_adds;
    Refused m_refused;
    QList<Project::Place> m_places;  ///< by rising index
};

/// The project's settings of exports. Edits of one key follow each other as one step, as SettingsEdit's do.
class ExportEdit : public QUndoCommand {
  public:
    using Apply = std::function<void(const SettingsLayer&)>;

    /// `key` empty: it never merges.
    ExportEdit(Apply apply, SettingsLayer before, SettingsLayer after, const QString& text, const QString& key);
    void undo() override { m_apply(m_before); }
    void redo() override { m_apply(m_after); }
    int id() const override;
    bool mergeWith(const QUndoCommand* other) override;

  private:
    Apply m_apply;
    SettingsLayer m_before;
    SettingsLayer m_after;
    QString m_key;
    QElapsedTimer m_age;
};

/// One value that is set and set back.
class ValueEdit : public QUndoCommand {
  public:
    ValueEdit(std::function<void()> undo, std::function<void()> redo, const QString& text);
    void undo() override { m_undo(); }
    void redo() override { m_redo(); }

  private:
    std::function<void()> m_undo;
    std::function<void()> m_redo;
};

}  // namespace stillwave::ui

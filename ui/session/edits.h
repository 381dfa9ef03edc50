#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QSet>
#include <QUndoCommand>
#include <functional>
#include <memory>

#include "ui/project/project.h"

/// The edits that an artist can undo. They hold plain values; the project must outlive them.
namespace stillwave::ui {

/// Changes the settings of some photos. Edits of one key that follow each other soon, as a slider moves, merge into one
/// undo step.
class SettingsEdit : public QUndoCommand {
  public:
    /// An edit with an empty `key` never merges.
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

/// Adds or removes photos. A photo in `refused` turned out to be unreadable: no undo or redo brings it back.
class PhotosEdit : public QUndoCommand {
  public:
    using Refused = std::shared_ptr<QSet<PhotoId>>;

    static PhotosEdit* adding(Project* project, const QStringList& paths, Refused refused, const QString& text);
    static PhotosEdit* removing(Project* project, const QList<PhotoId>& photos, Refused refused, const QString& text);
    void undo() override;
    void redo() override;
    QList<PhotoId> photos() const;  ///< the photos' ids, once redo() has run

  private:
    PhotosEdit(Project* project, bool adds, Refused refused, const QString& text);
    void insert();
    void remove();

    Project* m_project;
    bool m_adds;
    Refused m_refused;
    QList<Project::Place> m_places;  ///< in rising order of their index
};

/// Changes the project's export settings. Edits of one key that follow each other soon merge into one undo step.
class ExportEdit : public QUndoCommand {
  public:
    using Apply = std::function<void(const SettingsLayer&)>;

    /// An edit with an empty `key` never merges.
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

/// An edit made of two functions: one sets a value, the other sets it back.
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

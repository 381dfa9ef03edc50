#pragma once

#include <QObject>
#include <QUndoStack>
#include <functional>
#include <memory>

#include "engine/animation_engine.h"
#include "ui/picture_loader.h"
#include "ui/project/project.h"
#include "ui/session/queue_runner.h"

namespace stillwave::ui {

class Exports;
class Forecast;
struct PictureFiles;

/// What the window is looking at and what its actions do: the one place where edits are made (each can be undone) and
/// jobs are asked for. Widgets show it and call it; it knows no widget.
class Session : public QObject {
    Q_OBJECT

  public:
    struct Parts {
        Worker* worker = nullptr;  ///< animates and exports
        Worker* side = nullptr;    ///< answers questions meanwhile
        PictureLoader* pictures = nullptr;
        QueueRunner* queue = nullptr;
        RunHistory* history = nullptr;
    };
    explicit Session(const Parts& parts, QObject* parent = nullptr);
    ~Session() override;

    /// Throws ProjectError; then the project that was open stays.
    void openProject(const QString& folder);
    Project* project() const;  ///< never null once a project was opened
    QueueRunner* queue() const;
    PictureLoader* pictures() const;
    QUndoStack* undoStack() const;
    Exports* exports() const;
    Forecast* forecast() const;

    // ---- the engine
    const EngineDescription* engine() const;               ///< nullptr until it was described
    const ModelSummary* model(const QString& name) const;  ///< empty: the default one; nullptr: there is none
    void addModel(const QString& path);

    // ---- photos
    /// Files and folders (their pictures, not deeper folders' beyond 4 levels), in one undo step; the first new photo
    /// becomes current. Files that turn out to be unreadable leave again and are named in one filesRefused. A file that
    /// Stillwave exported is no photo: what it says of how it was made is restored (recipeRestored).
    void addFiles(const QStringList& paths);
    void removeSelectedPhotos();
    PhotoId currentPhoto() const;
    QList<PhotoId> selectedPhotos() const;  ///< the current one among them
    void selectPhotos(const QList<PhotoId>& photos, PhotoId current);
    /// Adds the photo where the project lacks it and gives it the recipe's settings: one undo step. `file` is what the
    /// recipe came with.
    void restoreRecipe(const QString& file, const RecipeSummary& recipe, const QString& photo);
    void relocatePhoto(PhotoId photo, const QString& path);  ///< undoable: the file was moved

    // ---- settings of the selected photos; each call is one undo step, runs of one key merge
    AnimationSettings resolvedSettings(PhotoId photo) const;  ///< as a run would take them; seed -1 stays
    AnimationSettings defaultSettings(PhotoId photo) const;   ///< as if nothing had been set
    /// The value that all selected photos share; empty: mixed.
    std::optional<SettingValue> value(const QString& key) const;
    std::optional<QString> modelOfSelection() const;               ///< empty: mixed; "" is the default
    bool isSet(const QString& key) const;                          ///< explicitly, on any selected photo
    void setValue(const QString& key, const SettingValue& value);  ///< throws Error(invalid_argument)
    void setValues(const SettingsLayer& values, const QString& undoText);
    void resetValue(const QString& key);
    void resetAll();
    void setModel(const QString& name);
    void copySettings();
    bool canPasteSettings() const;
    void pasteSettings();
    void syncToSelection();  ///< the current photo's settings to all selected ones

    // ---- presets: built-in and the artist's own (kept for all projects)
    struct Preset {
        QString name;
        SettingsLayer values;
        bool builtIn = false;
    };
    QList<Preset> presets() const;
    void applyPreset(const QString& name);
    void savePreset(const QString& name);
    void removePreset(const QString& name);

    // ---- generating
    /// Why Generate cannot be pressed, as a sentence; empty: it can.
    QString whyNotGenerate() const;
    std::optional<RunHistory::Prediction> prediction() const;  ///< for the current photo
    void generate(int seeds = 1);                              ///< for every selected photo
    /// Remedies for a failed job: what the failure card offers, in order.
    enum class Remedy { retry, lowMemory, newSeed, modelSize, defaultModel, resetSettings, locatePhoto };
    QList<Remedy> remedies(const Job& job) const;
    /// All but locatePhoto, which needs a file dialog and then relocatePhoto and retry.
    void applyRemedy(JobId job, Remedy remedy);

    // ---- takes
    TakeId currentTake() const;  ///< noId: the photo itself is shown
    void showTake(TakeId take);
    void setRating(TakeId take, Rating rating);  ///< undoable
    void restoreSettings(TakeId take);           ///< to the take's photo, with its seed; undoable
    /// Keys in which the photo's settings now differ from the take's; the seed counts only when it is locked.
    QStringList changedSince(TakeId take) const;

  Q_SIGNALS:
    void projectChanged();
    void engineChanged();
    void engineFailed(const stillwave::ui::JobFailure& failure);
    void modelAdded(const QString& name);
    void addModelFailed(const QString& path, const stillwave::ui::JobFailure& failure);
    void selectionChanged();  ///< the selected or the current photo
    void settingsChanged();   ///< of the selected photos
    void presetsChanged();
    void currentTakeChanged();
    /// After addFiles: how many came in, and the files that did not with the reason.
    void filesAdded(int count);
    void filesRefused(const QStringList& reasons);
    void recipeRestored(const QString& file, PhotoId photo);
    void recipeRefused(const QString& file, const QString& reason);
    /// Its photo is not where the recipe says; restoreRecipe may be called with the place where it is.
    void recipePhotoMissing(const QString& file, const stillwave::RecipeSummary& recipe);

  private:
    void takeFiles(const PictureFiles& files);
    void addPictures(const QStringList& pictures, const QStringList& others);
    void takeRecipe(const QString& file, const RecipeSummary& recipe);
    void takeNoRecipe(const QString& file, const JobFailure& failure);
    void settleRefusals();
    void announceRefusals();
    void takeSize(const QString& path, QSize size);
    void takeFailure(const QString& path, const JobFailure& failure);
    void followPhotos();
    void followTake(TakeId take);
    void edit(const QList<PhotoId>& photos, const std::function<void(PhotoSettings&)>& change, const QString& text,
              const QString& key = {});
    struct Private;
    std::unique_ptr<Private> m_private;
};

}  // namespace stillwave::ui

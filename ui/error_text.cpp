#include "ui/error_text.h"

#include <QCoreApplication>

namespace stillwave::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("stillwave::ui::ErrorText", text);
}

}  // namespace

QString errorHeadline(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_argument:
            return tr("A setting is out of its range");
        case ErrorCode::photo_unreadable:
            return tr("The photo cannot be read");
        case ErrorCode::photo_changed:
            return tr("The photo is not the one it was");
        case ErrorCode::model_not_found:
            return tr("The model is not there");
        case ErrorCode::model_invalid:
            return tr("The model's files are damaged or of another kind");
        case ErrorCode::size_unsupported:
            return tr("The model cannot make this size");
        case ErrorCode::device_unavailable:
            return tr("The device is not there");
        case ErrorCode::out_of_memory:
            return tr("The memory ran out");
        case ErrorCode::output_unwritable:
            return tr("The take cannot be written");
        case ErrorCode::clip_unreadable:
            return tr("The take cannot be read");
        case ErrorCode::clip_rejected:
            return tr("The model gave a broken clip");
        case ErrorCode::worker_lost:
            return tr("The worker ended unexpectedly");
        case ErrorCode::internal:
            return tr("Something unexpected went wrong");
    }
    return tr("Something unexpected went wrong");
}

QString remedyText(Session::Remedy remedy) {
    switch (remedy) {
        case Session::Remedy::retry:
            return tr("Try again");
        case Session::Remedy::lowMemory:
            return tr("Retry with low memory");
        case Session::Remedy::newSeed:
            return tr("Retry with a new seed");
        case Session::Remedy::onProcessor:
            return tr("Retry on the processor");
        case Session::Remedy::modelSize:
            return tr("Retry at the model's size");
        case Session::Remedy::defaultModel:
            return tr("Retry with the default model");
        case Session::Remedy::resetSettings:
            return tr("Retry with the model's settings");
        case Session::Remedy::locatePhoto:
            return tr("Find the photo…");
    }
    return tr("Try again");
}

}  // namespace stillwave::ui

#include "ui/error_text.h"

#include <QCoreApplication>

namespace stillwave::ui {
namespace {

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(stillwave::ui::ErrorText)
};

}  // namespace

QString errorHeadline(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_argument:
            return ErrorText::tr("A setting is out of its range");
        case ErrorCode::photo_unreadable:
            return ErrorText::tr("The photo cannot be read");
        case ErrorCode::photo_changed:
            return ErrorText::tr("The photo is not the one it was");
        case ErrorCode::model_not_found:
            return ErrorText::tr("The model is not there");
        case ErrorCode::model_invalid:
            return ErrorText::tr("The model's files are damaged or of another kind");
        case ErrorCode::size_unsupported:
            return ErrorText::tr("The model cannot make this size");
        case ErrorCode::device_unavailable:
            return ErrorText::tr("The device is not there");
        case ErrorCode::out_of_memory:
            return ErrorText::tr("The memory ran out");
        case ErrorCode::output_unwritable:
            return ErrorText::tr("The take cannot be written");
        case ErrorCode::clip_unreadable:
            return ErrorText::tr("The take cannot be read");
        case ErrorCode::clip_rejected:
            return ErrorText::tr("The model gave a broken clip");
        case ErrorCode::worker_lost:
            return ErrorText::tr("The worker ended unexpectedly");
        case ErrorCode::internal:
            return ErrorText::tr("Something unexpected went wrong");
    }
    return ErrorText::tr("Something unexpected went wrong");
}

QString remedyText(Session::Remedy remedy) {
    switch (remedy) {
        case Session::Remedy::retry:
            return ErrorText::tr("Try again");
        case Session::Remedy::lowMemory:
            return ErrorText::tr("Retry with low memory");
        case Session::Remedy::newSeed:
            return ErrorText::tr("Retry with a new seed");
        case Session::Remedy::modelSize:
            return ErrorText::tr("Retry at the model's size");
        case Session::Remedy::defaultModel:
            return ErrorText::tr("Retry with the default model");
        case Session::Remedy::resetSettings:
            return ErrorText::tr("Retry with the model's settings");
        case Session::Remedy::locatePhoto:
            return ErrorText::tr("Find the photo…");
    }
    return ErrorText::tr("Try again");
}

}  // namespace stillwave::ui

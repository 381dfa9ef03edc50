#pragma once

#include "ui/queue/queue_row.h"
#include "ui/session/session.h"

namespace stillwave::ui {

/// How the queue shows a job of the session's project.
QueueItem jobItem(const Session& session, const Job& job);

QueueItem fileItem(const FinishedExport& file);

}  // namespace stillwave::ui

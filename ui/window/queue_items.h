#pragma once

#include "ui/queue/queue_row.h"
#include "ui/session/session.h"

namespace stillwave::ui {

/// The queue's row for a job of the session's project, and the row for a written file.
QueueItem jobItem(const Session& session, const Job& job);

QueueItem fileItem(const FinishedExport& file);

}  // namespace stillwave::ui

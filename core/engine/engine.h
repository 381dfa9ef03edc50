#pragma once

#include <memory>

#include "engine/animator.h"
#include "engine/exporter.h"
#include "engine/models.h"
#include "engine/photo_reader.h"

namespace stillwave {

/// An engine that offers all four kinds of work.
class Engine : public Animator, public Exporter, public PhotoReader, public Models {};

/// The engine that works in this process. It keeps the last model and the last upscaler warm.
std::unique_ptr<Engine> make_local_engine();

}  // namespace stillwave

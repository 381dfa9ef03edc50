#include "recipe_command.h"

#include <iostream>

#include "engine/recipe_file.h"
#include "exit_codes.h"

namespace stillwave::cli {

int run_recipe(const std::filesystem::path& clip) {
    std::cout << recipe_to_json(read_recipe(clip)) << '\n';
    return exit_ok;
}

}  // namespace stillwave::cli

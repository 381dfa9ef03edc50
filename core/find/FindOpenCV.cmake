# OpenCV, by its components. OpenCV's own CMake configuration comes only with Debian's libopencv-dev, which brings all of
# OpenCV's sixty modules (380 MB); the packages of single components have headers and libraries alone.
find_package(OpenCV ${OpenCV_FIND_VERSION} QUIET CONFIG COMPONENTS ${OpenCV_FIND_COMPONENTS})
if(OpenCV_FOUND)
  return()
endif()

find_path(OpenCV_INCLUDE_DIR opencv2/core/version.hpp PATH_SUFFIXES opencv4)
set(OpenCV_VERSION)
if(OpenCV_INCLUDE_DIR)
  file(STRINGS ${OpenCV_INCLUDE_DIR}/opencv2/core/version.hpp version_lines REGEX "#define CV_VERSION_(MAJOR|MINOR|REVISION) ")
  list(TRANSFORM version_lines REPLACE "[^0-9]" "")
  list(JOIN version_lines "." OpenCV_VERSION)
endif()

set(component_libraries)
foreach(component ${OpenCV_FIND_COMPONENTS})
  find_library(OpenCV_${component}_LIBRARY opencv_${component})
  list(APPEND component_libraries OpenCV_${component}_LIBRARY)
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCV REQUIRED_VARS ${component_libraries} OpenCV_INCLUDE_DIR VERSION_VAR OpenCV_VERSION)

if(OpenCV_FOUND)
  foreach(component ${OpenCV_FIND_COMPONENTS})
    if(NOT TARGET opencv_${component})
      add_library(opencv_${component} SHARED IMPORTED GLOBAL)
      set_target_properties(opencv_${component} PROPERTIES
        IMPORTED_LOCATION ${OpenCV_${component}_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${OpenCV_INCLUDE_DIR})
    endif()
  endforeach()
endif()

# libtorch, from Torch_DIR or CMAKE_PREFIX_PATH. Torch's own configuration ends in a page of errors where a CUDA build
# meets a machine without the CUDA toolkit; the two checks here say in one line what to do.
if(TARGET torch)
  set(Torch_FOUND TRUE)
  return()
endif()

set(torch_prefixes ${CMAKE_PREFIX_PATH} $ENV{CMAKE_PREFIX_PATH})
string(REPLACE ":" ";" torch_prefixes "${torch_prefixes}")
find_path(STILLWAVE_TORCH_CONFIG TorchConfig.cmake
  HINTS ${Torch_DIR} $ENV{Torch_DIR} ${torch_prefixes} PATH_SUFFIXES share/cmake/Torch NO_CACHE)
if(NOT STILLWAVE_TORCH_CONFIG)
  message(FATAL_ERROR "libtorch ${Torch_FIND_VERSION} or newer was not found: set -DTorch_DIR=LIBTORCH/share/cmake/Torch, or let installer/quickstart fetch it.")
endif()
set(Torch_DIR ${STILLWAVE_TORCH_CONFIG})

if(EXISTS ${STILLWAVE_TORCH_CONFIG}/../../../lib/libtorch_cuda.so)
  find_package(CUDAToolkit QUIET)
  if(NOT CUDAToolkit_FOUND)
    message(FATAL_ERROR "The libtorch in ${STILLWAVE_TORCH_CONFIG} is a CUDA build and no CUDA toolkit (nvcc) was found: install the toolkit, or set Torch_DIR to a CPU build.")
  endif()
  # Torch looks for the toolkit in its own way; where nvcc is a link or a wrapper the two answers would differ.
  set(CUDA_TOOLKIT_ROOT_DIR ${CUDAToolkit_BIN_DIR}/..)
  cmake_path(NORMAL_PATH CUDA_TOOLKIT_ROOT_DIR)
  if(NOT CMAKE_CUDA_COMPILER)
    set(CMAKE_CUDA_COMPILER ${CUDAToolkit_NVCC_EXECUTABLE})
  endif()
  # Torch would ask for C++20, for which CMake 3.25 knows no flag of nvcc's.
  if(NOT CMAKE_CUDA_STANDARD)
    set(CMAKE_CUDA_STANDARD 17)
  endif()
endif()

find_package(Torch ${Torch_FIND_VERSION} REQUIRED CONFIG)

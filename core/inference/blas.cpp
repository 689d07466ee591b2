// SPDX-License-Identifier: GPL-3.0-or-later
// Which BLAS computes: LibTorch says what it was built with, but the system's alternatives decide what is loaded.
#include <dlfcn.h>

#include "core/inference/module.h"

namespace inferno::inference {

std::string loadedBlas() {
    using Describe = char* (*)();
    if (auto* const openBlas = reinterpret_cast<Describe>(::dlsym(RTLD_DEFAULT, "openblas_get_config")))
        return openBlas();
    using DescribeInto = void (*)(char*, int);
    if (auto* const mkl = reinterpret_cast<DescribeInto>(::dlsym(RTLD_DEFAULT, "mkl_get_version_string"))) {
        std::string text(200, '\0');
        mkl(text.data(), static_cast<int>(text.size()));
        return text.substr(0, text.find_last_not_of(std::string_view(" \0", 2)) + 1);
    }
    void* const multiply = ::dlsym(RTLD_DEFAULT, "sgemm_");
    Dl_info library{};
    if (multiply && ::dladdr(multiply, &library) != 0 && library.dli_fname)
        return library.dli_fname;
    return "inside LibTorch";
}

} // namespace inferno::inference

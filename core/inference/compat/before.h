// SPDX-License-Identifier: GPL-3.0-or-later
// Included first of all where compat/expected is used: GCC 11 still declares the function std::unexpected of C++98,
// whose name is that of a class since C++23.
#pragma once

#define unexpected unexpected_of_cxx98
#include <exception>
#undef unexpected

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace inferno::fraud {

// Of ranked scores: `truth` has as many entries, 1 for what is to be found. Equal scores count as in random order, or
// as one step: their order in the input is never of use to a model. Without anything to be found, 0.

/// Average precision: the sum over all scores of precision × gain in recall (as scikit-learn's
/// average_precision_score), an estimate of the area under the precision-recall curve that does not flatter.
double prAuc(std::span<const float> scores, std::span<const std::uint8_t> truth);

/// The share of what is to be found among the `alerts` highest scores.
double recallAt(std::size_t alerts, std::span<const float> scores, std::span<const std::uint8_t> truth);

} // namespace inferno::fraud

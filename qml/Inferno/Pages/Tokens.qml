// SPDX-License-Identifier: GPL-3.0-or-later
// A filter bar whose tokens come from a model with the roles key, value and negated.
import Inferno.Controls
import Inferno.Models as M

TokenFilterBar {
    required property M.FieldsModel source

    tokens: source
}

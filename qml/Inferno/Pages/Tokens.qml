// SPDX-License-Identifier: GPL-3.0-or-later
// A filter bar whose tokens come from a model with the roles key, value and negated.
pragma ComponentBehavior: Bound
import QtQml
import QtQuick
import Inferno.Controls
import Inferno.Models as M

TokenFilterBar {
    id: root

    required property M.FieldsModel source

    function collect(): void {
        const made = [];
        for (let i = 0; i < maker.count; ++i)
            made.push(maker.objectAt(i));
        tokens = made;
    }

    Instantiator {
        id: maker
        model: root.source
        delegate: FilterToken {
            required key
            required value
            required negated
        }
        onObjectAdded: root.collect()
        onObjectRemoved: root.collect()
    }
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/event_changes.h"

#include <array>
#include <set>

#include <nlohmann/json.hpp>

namespace inferno::models {
namespace {

using nlohmann::json;

struct Names {
    const char* before;
    const char* after;
};
constexpr std::array<Names, 4> kPairs = {
    {{"old", "new"}, {"before", "after"}, {"old_value", "new_value"}, {"previous", "current"}}};

QString shown(const json& value) {
    if (value.is_null())
        return {};
    if (value.is_string())
        return QString::fromStdString(value.get<std::string>());
    return QString::fromStdString(value.dump());
}

const Names* pairIn(const json& object) {
    if (object.is_object())
        for (const Names& names : kPairs)
            if (object.contains(names.before) || object.contains(names.after))
                return &names;
    return nullptr;
}

json valueOf(const json& object, const char* name) {
    return object.contains(name) ? object.at(name) : json(nullptr);
}

/// Two objects, key by key; anything else as it is.
void compare(const QString& key, const json& before, const json& after, QList<EventChange>& changes) {
    const bool objects = (before.is_object() || before.is_null()) && (after.is_object() || after.is_null());
    if (!objects || (before.is_null() && after.is_null())) {
        if (before != after)
            changes.append({key, shown(before), shown(after)});
        return;
    }
    std::set<std::string> names;
    for (const json* side : {&before, &after})
        if (side->is_object())
            for (const auto& [name, value] : side->items())
                names.insert(name);
    for (const std::string& name : names) {
        const json old = before.is_object() ? valueOf(before, name.c_str()) : json(nullptr);
        const json now = after.is_object() ? valueOf(after, name.c_str()) : json(nullptr);
        const QString inner = QString::fromStdString(name);
        if (old != now)
            changes.append({key.isEmpty() ? inner : QString(key + QLatin1Char('.') + inner), shown(old), shown(now)});
    }
}

void collect(const json& node, QList<EventChange>& changes) {
    if (node.is_array()) {
        for (const json& entry : node)
            if (const Names* names = pairIn(entry)) {
                const json key = entry.contains("key") ? entry.at("key") : valueOf(entry, "field");
                compare(shown(key), valueOf(entry, names->before), valueOf(entry, names->after), changes);
            }
    } else if (node.is_object()) {
        for (const auto& [name, value] : node.items())
            if (const Names* names = pairIn(value))
                compare(QString::fromStdString(name), valueOf(value, names->before), valueOf(value, names->after),
                        changes);
    }
}

} // namespace

QList<EventChange> changesOf(const std::string& details) {
    QList<EventChange> changes;
    const json document = json::parse(details, nullptr, false);
    if (!document.is_object())
        return changes;
    if (const Names* names = pairIn(document)) {
        const QString key = shown(document.contains("key") ? document.at("key") : valueOf(document, "field"));
        compare(key, valueOf(document, names->before), valueOf(document, names->after), changes);
    }
    if (document.contains("changes"))
        collect(document.at("changes"), changes);
    else
        collect(document, changes);
    return changes;
}

} // namespace inferno::models

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings_list.h"

#include <algorithm>

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include "models/app_state.h"
#include "models/appearance.h"
#include "models/language.h"
#include "models/setting_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

struct Forms {
    Q_DECLARE_TR_FUNCTIONS(Forms)
};

QString typeOf(const json& item) {
    return text(item.value("type", ""));
}

bool isWindows(const QString& key) {
    return key.startsWith("window."_L1);
}

QStringList parts(const QString& text) {
    QStringList list;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty())
            list.append(part.trimmed());
    return list;
}

QString numberText(const json& value) {
    return value.is_number_integer() ? QString::number(value.get<qint64>())
                                     : QString::number(value.get<double>(), 'g', 12);
}

std::unexpected<QString> wrongNumber(const json& item, bool whole) {
    const QString least = numberText(item.value("minimum", json(0.0)));
    const QString most = numberText(item.value("maximum", json(0.0)));
    if (!item.contains("maximum"))
        return std::unexpected(whole ? Forms::tr("A whole number") : Forms::tr("A number"));
    return std::unexpected(whole ? Forms::tr("A whole number from %1 to %2").arg(least, most)
                                 : Forms::tr("A number from %1 to %2").arg(least, most));
}

std::expected<json, QString> numberOf(const json& item, const QString& text, bool whole) {
    bool fine = false;
    const double number = whole ? static_cast<double>(text.toLongLong(&fine)) : text.toDouble(&fine);
    const bool within =
        !item.contains("maximum") || (number >= item.value("minimum", 0.0) && number <= item.value("maximum", 0.0));
    if (!fine || !within)
        return wrongNumber(item, whole);
    return whole ? json(text.toLongLong()) : json(number);
}

std::expected<json, QString> daysOf(const QString& text) {
    json days = json::object();
    for (const QString& part : parts(text)) {
        bool fine = false;
        const int number = part.section(u'=', 1).trimmed().toInt(&fine);
        const QString type = part.section(u'=', 0, 0).trimmed();
        if (!fine || number < 1 || type.isEmpty())
            return std::unexpected(Forms::tr("Types and days, such as job=90, data_access=365"));
        days[type.toStdString()] = number;
    }
    return days;
}

/// As a shell takes it.
QString quoted(const QString& text) {
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:%+@,=-]+$"_s);
    if (plain.match(text).hasMatch())
        return text;
    return u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

json windowItem(const char* type, json value, json standard, json choices) {
    json item{{"type", type}, {"value", std::move(value)}, {"default", std::move(standard)}, {"used", true}};
    if (!choices.empty())
        item["choices"] = std::move(choices);
    return item;
}

const json kThemes{"system", "light", "dark", "high_contrast", "high_contrast_light"}; // as Theme.Mode
const json kDensities{"compact", "comfortable", "spacious"};
const json kScales{"90", "100", "110", "125", "150"};

} // namespace

QString formText(const json& item, const json& value) {
    if (value.is_null())
        return {};
    if (value.is_boolean())
        return value.get<bool>() ? u"true"_s : u"false"_s;
    if (value.is_number())
        return numberText(value);
    if (value.is_string())
        return text(value.get<std::string>());
    QStringList list;
    for (const auto& [key, part] : value.items())
        list.append(value.is_array() ? formText(item, part) : text(key) + u'=' + formText(item, part));
    return list.join(u", "_s);
}

std::expected<json, QString> formValue(const json& item, const QString& words) {
    const QString type = typeOf(item);
    const QString trimmed = words.trimmed();
    if (type == "bool"_L1)
        return json(trimmed == "true"_L1);
    if (type == "integer"_L1)
        return numberOf(item, trimmed, true);
    if (type == "number"_L1)
        return numberOf(item, trimmed, false);
    if (type == "days"_L1)
        return daysOf(trimmed);
    if (type == "path"_L1 && !trimmed.isEmpty() && !trimmed.startsWith(u'/'))
        return std::unexpected(Forms::tr("An absolute path: it begins with /"));
    if (type != "list"_L1)
        return json(trimmed.toStdString());
    json list = json::array();
    for (const QString& part : parts(trimmed))
        list.push_back(part.toStdString());
    return list;
}

QString settingCommand(const json& item, const QString& key, const QString& value) {
    const QString type = typeOf(item);
    QString argument = value;
    if (type == "secret"_L1)
        argument = u"env:NAME"_s;
    else if (type == "map"_L1)
        argument = u"{\"NAME\":\"VALUE\"}"_s;
    else if (type == "days"_L1)
        argument = text(item.value("value", json::object()).dump());
    else if (type == "list"_L1)
        argument = parts(value).join(u',');
    return u"inferno config set %1 %2"_s.arg(key, quoted(argument));
}

SettingsList::SettingsList(AppState& app)
    : app_(app), rows_({"key", "title", "help", "where", "kind", "value", "unit", "choices", "choiceAt", "defaultText",
                        "changed", "canReset", "origin", "note", "restart", "pending", "command", "problem"}) {
    connect(&app_.appearance(), &Appearance::changed, this, &SettingsList::takeWindow);
    takeWindow();
}

void SettingsList::takeWindow() {
    const Appearance& look = app_.appearance();
    const auto add = [this](const char* key, const QString& title, const QString& help, json said, QStringList labels) {
        window_.push_back({u"window."_s + QLatin1String(key),
                           u"appearance"_s,
                           title,
                           help,
                           {},
                           std::move(said),
                           {},
                           std::move(labels)});
    };
    window_.clear();
    add("theme", tr("Theme"), tr("Light, dark, or as the desktop is now."),
        windowItem("choice", kThemes.at(static_cast<std::size_t>(std::clamp(look.theme(), 0, 4))), "system", kThemes),
        {tr("As the desktop"), tr("Light"), tr("Dark"), tr("High contrast"), tr("High contrast, light")});
    add("density", tr("Density"), tr("How high rows of lists and tables are."),
        windowItem("choice", kDensities.at(static_cast<std::size_t>(std::clamp(look.density(), 0, 2))), "comfortable",
                   kDensities),
        {tr("Compact"), tr("Comfortable"), tr("Spacious")});
    json scale = windowItem("choice", std::to_string(look.scale()), "100", kScales);
    scale["effect"] = "restart";
    scale["pending"] = look.scale() != look.shownScale();
    QStringList percents;
    for (const json& percent : kScales)
        percents.append(tr("%1 %").arg(text(percent.get<std::string>())));
    add("scale", tr("Size"), tr("Of text and controls, when the window is opened again."), scale, percents);
    json codes{"system"};
    //: A choice of language: that of the operating system.
    QStringList names{tr("As the system")};
    for (const Language& language : languages()) {
        codes.push_back(language.code.toStdString());
        names.append(language.name);
    }
    const auto language = static_cast<std::size_t>(std::clamp(look.language(), 0, int(languages().size())));
    json spoken = windowItem("choice", codes.at(language), "system", codes);
    spoken["effect"] = "restart";
    spoken["pending"] = look.language() != look.shownLanguage();
    add("language", tr("Language"), tr("Of words, dates and numbers, when the window is opened again."), spoken, names);
    add("reduce_motion", tr("Reduce motion"), tr("Nothing moves, fades or turns."),
        windowItem("bool", look.reduceMotion(), false, json()), {});
    for (Item& item : window_)
        if (!look.file().isEmpty() && item.said["value"] != item.said["default"])
            item.said["file"] = look.file().toStdString();
    show();
    Q_EMIT changed();
}

void SettingsList::take(const json& config) {
    std::vector<Item> items;
    for (const json& said : config.value("items", json::array())) {
        Item item;
        item.key = text(said.value("key", ""));
        const SettingWords words = wordsOfSetting(item.key);
        item.category = words.category;
        item.title = words.title;
        item.help = words.help;
        item.unit = words.unit;
        item.said = said;
        if (const Item* before = find(item.key))
            item.problem = before->problem;
        items.push_back(std::move(item));
    }
    std::ranges::stable_sort(items, {}, [](const Item& item) { return placeOfSetting(item.key); });
    items_ = std::move(items);
    show();
    Q_EMIT changed();
}

const SettingsList::Item* SettingsList::find(const QString& key) const {
    for (const std::vector<Item>* list : {&window_, &items_})
        for (const Item& item : *list)
            if (item.key == key)
                return &item;
    return nullptr;
}

SettingsList::Item* SettingsList::find(const QString& key) {
    return const_cast<Item*>(std::as_const(*this).find(key));
}

/// What is not built yet is shown only where somebody sets it.
bool SettingsList::isShown(const Item& item) const {
    return item.said.value("used", true) || item.said.contains("file");
}

bool SettingsList::fits(const Item& item) const {
    if (!isShown(item))
        return false;
    const QString all = item.title + u' ' + item.help + u' ' + item.key + u' ' + titleOfCategory(item.category);
    return std::ranges::all_of(words_.split(u' ', Qt::SkipEmptyParts),
                               [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

FieldsModel::Row SettingsList::row(const Item& item) const {
    const json& said = item.said;
    const QString type = typeOf(said);
    const bool secret = type == "secret"_L1 || (type == "map"_L1 && !said.contains("value")); // of these, who has one
    const json none;
    const json& value = said.contains("value") ? said["value"] : none;
    const json& standard = said.contains("default") ? said["default"] : none;
    const QString shown = formText(said, value);
    const QString fixed = text(said.value("fixed", ""));
    const QString file = text(said.value("file", ""));
    const bool own = QFileInfo(file).fileName() == "settings.toml"_L1 || isWindows(item.key);

    QStringList choices = item.labels;
    int choiceAt = -1;
    if (said.contains("choices")) {
        for (std::size_t at = 0; at < said["choices"].size(); ++at) {
            if (said["choices"][at] == value)
                choiceAt = static_cast<int>(at);
            if (item.labels.isEmpty())
                choices.append(formText(said, said["choices"][at]));
        }
    }
    const QString standardText = choiceAt >= 0 && !item.labels.isEmpty()
                                     ? item.labels.value(static_cast<int>(std::ranges::find(said["choices"], standard) -
                                                                          said["choices"].begin()))
                                     : formText(said, standard);
    const QString origin = file.isEmpty()          ? tr("built in")
                           : said.contains("line") ? tr("%1, line %2").arg(file).arg(said.value("line", 0))
                                                   : file;
    QString note;
    if (fixed == "layer"_L1)
        note = tr("%1 has the last word: change it there").arg(origin);
    else if (fixed == "folder"_L1)
        note = tr("A folder in use is moved while the service is stopped");
    else if (type == "map"_L1)
        note = tr("Change it in inferno.toml or on the command line");
    else if (!said.value("used", true))
        note = tr("Kept, without effect: what it sets is not built yet");

    QString kind = type == "bool"_L1 || type == "choice"_L1 || type == "secret"_L1 ? type
                   : type == "integer"_L1 || type == "number"_L1                   ? u"number"_s
                                                                                   : u"text"_s;
    if (!fixed.isEmpty() || type == "map"_L1)
        kind = u"fixed"_s;
    const bool set = secret && said.value("set", false);
    QString form = secret ? (set ? tr("set") : tr("not set")) : shown;
    if (kind == "fixed"_L1 && type == "bool"_L1)
        form = shown == "true"_L1 ? tr("on") : tr("off");
    return {item.key,
            item.title,
            item.help,
            words_.isEmpty() ? QString() : titleOfCategory(item.category),
            kind,
            form,
            item.unit,
            choices,
            choiceAt,
            type == "bool"_L1        ? (shown == standardText       ? QString()
                                        : standardText == "true"_L1 ? tr("on")
                                                                    : tr("off"))
            : standardText.isEmpty() ? tr("empty")
                                     : standardText,
            secret ? set : value != standard,
            own && fixed.isEmpty() && said.contains("file"),
            origin,
            note,
            said.value("effect", "now") == "restart",
            said.value("pending", false),
            isWindows(item.key) ? QString() : settingCommand(said, item.key, shown),
            item.problem};
}

void SettingsList::show() {
    QList<FieldsModel::Row> rows;
    for (const std::vector<Item>* list : {&items_, &window_})
        for (const Item& item : *list)
            if (words_.isEmpty() ? item.category == category_ && isShown(item) : fits(item))
                rows.append(row(item));
    rows_.setRows(rows);
}

void SettingsList::setCategory(const QString& category) {
    if (category == category_)
        return;
    category_ = category;
    show();
    Q_EMIT filterChanged();
}

void SettingsList::setWords(const QString& words) {
    if (words == words_)
        return;
    words_ = words;
    show();
    Q_EMIT filterChanged();
}

int SettingsList::pending() const {
    return static_cast<int>(
        std::ranges::count_if(items_, [](const Item& i) { return i.said.value("pending", false); }));
}

int SettingsList::total() const {
    return static_cast<int>(std::ranges::count_if(items_, [this](const Item& i) { return isShown(i); }) +
                            static_cast<std::ptrdiff_t>(window_.size()));
}

int SettingsList::changedIn(const QString& category) const {
    int count = 0;
    for (const std::vector<Item>* list : {&items_, &window_})
        for (const Item& item : *list) {
            const bool differs = item.said.contains("value") ? item.said["value"] != item.said["default"]
                                                             : item.said.value("set", false);
            count += item.category == category && isShown(item) && differs ? 1 : 0;
        }
    return count;
}

int SettingsList::foundIn(const QString& category) const {
    int count = 0;
    for (const std::vector<Item>* list : {&items_, &window_})
        for (const Item& item : *list)
            count += item.category == category && fits(item) ? 1 : 0;
    return count;
}

void SettingsList::set(const QString& key, const QString& value) {
    Item* item = find(key);
    if (!item)
        return;
    const auto read = formValue(item->said, value);
    item->problem = read ? QString() : read.error();
    show();
    if (!read || (item->said.contains("value") && *read == item->said["value"]))
        return;
    if (isWindows(key))
        writeWindow(*item, value);
    else
        write(key, *read);
}

void SettingsList::choose(const QString& key, int choice) {
    const Item* item = find(key);
    const json choices = item ? item->said.value("choices", json::array()) : json::array();
    if (choice >= 0 && choice < static_cast<int>(choices.size()))
        set(key, formText(item->said, choices[static_cast<std::size_t>(choice)]));
}

void SettingsList::reset(const QString& key) {
    Item* item = find(key);
    if (!item)
        return;
    item->problem.clear();
    if (isWindows(key))
        writeWindow(*item, formText(item->said, item->said["default"]));
    else
        write(key, nullptr);
}

QList<SettingsList::Changeable> SettingsList::changeable() const {
    QList<Changeable> all;
    for (const std::vector<Item>* list : {&window_, &items_})
        for (const Item& item : *list) {
            const QString type = typeOf(item.said);
            if (!isShown(item) || type == "secret"_L1 || type == "map"_L1 || !item.said.value("fixed", "").empty() ||
                !item.said.contains("value"))
                continue;
            Changeable one{item.key,
                           item.title,
                           titleOfCategory(item.category),
                           formText(item.said, item.said["value"]),
                           item.unit,
                           {},
                           {},
                           item.said.value("effect", "") == "restart"};
            if (type == "bool"_L1) {
                one.values = {u"true"_s, u"false"_s};
                one.labels = {tr("on"), tr("off")};
            }
            for (const json& choice : item.said.value("choices", json::array()))
                one.values.append(formText(item.said, choice));
            if (one.labels.isEmpty())
                one.labels = item.labels.isEmpty() ? one.values : item.labels;
            all.append(one);
        }
    return all;
}

QString SettingsList::problemOf(const QString& key, const QString& words) const {
    const Item* item = find(key);
    if (!item)
        return tr("No setting is called that");
    const auto read = formValue(item->said, words);
    return read ? QString() : read.error();
}

QString SettingsList::argumentOf(const QString& key, const QString& words) const {
    const Item* item = find(key);
    const auto read = item ? formValue(item->said, words) : std::unexpected(QString());
    if (!read)
        return words;
    if (read->is_object())
        return text(read->dump());
    return read->is_array() ? parts(words).join(u',') : formText(item->said, *read);
}

void SettingsList::writeWindow(const Item& item, const QString& value) {
    const QString what = item.key.section(u'.', 1);
    int number = value.toInt();
    if (what == "reduce_motion"_L1)
        number = value == "true"_L1 ? 1 : 0;
    else if (what != "scale"_L1)
        number = static_cast<int>(std::ranges::find(item.said["choices"], json(value.toStdString())) -
                                  item.said["choices"].begin());
    app_.appearance().choose(what, number);
}

void SettingsList::write(const QString& key, const json& value, Why why) {
    const Item* item = find(key);
    const QString title = item->title;
    // A value that settings.toml does not have is taken back by taking it away. A secret cannot be brought back.
    const bool own = QFileInfo(text(item->said.value("file", ""))).fileName() == "settings.toml"_L1;
    const bool secret = !item->said.contains("value");
    const json before = own && !secret ? item->said["value"] : json();
    const bool undoable = why == Why::Change && !(own && secret);
    app_.backend()
        .changeConfig({{key.toStdString(), value}})
        .then(this, [this, key, title, value, before, undoable, why](const Result<client::ConfigAnswer>& answer) {
            Item* changed = find(key);
            if (!answer) {
                if (changed)
                    changed->problem = detailOfError(answer.error());
                show();
                app_.sayError(tr("%1 was not changed").arg(title), answer.error());
                return;
            }
            const bool later =
                std::ranges::any_of(answer->changed, [](const auto& one) { return one.effect != "now"; });
            const QString said =
                later ? tr("%1: from the next start of the service").arg(title) : tr("%1 is changed").arg(title);
            if (undoable)
                app_.offerUndo(
                    said, [this, key, before] { write(key, before, Why::Undo); },
                    [this, key, value] { write(key, value, Why::Redo); });
            else
                app_.say(why == Why::Undo ? tr("%1 is as it was").arg(title) : said);
            Q_EMIT written();
        });
}

} // namespace inferno::models

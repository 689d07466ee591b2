// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_answer.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using nlohmann::ordered_json;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ModelAnswer)
};

constexpr std::array kLevels = {"minimal", "low", "medium", "high", "critical"};
constexpr qsizetype kClassesMax = 10;
constexpr qsizetype kTextMax = 200'000; // of an answer that is shown

ordered_json parsed(const std::string& body) {
    return ordered_json::parse(body, nullptr, false);
}

/// {"fraud_probability", "risk_level", "thresholds"}; the name of the probability may be another.
bool readRisk(const ordered_json& answer, ModelAnswer& out) {
    const auto level = answer.find("risk_level");
    const auto bounds = answer.find("thresholds");
    if (level == answer.end() || !level->is_string() || bounds == answer.end() || !bounds->is_object())
        return false;
    const ordered_json* probability = nullptr;
    for (const auto& [name, value] : answer.items()) {
        if (name.ends_with("probability") && value.is_number())
            probability = &value;
    }
    if (!probability)
        return false;
    for (std::size_t rank = 1; rank < kLevels.size(); ++rank) {
        const auto bound = bounds->find(kLevels.at(rank));
        if (bound == bounds->end() || !bound->is_number())
            return false;
        out.bounds.append(bound->get<double>());
    }
    out.probability = probability->get<double>();
    out.level = text(level->get<std::string>());
    if (const auto user = answer.find("user_id"); user != answer.end())
        out.subject = Words::tr("User %1").arg(text(user->is_string() ? user->get<std::string>() : user->dump()));
    return true;
}

/// An object of scores from 0 to 1, at least two.
bool readClasses(const ordered_json& answer, ModelAnswer& out) {
    if (answer.size() < 2)
        return false;
    for (const auto& [name, score] : answer.items()) {
        if (!score.is_number() || score.get<double>() < 0 || score.get<double>() > 1)
            return false;
        out.classes.append({text(name), score.get<double>()});
    }
    std::ranges::stable_sort(out.classes, std::greater{}, &ModelAnswer::Class::score);
    out.classes.resize(std::min(out.classes.size(), kClassesMax));
    return true;
}

void addLeaves(const ordered_json& value, const QString& path, QList<AnswerLeaf>& leaves, int most) {
    if (leaves.size() >= most)
        return;
    if (value.is_object() && !value.empty()) {
        for (const auto& [name, part] : value.items())
            addLeaves(part, path.isEmpty() ? text(name) : path + u'.' + text(name), leaves, most);
    } else if (value.is_array() && !value.empty()) {
        int at = 0;
        for (const auto& part : value)
            addLeaves(part, path + u"[%1]"_s.arg(at++), leaves, most);
    } else {
        leaves.append({path, text(value.is_string() ? value.get<std::string>() : value.dump())});
    }
}

} // namespace

ModelAnswer readAnswer(const std::string& body) {
    ModelAnswer out;
    const ordered_json answer = parsed(body);
    if (answer.is_discarded()) {
        out.kind = ModelAnswer::Kind::Text;
        out.text = text(body).left(kTextMax);
        return out;
    }
    out.text = text(answer.dump(2)).left(kTextMax);
    out.kind = !answer.is_object()        ? ModelAnswer::Kind::Json
               : readRisk(answer, out)    ? ModelAnswer::Kind::Risk
               : readClasses(answer, out) ? ModelAnswer::Kind::Classes
                                          : ModelAnswer::Kind::Json;
    return out;
}

QString riskWord(const QString& level) {
    switch (riskRank(level)) {
    case 0: return Words::tr("Minimal risk");
    case 1: return Words::tr("Low risk");
    case 2: return Words::tr("Medium risk");
    case 3: return Words::tr("High risk");
    case 4: return Words::tr("Critical risk");
    default: return level;
    }
}

int riskRank(const QString& level) {
    const auto found = std::ranges::find_if(kLevels, [&](const char* name) { return level == QLatin1String(name); });
    return found == kLevels.end() ? -1 : static_cast<int>(found - kLevels.begin());
}

QList<AnswerLeaf> leavesOf(const std::string& body, int most) {
    const ordered_json answer = parsed(body);
    if (answer.is_discarded())
        return {{QString(), text(body)}};
    QList<AnswerLeaf> leaves;
    addLeaves(answer, {}, leaves, most);
    return leaves;
}

} // namespace inferno::models

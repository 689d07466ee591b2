// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/query_syntax.h"

#include <algorithm>

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

bool isNameLetter(QChar c) {
    return c.isLetterOrNumber() || c == u'_' || c == u'.';
}

bool isValueLetter(QChar c) {
    return !c.isSpace() && c != u'(' && c != u')' && c != u'"';
}

bool isOperatorWord(const QString& word) {
    const QString lower = word.toLower();
    return lower == "and"_L1 || lower == "or"_L1 || lower == "not"_L1;
}

/// "6", "400..500", "-3.5".
bool isNumber(QStringView word) {
    return std::ranges::any_of(word, [](QChar c) { return c.isDigit(); }) &&
           std::ranges::all_of(word, [](QChar c) { return c.isDigit() || c == u'.' || c == u'-' || c == u'*'; });
}

class Lexer {
public:
    explicit Lexer(const QString& text) : text_(text) {}

    QList<QueryToken> run() {
        while (at_ < text_.size())
            step();
        return tokens_;
    }

private:
    using Kind = QueryToken::Kind;

    void add(Kind kind, qsizetype start) {
        tokens_.append({kind, static_cast<int>(start), static_cast<int>(at_ - start)});
    }

    void step() {
        const qsizetype start = at_;
        const QChar c = text_.at(at_);
        if (c.isSpace()) {
            ++at_;
        } else if (c == u'"') {
            quoted();
            add(Kind::Value, start);
        } else if (c == u'(' || c == u')') {
            ++at_;
            add(Kind::Operator, start);
        } else {
            word(start);
        }
        if (!c.isSpace() && at_ > start)
            valueNext_ = !tokens_.isEmpty() && tokens_.last().kind == Kind::Field;
    }

    void quoted() {
        for (++at_; at_ < text_.size() && text_.at(at_) != u'"'; ++at_)
            if (text_.at(at_) == u'\\')
                ++at_;
        at_ = std::min(at_ + 1, text_.size());
    }

    void word(qsizetype start) {
        if (!valueNext_) {
            while (at_ < text_.size() && isNameLetter(text_.at(at_)))
                ++at_;
            if (at_ > start && at_ < text_.size() && u":=<>"_s.contains(text_.at(at_))) {
                at_ += text_.at(at_) == u':' ? 1 : 0;
                add(Kind::Field, start);
                return;
            }
            at_ = start;
            if (text_.at(start) == u'-') {
                ++at_; // NOT
                add(Kind::Operator, start);
                return;
            }
        }
        qsizetype value = start;
        while (valueNext_ && value < text_.size() && u"<>="_s.contains(text_.at(value)))
            ++value;
        at_ = value;
        if (value > start) {
            add(Kind::Operator, start);
            if (at_ == text_.size() || !isValueLetter(text_.at(at_)))
                return;
        }
        while (at_ < text_.size() && isValueLetter(text_.at(at_)))
            ++at_;
        const QString body = text_.mid(value, at_ - value);
        const bool operatorWord = !valueNext_ && isOperatorWord(body);
        add(operatorWord     ? Kind::Operator
            : isNumber(body) ? Kind::Number
            : valueNext_     ? Kind::Value
                             : Kind::Other,
            value);
    }

    const QString& text_;
    qsizetype at_ = 0;
    bool valueNext_ = false;
    QList<QueryToken> tokens_;
};

} // namespace

QList<QueryToken> queryTokens(const QString& text) {
    return Lexer(text).run();
}

QueryPlace queryPlace(const QString& text, int cursor) {
    const QString before = text.left(cursor);
    const auto tokens = queryTokens(before);
    QueryPlace place;
    place.start = static_cast<int>(before.size());
    if (tokens.isEmpty())
        return place;
    const QueryToken& last = tokens.last();
    const bool touches = last.start + last.length == before.size();
    // The field that a value behind this many tokens would be of; "" for none.
    const auto fieldBehind = [&](qsizetype count) {
        qsizetype at = tokens.size() - 1 - count;
        const auto isComparison = [&](const QueryToken& token) {
            return token.kind == QueryToken::Kind::Operator && u"<>="_s.contains(before.at(token.start));
        };
        if (at > 0 && isComparison(tokens.at(at)))
            --at;
        if (at < 0 || tokens.at(at).kind != QueryToken::Kind::Field)
            return QString();
        const QString name = before.mid(tokens.at(at).start, tokens.at(at).length);
        return name.endsWith(u':') ? name.chopped(1) : name;
    };
    place.field = fieldBehind(0);
    if (place.field.isEmpty() && touches)
        place.field = fieldBehind(1);
    place.isValue = !place.field.isEmpty();
    if (!touches || !fieldBehind(0).isEmpty())
        return place;
    place.start = last.start;
    place.prefix = before.mid(last.start, last.length);
    if (place.isValue) {
        if (place.prefix.startsWith(u'"'))
            place.prefix = place.prefix.mid(1);
    } else if (last.kind == QueryToken::Kind::Operator && place.prefix.size() == 1) {
        place.start = static_cast<int>(before.size()); // after a bracket
        place.prefix.clear();
    }
    return place;
}

} // namespace inferno::models

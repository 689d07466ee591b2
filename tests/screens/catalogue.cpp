// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/screens/catalogue.h"

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

namespace inferno::tests {

using namespace Qt::StringLiterals;

namespace {

/// Its %1, %L1 and %n, in their order of numbers.
QStringList places(const QString& text) {
    static const QRegularExpression pattern(u"%(L?[1-9]|L?n)"_s);
    QStringList found;
    for (auto match = pattern.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    return found;
}

QString ending(const QString& text) {
    for (const QString& end : {u"…"_s, u"?"_s, u":"_s, u"."_s})
        if (text.endsWith(end))
            return end;
    return {};
}

Message readMessage(QXmlStreamReader& xml) {
    Message message;
    message.plural = xml.attributes().value("numerus"_L1) == "yes"_L1;
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            message.source = xml.readElementText();
        } else if (xml.name() == "comment"_L1) {
            message.comment = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            message.finished = !xml.attributes().hasAttribute("type"_L1);
            if (!message.plural)
                message.translations.append(xml.readElementText());
            else
                while (xml.readNextStartElement())
                    message.translations.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return message;
}

QString problemOf(const Message& message, const QString& words) {
    if (words.isEmpty())
        return u"it is not translated"_s;
    QStringList wanted = places(message.source);
    QStringList found = places(words);
    if (message.plural) { // "one job" needs no number
        wanted.removeAll(u"%n"_s);
        found.removeAll(u"%n"_s);
    }
    if (wanted != found)
        return u"%1 and the like differ in “%2”"_s.arg(u"%1"_s, words);
    if (words.count(u'&') != message.source.count(u'&'))
        return u"an & is lost or too many in “%1”"_s.arg(words);
    if (words.trimmed() != words && message.source.trimmed() == message.source)
        return u"a space at an end of “%1”"_s.arg(words);
    if (ending(words) != ending(message.source) && message.context != "Dates"_L1 && message.context != "Schedule"_L1)
        return u"it ends otherwise: “%1”"_s.arg(words);
    if (message.language == "de"_L1 && words.contains(QRegularExpression(u"\"|“[^“]*”"_s)))
        return u"German quotes are „these“: %1"_s.arg(words);
    return {};
}

} // namespace

QString Message::problem() const {
    if (!finished)
        return u"it is not finished"_s;
    if (translations.size() != (plural ? 2 : 1))
        return u"it needs a form for one and a form for many"_s;
    for (const QString& words : translations)
        if (const QString problem = problemOf(*this, words); !problem.isEmpty())
            return problem;
    if (plural && !translations.last().contains("%n"_L1))
        return u"the form for many does not say how many"_s;
    return {};
}

Catalogue::Catalogue(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    QXmlStreamReader xml(&file);
    QString context;
    QString language;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "TS"_L1) {
            language = xml.attributes().value("language"_L1).toString();
        } else if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "message"_L1) {
            Message message = readMessage(xml);
            message.context = context;
            message.language = language;
            messages_.append(message);
        }
    }
}

QSet<QString> Catalogue::names() const {
    QSet<QString> all;
    for (const Message& message : messages_)
        all.insert(message.name());
    return all;
}

} // namespace inferno::tests

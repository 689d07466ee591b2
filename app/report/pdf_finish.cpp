// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/pdf_finish.h"

#include <QCryptographicHash>

namespace inferno::report_pdf {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> strange(const char* what) {
    return fail(ErrorCode::ReportFailed, std::string("the PDF that Qt wrote has no ") + what,
                "this version of Qt is not supported for reports");
}

/// Replaces the text between each `before` and the next `end`. Only a text of the same length leaves every offset in
/// the file as it is; `atLeast` such places must be there.
Result<void> replaceEach(QByteArray& pdf, const QByteArray& before, char end, const QByteArray& text, int atLeast) {
    int found = 0;
    for (qsizetype at = pdf.indexOf(before); at >= 0; at = pdf.indexOf(before, at + 1), ++found) {
        const qsizetype begin = at + before.size();
        if (pdf.indexOf(end, begin) - begin != text.size())
            return strange("date in UTC");
        pdf.replace(begin, text.size(), text);
    }
    if (found < atLeast)
        return strange("date");
    return {};
}

/// Dates of the information dictionary ("D:20260301000000Z") and, from Qt 6.8 on, of the XMP metadata.
Result<void> setDates(QByteArray& pdf, WallTime date) {
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(date).time_since_epoch().count();
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(milliseconds, QTimeZone::utc());
    const QByteArray plain = "D:" + utc.toString(u"yyyyMMddHHmmss"_s).toLatin1() + "Z";
    INFERNO_CHECK(replaceEach(pdf, "/CreationDate (", ')', plain, 1));
    INFERNO_CHECK(replaceEach(pdf, "/ModDate (", ')', plain, 0));
    const QByteArray xmp = utc.toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1() + "+00:00";
    for (const char* name : {"xmp:CreateDate=\"", "xmp:ModifyDate=\"", "xmp:MetadataDate=\""})
        INFERNO_CHECK(replaceEach(pdf, name, '"', xmp, 0));
    return {};
}

/// Replaces the random id that Qt 6.8 gives a document, in the metadata and (as hex) in the trailer, by one made of the
/// content's hash. Older versions write none.
void setDocumentId(QByteArray& pdf) {
    constexpr qsizetype kUuidLength = 36;
    const QByteArray mark = "xmpMM:DocumentID=\"uuid:";
    const qsizetype at = pdf.indexOf(mark);
    if (at < 0)
        return;
    const QByteArray random = pdf.mid(at + mark.size(), kUuidLength);
    const auto put = [&pdf](const QByteArray& from, const QByteArray& to) {
        pdf.replace(from, to);
        pdf.replace(from.toHex(), to.toHex());
    };
    const QByteArray nothing(kUuidLength, '0');
    put(random, nothing);
    QByteArray id = QCryptographicHash::hash(pdf, QCryptographicHash::Sha256).first(16).toHex();
    for (const int dash : {20, 16, 12, 8})
        id.insert(dash, '-');
    put(nothing, id);
}

/// Text of an outline: UTF-16 with its mark, in hex.
QByteArray pdfText(const QString& content) {
    QByteArray utf16("\xFE\xFF", 2);
    for (const QChar c : content) {
        utf16.append(static_cast<char>(c.unicode() >> 8));
        utf16.append(static_cast<char>(c.unicode() & 0xFF));
    }
    return "<" + utf16.toHex() + ">";
}

/// What must be known of the file to write behind it.
struct Trailer {
    int size = 0; ///< one more than the highest object number
    int root = 0;
    int info = 0;
    qsizetype startXref = 0;
};

Result<int> numberAfter(const QByteArray& pdf, const QByteArray& name, qsizetype from, const char* what) {
    const qsizetype at = pdf.indexOf(name, from);
    if (at < 0)
        return strange(what);
    qsizetype pos = at + name.size();
    int value = 0;
    for (; pos < pdf.size() && pdf[pos] == ' '; ++pos) {
    }
    const qsizetype first = pos;
    for (; pos < pdf.size() && pdf[pos] >= '0' && pdf[pos] <= '9' && pos - first < 9; ++pos)
        value = value * 10 + (pdf[pos] - '0');
    if (pos == first)
        return strange(what);
    return value;
}

Result<Trailer> readTrailer(const QByteArray& pdf) {
    const qsizetype at = pdf.lastIndexOf("trailer");
    if (at < 0)
        return strange("trailer");
    Trailer trailer;
    INFERNO_TRY(trailer.size, numberAfter(pdf, "/Size", at, "size"));
    INFERNO_TRY(trailer.root, numberAfter(pdf, "/Root", at, "root"));
    INFERNO_TRY(trailer.info, numberAfter(pdf, "/Info", at, "info"));
    INFERNO_TRY(trailer.startXref, numberAfter(pdf, "startxref\n", at, "startxref"));
    return trailer;
}

/// The dictionary of object `number`, between "<<" and ">>".
Result<QByteArray> dictionaryOf(const QByteArray& pdf, int number) {
    const QByteArray head = "\n" + QByteArray::number(number) + " 0 obj\n<<";
    const qsizetype at = pdf.indexOf(head);
    const qsizetype end = at < 0 ? -1 : pdf.indexOf(">>\nendobj", at);
    if (end < 0)
        return strange("catalog");
    return pdf.mid(at + head.size(), end - at - head.size());
}

/// The object numbers of the pages, in order, from the page tree's list of kids.
Result<std::vector<int>> pagesOf(const QByteArray& pdf, const QByteArray& catalog) {
    INFERNO_TRY(const int tree, numberAfter(catalog, "/Pages", 0, "page tree"));
    INFERNO_TRY(const QByteArray pages, dictionaryOf(pdf, tree));
    const qsizetype open = pages.indexOf('[', pages.indexOf("/Kids"));
    const qsizetype close = pages.indexOf(']', open);
    if (open < 0 || close < 0)
        return strange("list of pages");
    std::vector<int> numbers;
    const QList<QByteArray> words = pages.mid(open + 1, close - open - 1).simplified().split(' ');
    for (qsizetype i = 0; i + 2 < words.size(); i += 3)
        numbers.push_back(words[i].toInt());
    return numbers;
}

/// Collects objects and the table of where they are.
class Update {
public:
    explicit Update(QByteArray& pdf) : pdf_(pdf) {}
    void object(int number, const QByteArray& content) {
        places_.push_back({number, pdf_.size()});
        pdf_ += QByteArray::number(number) + " 0 obj\n" + content + "\nendobj\n";
    }
    void finish(const QByteArray& trailer) {
        const qsizetype start = pdf_.size();
        pdf_ += "xref\n";
        for (const auto& [number, offset] : places_)
            pdf_ += QByteArray::number(number) + " 1\n" + QByteArray::number(offset).rightJustified(10, '0') +
                    " 00000 n \n";
        pdf_ += "trailer\n<<" + trailer + ">>\nstartxref\n" + QByteArray::number(start) + "\n%%EOF\n";
    }

private:
    QByteArray& pdf_;
    std::vector<std::pair<int, qsizetype>> places_;
};

} // namespace

Result<QByteArray> finishPdf(QByteArray pdf, WallTime date, const std::vector<Heading>& headings) {
    INFERNO_CHECK(setDates(pdf, date));
    setDocumentId(pdf);

    INFERNO_TRY(const Trailer trailer, readTrailer(pdf));
    INFERNO_TRY(const QByteArray catalog, dictionaryOf(pdf, trailer.root));
    INFERNO_TRY(const std::vector<int> pages, pagesOf(pdf, catalog));
    const QByteArray id = "<" + QCryptographicHash::hash(pdf, QCryptographicHash::Sha256).first(16).toHex() + ">";

    Update update(pdf);
    const int outlines = trailer.size;
    const auto count = static_cast<int>(headings.size());
    for (int i = 0; i < count; ++i) {
        const Heading& heading = headings[static_cast<std::size_t>(i)];
        const auto page = static_cast<std::size_t>(heading.page - 1);
        if (page >= pages.size())
            return strange("such page");
        const QByteArray top = QByteArray::number(qRound(842 - heading.y + 12));
        QByteArray item = "<</Title " + pdfText(heading.title) + " /Parent " + QByteArray::number(outlines) + " 0 R";
        if (i > 0)
            item += " /Prev " + QByteArray::number(outlines + i) + " 0 R";
        if (i + 1 < count)
            item += " /Next " + QByteArray::number(outlines + i + 2) + " 0 R";
        item += " /Dest [" + QByteArray::number(pages[page]) + " 0 R /XYZ 0 " + top + " null]>>";
        update.object(outlines + 1 + i, item);
    }
    update.object(outlines, "<</Type /Outlines /First " + QByteArray::number(outlines + 1) + " 0 R /Last " +
                                QByteArray::number(outlines + count) + " 0 R /Count " + QByteArray::number(count) +
                                ">>");
    update.object(trailer.root, "<<" + catalog + "/Outlines " + QByteArray::number(outlines) +
                                    " 0 R\n/PageMode /UseOutlines\n/Lang (en)\n>>");
    update.finish("/Size " + QByteArray::number(outlines + 1 + count) + " /Root " + QByteArray::number(trailer.root) +
                  " 0 R /Info " + QByteArray::number(trailer.info) + " 0 R /Prev " +
                  QByteArray::number(trailer.startXref) + " /ID [" + id + id + "]");
    return pdf;
}

} // namespace inferno::report_pdf

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/sections.h"
#include "app/report/table.h"

namespace inferno::report_pdf {

using namespace Qt::StringLiterals;
using report::Attestation;
using report::Report;

namespace {

QString levelMeaning(const std::string& level) {
    if (level == "full")
        return u"full: every record was decrypted and hashed again"_s;
    if (level == "ciphertext")
        return u"ciphertext: every stored block was hashed; records were not opened"_s;
    if (level == "structure")
        return u"structure: signatures, sizes and order; blocks were not read"_s;
    return text(level);
}

/// Text as a machine wrote it, in a grey box.
void drawVerbatim(Canvas& canvas, const QString& content) {
    const QFont font = fontOf(Face::Mono, 7.2);
    const qreal width = Canvas::kColumn - pt(20);
    const qreal height = canvas.heightOf(content, font, width) + pt(16);
    canvas.ensure(height / pt(1));
    QPainter& painter = canvas.painter();
    painter.setPen(QPen(ink::kLine, pt(0.6)));
    painter.setBrush(ink::kSunken);
    painter.drawRoundedRect(QRectF(Canvas::kLeft, canvas.y(), Canvas::kColumn, height), pt(3), pt(3));
    painter.setBrush(Qt::NoBrush);
    canvas.wrapped({Canvas::kLeft + pt(10), canvas.y() + pt(8)}, width, content, font, ink::kText);
    canvas.moveTo(canvas.y() + height + pt(10));
}

void drawProblems(Canvas& canvas, const Attestation& a) {
    canvas.subheading(u"What verification found"_s);
    if (a.problems.empty()) {
        canvas.paragraph(a.verdict.empty() ? u"Verification was not run for this report."_s : u"No problem."_s);
        return;
    }
    Table table(canvas, {{u"Verdict"_s, 1.5},
                         {u"Event"_s, 1.6, Qt::AlignRight},
                         {u"File"_s, 2.4, Qt::AlignLeft, Face::Mono},
                         {u"Offset"_s, 1.6, Qt::AlignRight},
                         {u"Detail"_s, 4.2}});
    for (const report::Problem& problem : a.problems) {
        const bool gone = problem.verdict == "erased" || problem.verdict == "pruned" || problem.verdict == "torn_tail";
        table.row(
            {Cell(wordOf(problem.verdict), gone ? Look{Mark::Info, ink::kNeutral} : Look{Mark::Cross, ink::kFailed}),
             problem.seq ? countText(*problem.seq) : u"–"_s, text(problem.file),
             problem.offset ? countText(*problem.offset) : u"–"_s, text(problem.detail)});
    }
    table.end();
}

void drawSignOff(Canvas& canvas) {
    canvas.subheading(u"Sign-off"_s, 100);
    const qreal widths[] = {0.32, 0.24, 0.14, 0.3};
    const QString heads[] = {u"Role"_s, u"Name"_s, u"Date"_s, u"Signature"_s};
    const auto row = [&](const QString& role, bool head) {
        qreal x = Canvas::kLeft;
        for (std::size_t i = 0; i < 4; ++i) {
            const QRectF box(x, canvas.y(), Canvas::kColumn * widths[i], head ? pt(16) : pt(27));
            if (head)
                canvas.line(box, heads[i], Face::Medium, 8, ink::kText3);
            else if (i == 0)
                canvas.line(box, role, Face::Regular, 9.5, ink::kText);
            x += Canvas::kColumn * widths[i];
        }
        canvas.skip(head ? 17 : 27);
        canvas.rule(canvas.y(), head ? ink::kText3 : ink::kLine, head ? 0.8 : 0.6);
    };
    row({}, true);
    row(u"Prepared by"_s, false);
    row(u"Reviewed by (another person)"_s, false);
    row(u"Approved by"_s, false);
}

} // namespace

void drawIntegrity(Canvas& canvas, const Report& report) {
    const Attestation& a = report.attestation;
    const Times times(report.scope.zone);
    canvas.heading(u"Integrity attestation"_s, 440); // its facts belong together
    canvas.paragraph(u"The events of the vault are the leaves of one Merkle tree (RFC 6962). A checkpoint states the "
                     "tree's size and root, and is signed with the vault's log key: no event below that size can be "
                     "changed, removed, added or moved without another root."_s);
    canvas.fact(u"Vault"_s, text(a.origin), Face::Mono);
    canvas.fact(u"Verifier key"_s, text(a.verifierKey), Face::Mono);
    canvas.fact(u"Key id"_s, text(a.keyId), Face::Mono);
    canvas.fact(u"Checkpoint, size"_s, countText(a.checkpointSize));
    canvas.fact(u"Checkpoint, root"_s, text(a.checkpointRoot), Face::Mono);
    canvas.fact(u"Events in the vault"_s, countText(a.events) % u", of them "_s % countText(a.sealed) % u" sealed"_s);
    if (a.firstSeq && a.nextSeq && *a.nextSeq > *a.firstSeq)
        canvas.fact(u"Events of the period"_s,
                    u"numbers "_s % countText(*a.firstSeq) % u" to "_s % countText(*a.nextSeq - 1));
    canvas.fact(u"Unanchored tail"_s, countText(a.unanchored) % u" events"_s);
    if (a.verdict.empty()) {
        canvas.fact(u"Verification"_s, u"not run"_s, Face::SemiBold, ink::kWarning);
    } else {
        const bool bad = a.verdict == "altered" || a.verdict == "missing" || a.verdict == "rolled_back";
        canvas.fact(u"Verdict"_s, text(a.verdict), Face::SemiBold, bad ? ink::kFailed : ink::kSuccess);
        canvas.fact(u"Level"_s, levelMeaning(a.level));
        if (a.verifiedAt)
            canvas.fact(u"Verified"_s, times.second(*a.verifiedAt) % u", "_s % text(a.mode) % u" mode"_s);
    }
    drawProblems(canvas, a);
    canvas.subheading(u"The checkpoint"_s, 90);
    canvas.paragraph(
        u"Keep this text. Compared with any later checkpoint of the same vault, it shows whether something "
        "before it was changed."_s);
    drawVerbatim(canvas, text(a.checkpoint).trimmed());
}

void drawMethod(Canvas& canvas, const Report& report) {
    canvas.heading(u"Method and limits"_s);
    canvas.paragraph(
        u"Inferno %1 on %2 read its table of runs and its audit vault on %3. Everything printed here is in the "
        u"attached "
        "document %4.json as well, with the exact times. The same data give the same report, byte for byte."_s.arg(
            text(report.scope.infernoVersion), text(report.scope.host), utcText(report.scope.generated),
            text(report.scope.id)));
    canvas.subheading(u"Words"_s);
    canvas.paragraph(
        u"Evidence for: it was looked at, and it holds. Exception: it was looked at, and it does not hold. "
        "Not tested: nobody looked, or not at this level. Not applicable: there is nothing to look at."_s);
    canvas.subheading(u"How to check it"_s, 110);
    canvas.paragraph(u"With a copy of the vault's folder, and without any of its secret keys:"_s);
    drawVerbatim(canvas,
                 u"inferno-verify <copy of the vault> \\\n    --key %1 \\\n    --checkpoint <file with the checkpoint "
                 "above>"_s.arg(text(report.attestation.verifierKey)));
    canvas.ensure(60);
    canvas.paragraph(u"On the machine itself, every record as well:"_s);
    drawVerbatim(canvas, u"inferno audit verify --level full --checkpoint <file with the checkpoint above>"_s);
    canvas.subheading(u"What it does not say"_s);
    for (const std::string& limit : report.limits)
        canvas.paragraph(text(limit));
    drawSignOff(canvas);
}

} // namespace inferno::report_pdf

// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFileInfo>

#include "models/activity.h"
#include "models/audit_page.h"
#include "models/command_parts.h"
#include "models/settings_page.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using Choice = CommandStep::Choice;

namespace {

AuditPage& auditOf(AppState& app) {
    return *qobject_cast<AuditPage*>(app.pageObject(u"audit"_s));
}

SettingsPage& settingsOf(AppState& app) {
    return *qobject_cast<SettingsPage*>(app.pageObject(u"settings"_s));
}

/// Why the vault cannot be read now.
QString whyClosed(AppState& app) {
    if (!app.connected())
        return Commands::tr("the service does not answer");
    return app.vaultState() == AppState::VaultState::Locked ? Commands::tr("the vault is locked") : QString();
}

QString eventsWords(AppState& app) {
    return groupedNumber(static_cast<qint64>(app.auditStatus().events));
}

void addVerify(QList<Command>& list, AppState& app) {
    const auto levels = [](const QStringList&) {
        return QList<Choice>{
            {u"structure"_s, Commands::tr("Structure"), Commands::tr("the tree and the signatures"), {}},
            {u"ciphertext"_s, Commands::tr("Ciphertext"), Commands::tr("every sealed block, without keys"), {}},
            {u"full"_s, Commands::tr("Full"), Commands::tr("every record, with the keys"), {}}};
    };
    list.append(
        {u"vault.verify"_s,
         Commands::tr("Verify the vault"),
         Commands::tr("check integrity tamper audit"),
         u"shield-check"_s,
         Commands::tr("Vault"),
         u"audit.verify"_s,
         {{Commands::tr("how thoroughly?"), u"LEVEL"_s, levels}},
         {},
         [&app] { return auditOf(app).check()->running() ? Commands::tr("a verification runs") : whyClosed(app); },
         [&app](const QStringList& v) {
             app.navigate(u"audit"_s);
             auditOf(app).check()->start(v.at(0));
             app.activity()->setOpen(true);
         },
         [](const QStringList& v) { return QStringList{u"audit"_s, u"verify"_s, u"--level"_s, v.at(0)}; },
         [&app](const QStringList&) {
             return Commands::tr("Reads the vault with its %1 events and changes nothing; the verification "
                                 "itself is recorded.")
                 .arg(eventsWords(app));
         }});
}

QString whyNoFile(const QString& file) {
    if (!QDir::isAbsolutePath(file))
        return Commands::tr("an absolute path: it begins with /");
    const QFileInfo info(file);
    if (!QFileInfo(info.path()).isDir())
        return Commands::tr("there is no folder %1").arg(info.path());
    return info.isDir() ? Commands::tr("that is a folder") : QString();
}

int rowOfFormat(AuditExport& exporter, const QString& id) {
    for (int row = 0; row < exporter.formats()->count(); ++row)
        if (exporter.formats()->at(row, u"id"_s).toString() == id)
            return row;
    return 0;
}

void addExport(QList<Command>& list, AppState& app) {
    const auto formats = [&app](const QStringList&) {
        QList<Choice> all;
        FieldsModel& known = *auditOf(app).exporter()->formats();
        for (int row = 0; row < known.count(); ++row)
            all.append({known.at(row, u"id"_s).toString(),
                        known.at(row, u"name"_s).toString(),
                        known.at(row, u"meaning"_s).toString().section(u';', 0, 0),
                        {}});
        return all;
    };
    const auto proposal = [&app](const QStringList& v) {
        AuditExport& exporter = *auditOf(app).exporter();
        exporter.prepare();
        exporter.setFormat(rowOfFormat(exporter, v.at(0)));
        return exporter.file();
    };
    const auto start = [&app](const QStringList& v) {
        AuditExport& exporter = *auditOf(app).exporter();
        exporter.prepare();
        exporter.setFormat(rowOfFormat(exporter, v.at(0)));
        exporter.setFile(v.at(1));
        exporter.start();
        app.activity()->setOpen(true);
    };
    // The command line takes no words of the query language: with them there is no such line.
    const auto line = [&app](const QStringList& v) {
        const client::AuditQuery query = auditOf(app).filter()->query();
        if (!query.query.empty())
            return QStringList();
        QStringList words{u"audit"_s, u"export"_s};
        if (v.at(0) == QLatin1String(Backend::kEvidence))
            words += {u"--evidence"_s, v.at(1)};
        else
            words += {u"--format"_s, v.at(0), u"--output"_s, v.at(1)};
        if (!query.since.empty())
            words += {u"--since"_s, text(query.since)};
        if (!query.until.empty())
            words += {u"--until"_s, text(query.until)};
        return words;
    };
    list.append(
        {u"vault.export"_s,
         Commands::tr("Export the audit trail"),
         Commands::tr("save events evidence csv json"),
         u"download"_s,
         Commands::tr("Vault"),
         u"audit.export"_s,
         {{Commands::tr("as what?"), u"FORMAT"_s, formats},
          {Commands::tr("to which file?"),
           u"FILE"_s,
           {},
           [](const QStringList&, const QString& file) { return whyNoFile(file); },
           proposal}},
         {},
         [&app] { return auditOf(app).exporter()->running() ? Commands::tr("an export runs") : whyClosed(app); },
         start,
         line,
         [&app](const QStringList& v) {
             QString words =
                 Commands::tr("Writes what the audit page asks for: %1.").arg(auditOf(app).filter()->words());
             if (v.size() > 1 && QFileInfo::exists(v.at(1)))
                 words += u' ' + Commands::tr("The file that is there would be replaced.");
             return words;
         }});
}

void addKeys(QList<Command>& list, AppState& app) {
    const QString part = Commands::tr("Vault");
    const auto rotate = [&](const QString& id, const QString& title, const QString& effect, bool signing) {
        list.append({id,
                     title,
                     Commands::tr("keys rotate new"),
                     u"key"_s,
                     part,
                     {},
                     {},
                     Commands::tr("Make new keys"),
                     [&app] { return whyClosed(app); },
                     [&app, signing](const QStringList&) { settingsOf(app).rotate(signing); },
                     [signing](const QStringList&) {
                         return QStringList{u"audit"_s, u"rotate"_s, signing ? u"--signing-key"_s : u"--keys"_s};
                     },
                     [effect](const QStringList&) { return effect; }});
    };
    rotate(u"vault.rotate"_s, Commands::tr("New keys for the vault"),
           Commands::tr("What is recorded from then on is under a new key. What was recorded before stays readable. It "
                        "cannot be taken back."),
           false);
    rotate(u"vault.rotate-signing"_s, Commands::tr("A new key that signs"),
           Commands::tr("Checkpoints are signed by it from then on. Those who check proofs need its public part. It "
                        "cannot be taken back."),
           true);
    list.append({u"vault.unlock"_s,
                 Commands::tr("Unlock the vault"),
                 Commands::tr("open passphrase"),
                 u"lock-open"_s,
                 part,
                 {},
                 {},
                 {},
                 [&app] {
                     if (!app.connected())
                         return Commands::tr("the service does not answer");
                     return app.vaultState() == AppState::VaultState::Locked ? QString() : Commands::tr("it is open");
                 },
                 [&app](const QStringList&) { app.navigate(u"audit"_s); }, // asks for it there, never here
                 [](const QStringList&) { return QStringList{u"audit"_s, u"unlock"_s}; },
                 [](const QStringList&) { return Commands::tr("Goes to where the passphrase is asked for."); }});
    list.append({u"vault.passphrase"_s,
                 Commands::tr("Set or change the passphrase"),
                 Commands::tr("key file"),
                 u"fingerprint"_s,
                 part,
                 {},
                 {},
                 {},
                 [&app] { return whyClosed(app); },
                 [&app](const QStringList&) { app.navigate(u"settings"_s, u"vault"_s); },
                 [](const QStringList&) { return QStringList{u"audit"_s, u"passphrase"_s, u"set"_s}; },
                 [](const QStringList&) { return Commands::tr("Goes to where it is chosen, in the settings."); }});
}

} // namespace

void addVaultCommands(QList<Command>& list, AppState& app) {
    addVerify(list, app);
    addExport(list, app);
    addKeys(list, app);
}

} // namespace inferno::models

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QRect>
#include <QSettings>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// What a person chose for this window: theme, density, motion, rail, kept questions, and where the window stood. Kept
/// in an INI file of the user (no secrets); a file that cannot be written loses the choice with the window. GUI thread.
class WindowSettings : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(int themeMode READ themeMode WRITE setThemeMode NOTIFY changed) ///< Theme.Mode
    Q_PROPERTY(int density READ density WRITE setDensity NOTIFY changed)       ///< Theme.Density
    Q_PROPERTY(bool reduceMotion READ reduceMotion WRITE setReduceMotion NOTIFY changed)
    Q_PROPERTY(int scale READ scale WRITE setScale NOTIFY changed)              ///< percent
    Q_PROPERTY(int language READ language WRITE setLanguage NOTIFY changed)     ///< as Appearance.language
    Q_PROPERTY(QString firstRun READ firstRun WRITE setFirstRun NOTIFY changed) ///< FirstRunPage.stored
    Q_PROPERTY(QString overview READ overview WRITE setOverview NOTIFY changed) ///< OverviewPage.stored
    Q_PROPERTY(QString file READ file CONSTANT)                                 ///< "" = nothing is kept
    Q_PROPERTY(int rail READ rail WRITE setRail NOTIFY changed) ///< 0 by the window's width, 1 wide, 2 narrow
    Q_PROPERTY(QString auditQueries READ auditQueries WRITE setAuditQueries NOTIFY changed) ///< SavedQueries.stored
    Q_PROPERTY(QString keys READ keys WRITE setKeys NOTIFY changed)                         ///< KeyMap.stored
    Q_PROPERTY(QString lastCommands READ lastCommands WRITE setLastCommands NOTIFY changed) ///< PaletteModel.stored
    Q_PROPERTY(QString jobViews READ jobViews WRITE setJobViews NOTIFY changed)             ///< JobViews.stored
    Q_PROPERTY(QString jobDrafts READ jobDrafts WRITE setJobDrafts NOTIFY changed)          ///< JobEditorPage.stored
    Q_PROPERTY(QString layout READ layout WRITE setLayout NOTIFY changed)                   ///< LayoutMemory.stored
    Q_PROPERTY(bool trayExplained READ trayExplained WRITE setTrayExplained NOTIFY changed)
    Q_PROPERTY(QRect geometry READ geometry WRITE setGeometry NOTIFY changed)
    Q_PROPERTY(bool maximized READ maximized WRITE setMaximized NOTIFY changed)

public:
    /// `file` is the INI file; "" keeps nothing (for pictures and tests).
    explicit WindowSettings(const QString& file, QObject* parent = nullptr);

    [[nodiscard]] int themeMode() const { return number("theme", 0, 4, 0); }
    [[nodiscard]] int density() const { return number("density", 0, 2, 1); }
    [[nodiscard]] bool reduceMotion() const { return number("reduce_motion", 0, 1, 0) == 1; }
    [[nodiscard]] int scale() const { return number("scale", 90, 150, 100); }
    /// 0 as the system, else 1 + the place in models::languages(). Kept by its code.
    [[nodiscard]] int language() const;
    [[nodiscard]] QString languageCode() const { return values_.value(QStringLiteral("language")).toString(); }
    [[nodiscard]] QString firstRun() const { return values_.value(QStringLiteral("first_run")).toString(); }
    [[nodiscard]] QString overview() const { return values_.value(QStringLiteral("overview")).toString(); }
    [[nodiscard]] QString file() const { return file_ ? file_->fileName() : QString(); }
    [[nodiscard]] int rail() const { return number("rail", 0, 2, 0); }
    [[nodiscard]] QString auditQueries() const { return values_.value(QStringLiteral("audit_queries")).toString(); }
    [[nodiscard]] QString keys() const { return values_.value(QStringLiteral("keys")).toString(); }
    [[nodiscard]] QString lastCommands() const { return values_.value(QStringLiteral("last_commands")).toString(); }
    [[nodiscard]] QString jobViews() const { return values_.value(QStringLiteral("job_views")).toString(); }
    [[nodiscard]] QString jobDrafts() const { return values_.value(QStringLiteral("job_drafts")).toString(); }
    [[nodiscard]] QString layout() const { return values_.value(QStringLiteral("layout")).toString(); }
    [[nodiscard]] bool trayExplained() const { return number("tray_explained", 0, 1, 0) == 1; }
    [[nodiscard]] QRect geometry() const;
    [[nodiscard]] bool maximized() const { return number("maximized", 0, 1, 0) == 1; }
    void setThemeMode(int mode) { put("theme", mode); }
    void setDensity(int density) { put("density", density); }
    void setReduceMotion(bool on) { put("reduce_motion", int(on)); }
    void setScale(int percent) { put("scale", percent); }
    void setLanguage(int language);
    void setFirstRun(const QString& steps) { put("first_run", steps); }
    void setOverview(const QString& stored) { put("overview", stored); }
    void setRail(int rail) { put("rail", rail); }
    void setAuditQueries(const QString& queries) { put("audit_queries", queries); }
    void setKeys(const QString& keys) { put("keys", keys); }
    void setLastCommands(const QString& commands) { put("last_commands", commands); }
    void setJobViews(const QString& views) { put("job_views", views); }
    void setJobDrafts(const QString& drafts) { put("job_drafts", drafts); }
    void setLayout(const QString& layout) { put("layout", layout); }
    void setTrayExplained(bool on) { put("tray_explained", int(on)); }
    void setGeometry(const QRect& geometry) { put("geometry", geometry); }
    void setMaximized(bool on) { put("maximized", int(on)); }

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] int number(const char* key, int least, int most, int otherwise) const;
    void put(const char* key, const QVariant& value);

    std::unique_ptr<QSettings> file_; // null: nothing is kept
    QVariantMap values_;
};

} // namespace inferno::ui

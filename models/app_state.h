// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include <QObject>
#include <QTimeZone>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "core/base/clock.h"
#include "models/appearance.h"
#include "models/backend.h"
#include "models/desktop_state.h"
#include "models/page_registry.h"

Q_MOC_INCLUDE("models/activity.h")
Q_MOC_INCLUDE("models/key_map.h")

namespace inferno::models {

class OverviewPage;
class JobsPage;
class JobEditorPage;
class GraphPage;
class AuditPage;
class CalendarPage;
class SettingsPage;
class Activity;
class FirstRunPage;
class JobStore;
class KeyMap;
class ModelsPage;

/// What the shell shows around every page, and the owner of the page objects: the service's and the vault's state in
/// words, figures of the status bar, which page shows, and the acts that belong to no page. Made once by app/desktop
/// and handed to Main.qml as its property `app`; there is no singleton. GUI thread. Times are shown in `zone`.
class AppState : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")

    Q_PROPERTY(ServiceState serviceState READ serviceState NOTIFY serviceChanged)
    /// The top bar's chip: "Service running", "Reconnecting in 8 s", "Service unreachable", …
    Q_PROPERTY(QString serviceText READ serviceText NOTIFY serviceChanged)
    /// Why it is so, in full; for the tooltip and the banner.
    Q_PROPERTY(QString serviceDetail READ serviceDetail NOTIFY serviceChanged)
    Q_PROPERTY(bool connected READ connected NOTIFY serviceChanged)
    Q_PROPERTY(QString host READ host NOTIFY serviceChanged)       ///< "forge-01"
    Q_PROPERTY(QString address READ address NOTIFY serviceChanged) ///< "127.0.0.1:8080"
    Q_PROPERTY(QString serviceVersion READ serviceVersion NOTIFY serviceChanged)

    Q_PROPERTY(int queueDepth READ queueDepth NOTIFY figuresChanged)
    Q_PROPERTY(int workersBusy READ workersBusy NOTIFY figuresChanged)
    Q_PROPERTY(int workersMax READ workersMax NOTIFY figuresChanged)
    Q_PROPERTY(bool queuePaused READ queuePaused NOTIFY figuresChanged)
    /// Jobs whose newest run failed or timed out.
    Q_PROPERTY(int attentionCount READ attentionCount NOTIFY figuresChanged)
    Q_PROPERTY(int runningCount READ runningCount NOTIFY figuresChanged)
    Q_PROPERTY(QString lastFailedJob READ lastFailedJob NOTIFY figuresChanged)
    /// "vault_backup 11:00 (in 18 min)"; "" where nothing is planned.
    Q_PROPERTY(QString nextRunText READ nextRunText NOTIFY figuresChanged)

    Q_PROPERTY(VaultState vaultState READ vaultState NOTIFY vaultChanged)
    Q_PROPERTY(QString vaultText READ vaultText NOTIFY vaultChanged) ///< "Vault open", "Tampering found at #3,991,204"
    Q_PROPERTY(bool unlocking READ unlocking NOTIFY vaultChanged)
    Q_PROPERTY(QString unlockError READ unlockError NOTIFY vaultChanged) ///< of the last attempt
    Q_PROPERTY(qint64 sealedSeq READ sealedSeq NOTIFY vaultChanged)      ///< events under the newest signed checkpoint
    Q_PROPERTY(QString sealedText READ sealedText NOTIFY vaultChanged)   ///< "#4,210,993"; "" before the first
    Q_PROPERTY(QString sealedAgo READ sealedAgo NOTIFY clockChanged)     ///< "1 s ago"

    Q_PROPERTY(QString clockText READ clockText NOTIFY clockChanged) ///< "10:42:07"
    Q_PROPERTY(QString zoneText READ zoneText NOTIFY clockChanged)   ///< "Europe/Berlin UTC+1"
    Q_PROPERTY(QString userName READ userName CONSTANT)
    Q_PROPERTY(QString userInitials READ userInitials CONSTANT)
    Q_PROPERTY(bool fakes READ fakes CONSTANT) ///< the sample is shown; nothing is real

    Q_PROPERTY(inferno::models::Appearance* appearance READ appearancePointer CONSTANT)
    Q_PROPERTY(inferno::models::Activity* activity READ activity CONSTANT)
    Q_PROPERTY(inferno::models::DesktopState* desktop READ desktopPointer CONSTANT)
    Q_PROPERTY(inferno::models::KeyMap* keys READ keys CONSTANT)
    /// What a stop of the service would mean now.
    Q_PROPERTY(QString stopWarning READ stopWarning NOTIFY figuresChanged)
    /// The last message was about something that can be taken back.
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY undoChanged)
    /// What undo would take back, and redo do again, as it was said; "" = nothing.
    Q_PROPERTY(QString undoText READ undoText NOTIFY undoChanged)
    Q_PROPERTY(QString redoText READ redoText NOTIFY undoChanged)
    Q_PROPERTY(inferno::models::PageRegistry* pages READ pages CONSTANT)
    Q_PROPERTY(QString currentPage READ currentPage NOTIFY currentPageChanged)
    /// The path of the top bar, such as ["Jobs", "model_validation", "Edit"].
    Q_PROPERTY(QStringList path READ path NOTIFY pathChanged)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY currentPageChanged)
    Q_PROPERTY(bool canGoForward READ canGoForward NOTIFY currentPageChanged)
    /// Names of all jobs, sorted; for the palette.
    Q_PROPERTY(QStringList jobNames READ jobNames NOTIFY jobNamesChanged)

public:
    enum class ServiceState { Connecting, Running, Paused, Reconnecting, Unreachable, Starting, VersionMismatch };
    Q_ENUM(ServiceState)
    enum class VaultState { Unknown, Open, Locked, Tampered };
    Q_ENUM(VaultState)

    struct Options {
        QTimeZone zone = QTimeZone::systemTimeZone();
        QString userName;
        QString version; ///< of this window, to be compared with the service's
        bool fakes = false;
    };

    /// `backend` and `clock` must outlive it. Call start() once the window is there.
    AppState(Backend& backend, const Clock& clock, Options options, QObject* parent = nullptr);
    ~AppState() override;

    void start();

    ServiceState serviceState() const { return serviceState_; }
    QString serviceText() const;
    QString serviceDetail() const { return serviceDetail_; }
    bool connected() const { return connected_; }
    QString host() const { return host_; }
    QString address() const { return address_; }
    QString serviceVersion() const { return serviceVersion_; }
    const QString& windowVersion() const { return options_.version; }
    int queueDepth() const { return queueDepth_; }
    int workersBusy() const { return workersBusy_; }
    int workersMax() const { return workersMax_; }
    bool queuePaused() const { return queuePaused_; }
    int attentionCount() const { return attentionCount_; }
    int runningCount() const { return runningCount_; }
    QString lastFailedJob() const { return lastFailedJob_; }
    QString nextRunText() const { return nextRunText_; }
    VaultState vaultState() const { return vaultState_; }
    QString vaultText() const;
    bool unlocking() const { return unlocking_; }
    QString unlockError() const { return unlockError_; }
    qint64 sealedSeq() const { return sealedSeq_; }
    QString sealedText() const;
    QString sealedAgo() const;
    QString clockText() const;
    QString zoneText() const;
    QString userName() const { return options_.userName; }
    QString userInitials() const;
    bool fakes() const { return options_.fakes; }
    Appearance& appearance() { return appearance_; }
    Appearance* appearancePointer() { return &appearance_; }
    Activity* activity() { return activity_.get(); }
    DesktopState& desktop() { return desktop_; }
    DesktopState* desktopPointer() { return &desktop_; }
    KeyMap* keys() { return keys_.get(); }
    QString stopWarning() const;
    bool canUndo() const { return saidUndo_; }
    QString undoText() const { return undos_.isEmpty() ? QString() : undos_.last().text; }
    QString redoText() const { return redos_.isEmpty() ? QString() : redos_.last().text; }
    PageRegistry* pages() { return &pages_; }
    QString currentPage() const { return currentPage_; }
    QStringList path() const;
    bool canGoBack() const { return historyAt_ > 0; }
    bool canGoForward() const { return historyAt_ + 1 < history_.size(); }
    QStringList jobNames() const;

    /// For page objects.
    Backend& backend() { return backend_; }
    const Clock& clock() const { return clock_; }
    const QTimeZone& zone() const { return options_.zone; }
    JobStore& jobStore() { return *jobStore_; }
    const client::AuditStatus& auditStatus() const { return auditStatus_; }
    const client::ServiceInfo& serviceInfo() const { return serviceInfo_; }
    const client::QueueStats& queueStats() const { return queueStats_; }
    /// Tells the verdict of a verification, so that the chip of the vault agrees with the page.
    void setVerdict(const client::VerifyResult& result);
    /// Reads again how the vault is.
    void vaultMayHaveChanged() { readVault(); }
    /// What stands after the page's title in `path`.
    void setPathTail(const QString& pageId, const QStringList& tail);

    /// The page object for the initial property `page`; null for an unknown id.
    Q_INVOKABLE QObject* pageObject(const QString& id);
    /// Shows a page; `argument` is the page's own: a job's name for jobs, job-editor ("" = a new one) and graph, a date
    /// for calendar, a sequence number for audit, "NAME/VERSION" for models. An unknown id does nothing.
    Q_INVOKABLE void navigate(const QString& pageId, const QString& argument = {});
    Q_INVOKABLE void goBack();
    Q_INVOKABLE void goForward();

    /// Opens a locked vault by its passphrase; pages read again when it is open.
    Q_INVOKABLE void unlockVault(const QString& passphrase);
    Q_INVOKABLE void startService();
    Q_INVOKABLE void stopService();
    Q_INVOKABLE void restartService();
    Q_INVOKABLE void reconnectNow();
    Q_INVOKABLE void pauseQueue();
    Q_INVOKABLE void resumeQueue();
    Q_INVOKABLE void runJob(const QString& name);
    Q_INVOKABLE void retryJob(const QString& name);
    Q_INVOKABLE void stopJob(const QString& name);
    Q_INVOKABLE void enableJob(const QString& name, bool enabled);
    Q_INVOKABLE void deleteJob(const QString& name);
    /// Leaves out the next fire of a job's schedule; what comes after stays.
    Q_INVOKABLE void skipNextRun(const QString& name);

    /// A toast or snackbar: what was done, or why not.
    Q_INVOKABLE void say(const QString& text, bool failed = false);
    void sayError(const QString& doing, const Error& error);
    /// The same, with a way to take back what was done, and one to do it again. The newest 50 are kept.
    void offerUndo(const QString& text, std::function<void()> undo, std::function<void()> redo = {});
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();

Q_SIGNALS:
    void serviceChanged();
    void figuresChanged();
    void vaultChanged();
    void clockChanged();
    void currentPageChanged();
    void pathChanged();
    void jobNamesChanged();
    /// The connection came (back): pages read again what they show.
    void refreshed();
    /// A run ended badly since the window opened; for the tray's notification. `reason` is a sentence.
    void jobFailed(const QString& job, const QString& runId, const QString& reason);
    /// A short message for the snackbar.
    void messageShown(const QString& text, bool failed);
    void undoChanged();

private:
    struct Place {
        QString page;
        QString argument;
    };
    void onConnection(bool connected, const Error& error, int retryInSeconds);
    void onRun(const client::Run& run);
    void refresh();
    void readQueue();
    void readVault();
    void readHealth();
    void countJobs();
    void switchJob(const QString& name, bool enabled, bool undoable);
    void dropJob(const QString& name, bool undoable);
    void exceptFire(const QString& name, const std::string& fire, bool skip, bool undoable);
    void show(const Place& place);
    void setServiceState(ServiceState state, const QString& detail);

    Backend& backend_;
    const Clock& clock_;
    Options options_;
    PageRegistry pages_;
    Appearance appearance_;
    DesktopState desktop_;
    std::unique_ptr<KeyMap> keys_;
    std::unique_ptr<JobStore> jobStore_;
    std::unique_ptr<OverviewPage> overview_;
    std::unique_ptr<JobsPage> jobs_;
    std::unique_ptr<JobEditorPage> editor_;
    std::unique_ptr<GraphPage> graph_;
    std::unique_ptr<CalendarPage> calendar_;
    std::unique_ptr<AuditPage> audit_;
    std::unique_ptr<ModelsPage> models_;
    std::unique_ptr<SettingsPage> settings_;
    std::unique_ptr<FirstRunPage> firstRun_;
    std::unique_ptr<Activity> activity_;

    ServiceState serviceState_ = ServiceState::Connecting;
    QString serviceDetail_;
    bool connected_ = false;
    bool everConnected_ = false;
    bool starting_ = false; ///< startService is under way
    int retryInSeconds_ = 0;
    QString host_;
    QString address_;
    QString serviceVersion_;
    client::ServiceInfo serviceInfo_;
    client::QueueStats queueStats_;
    client::AuditStatus auditStatus_;
    int queueDepth_ = 0;
    int workersBusy_ = 0;
    int workersMax_ = 0;
    bool queuePaused_ = false;
    int attentionCount_ = 0;
    int runningCount_ = 0;
    QString lastFailedJob_;
    QString nextRunText_;
    VaultState vaultState_ = VaultState::Unknown;
    quint64 tamperedSeq_ = 0;
    bool unlocking_ = false;
    QString unlockError_;
    qint64 sealedSeq_ = 0;
    QString sealedTime_;

    struct Done {
        QString text;
        std::function<void()> undo;
        std::function<void()> redo;
    };
    QList<Done> undos_;
    QList<Done> redos_;
    bool saidUndo_ = false;
    QString currentPage_;
    QList<Place> history_;
    qsizetype historyAt_ = -1;
    QHash<QString, QStringList> pathTails_;
    QTimer clockTimer_;
    QTimer queueTimer_; ///< gathers the changes of a moment into one reading
    QTimer vaultTimer_;
};

} // namespace inferno::models

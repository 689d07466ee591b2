// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/client_impl.h"
#include "services/client/types_calendar.h"

/// Client: past and future on one axis, and single fires that are skipped or moved.
namespace inferno::client {
namespace {

using nlohmann::json;

json orNull(const std::string& value) {
    return value.empty() ? json(nullptr) : json(value);
}

/// A field that may be null.
std::string textOf(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string exceptionsOf(const std::string& job) {
    return kApi + "/jobs/" + escaped(job) + "/exceptions";
}

} // namespace

// One line a field and direction: W writes, R reads; N is for texts that are null where they are empty.
#define W(field) json[#field] = value.field
#define R(field) value.field = json.value(#field, value.field)
#define WN(field) json[#field] = orNull(value.field)
#define RN(field) value.field = textOf(json, #field)

void to_json(json& json, const CalendarItem& value) {
    W(job), W(status), W(start), W(estimate), W(attempt), W(attempts_max), W(reason), W(change);
    WN(run_id), WN(end), WN(fire), WN(blackout);
}
void from_json(const json& json, CalendarItem& value) {
    R(job), R(status), R(start), R(estimate), R(attempt), R(attempts_max), R(reason), R(change);
    RN(run_id), RN(end), RN(fire), RN(blackout);
}

void to_json(json& json, const CalendarPart& value) {
    W(from), W(runs), W(failed), W(planned), W(often_runs), W(often_failed), W(often_planned), W(often_busy);
}
void from_json(const json& json, CalendarPart& value) {
    R(from), R(runs), R(failed), R(planned), R(often_runs), R(often_failed), R(often_planned), R(often_busy);
}

void to_json(json& json, const CalendarView& value) {
    W(from), W(to), W(part), W(workers), W(items), W(often), W(parts);
    WN(planned_to);
}
void from_json(const json& json, CalendarView& value) {
    R(from), R(to), R(part), R(workers), R(items), R(often), R(parts);
    RN(planned_to);
}

void to_json(json& json, const FireException& value) {
    W(job), W(fire), W(by);
    WN(to);
}
void from_json(const json& json, FireException& value) {
    R(job), R(fire), R(by);
    RN(to);
}

#undef W
#undef R
#undef WN
#undef RN

Result<CalendarView> Client::calendarView(const std::string& from, const std::string& to, double partSeconds) {
    return impl_->callFor<CalendarView>(
        "GET",
        kApi + "/calendar/view" +
            queryOf({{"from", from}, {"to", to}, {"part", std::to_string(static_cast<long long>(partSeconds))}}));
}

Result<std::vector<FireException>> Client::fireExceptions(const std::string& job) {
    INFERNO_TRY(const json document, impl_->callJson("GET", exceptionsOf(job)));
    INFERNO_TRY(auto page, pageOf<FireException>(document));
    return std::move(page.items);
}

Result<FireException> Client::exceptFire(const std::string& job, const std::string& fire, const std::string& to) {
    json body{{"fire", fire}};
    if (!to.empty())
        body["to"] = to;
    return impl_->callFor<FireException>("POST", exceptionsOf(job), body);
}

Result<void> Client::restoreFire(const std::string& job, const std::string& fire) {
    return impl_->callVoid("DELETE", exceptionsOf(job) + "/" + escaped(fire));
}

} // namespace inferno::client

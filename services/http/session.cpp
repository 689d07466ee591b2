// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http/session.h"

#include <algorithm>
#include <ctime>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/chunk_encode.hpp>
#include <boost/beast/http/read.hpp>

namespace inferno::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

// GCC 12 destroys some temporaries of an expression with co_await twice: what such an expression needs is a named
// variable first (bugzilla 99576 and its kin).

/// Completes with the error beside the value instead of throwing.
constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kReadPiece = 16 << 10;
constexpr std::size_t kDrainBytes = 1 << 20;
constexpr std::chrono::seconds kDrainTime{2};

/// The time in a Date field (RFC 9110, 5.6.7), made anew once a second.
const std::string& httpDate() {
    thread_local std::time_t shown = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now != shown) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        char made[40];
        text.assign(made, std::strftime(made, sizeof made, "%a, %d %b %Y %H:%M:%S GMT", &parts));
        shown = now;
    }
    return text;
}

/// A value that would end its line is left out: what follows would be read as another field, or as the body.
void addField(std::string& head, std::string_view name, std::string_view value) {
    constexpr std::string_view kEnds("\r\n\0", 3);
    if (value.find_first_of(kEnds) == value.npos)
        head.append(name).append(": ").append(value).append("\r\n");
}

/// Everything of an answer but its body and how long that is.
std::string headOf(const Request& request, const Response& response, bool keepAlive) {
    const bool isOld = request.minorVersion == 0;
    std::string head;
    head.reserve(512);
    head.append(isOld ? "HTTP/1.0 " : "HTTP/1.1 ").append(std::to_string(response.status));
    head.append(" ").append(reasonOf(response.status)).append("\r\n");
    addField(head, "Date", httpDate());
    addField(head, "Server", "Inferno");
    addField(head, "X-Content-Type-Options", "nosniff");
    if (!response.headers.find("Cache-Control"))
        addField(head, "Cache-Control", "no-store");
    for (const auto& [name, value] : response.headers.fields())
        addField(head, name, value);
    if (isOld == keepAlive) // the other way round, it is what the version means
        addField(head, "Connection", keepAlive ? "keep-alive" : "close");
    return head;
}

/// The numeric address of an end of a connection; "" where there is none.
std::string addressOf(const asio::ip::tcp::endpoint& endpoint, const error_code& error) {
    if (error)
        return {};
    const auto address = endpoint.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

/// A coroutine that waits for an answer. The loop stays for it, as it does for what runs in the pool.
template <typename Handler>
struct Waiting {
    Waiting(Handler given, asio::io_context& loop) : handler(std::move(given)), work(asio::make_work_guard(loop)) {}
    Handler handler;
    asio::executor_work_guard<asio::io_context::executor_type> work;
};

/// In the loop's thread, which may be the last to use the loop then.
template <typename Handler>
void goOn(std::shared_ptr<Waiting<Handler>> waiting, std::optional<Response> response) {
    const auto executor = waiting->work.get_executor();
    asio::post(executor, [waiting = std::move(waiting), response = std::move(response)]() mutable {
        Handler handler = std::move(waiting->handler);
        waiting->work.reset();
        std::move(handler)(std::move(response));
    });
}

Error errorOf(ErrorCode code, std::string detail) {
    return {code, std::move(detail), {}, nullptr, std::source_location::current()};
}

} // namespace

Session::Session(Shared& shared, asio::ip::tcp::socket socket, std::string listener)
    : shared_(shared), stream_(std::move(socket)), wake_(shared.loop), deadline_(shared.loop),
      listener_(std::move(listener)) {
    error_code error;
    const auto remote = stream_.socket().remote_endpoint(error);
    peer_ = addressOf(remote, error);
    const auto local = stream_.socket().local_endpoint(error);
    local_ = addressOf(local, error);
    shared_.sessions.insert(this);
    ++shared_.count;
}

Session::~Session() {
    shared_.sessions.erase(this);
    --shared_.count;
}

void Session::wind() {
    if (idle_)
        stream_.cancel();
    if (streaming_)
        streaming_->abort();
}

void Session::close() {
    leave();
    deadline_.cancel();
    stream_.close();
}

void Session::leave() {
    gone_ = true;
    wake_.cancel();
    if (asked_)
        asked_->request_stop();
}

asio::awaitable<void> Session::run(bool overloaded) {
    const auto self = shared_from_this();
    error_code ignored;
    stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    stream_.socket().non_blocking(true, ignored);
    if (overloaded) {
        const Request nothing;
        const Refusal full{errorOf(ErrorCode::RateLimited, "too many connections are open"), 503};
        co_await refuse(nothing, full);
    } else {
        bool more = co_await waitForRequest();
        while (more) {
            more = co_await serve();
            if (more)
                more = co_await waitForRequest();
        }
    }
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    close();
}

asio::awaitable<bool> Session::waitForRequest() {
    if (shared_.stopping)
        co_return false;
    if (buffer_.size() > 0) // the client has sent the next request already
        co_return true;
    idle_ = true;
    stream_.expires_after(shared_.limits.idle);
    const auto [error, count] = co_await stream_.async_read_some(buffer_.prepare(kReadPiece), kToken);
    idle_ = false;
    if (error)
        co_return false;
    buffer_.commit(count);
    co_return true;
}

asio::awaitable<bool> Session::serve() {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(shared_.limits.headerBytes));
    parser.body_limit(shared_.limits.bodyBytes);
    Request request;
    request.peer = peer_;
    request.local = local_;
    request.listener = listener_;

    error_code headError = parseAtHand(parser);
    bool headLate = false;
    if (!headError && !parser.is_header_done()) {
        stream_.expires_never();
        cancelAfter(shared_.limits.header);
        const auto [error, bytes] = co_await beast::http::async_read_header(stream_, buffer_, parser, kToken);
        headLate = endDeadline();
        headError = error;
    }
    readHead(parser, request);
    if (headError) {
        if (headError != beast::http::error::end_of_stream && parser.got_some()) {
            (void)parseTarget(parser.get().target(), request); // how it is refused depends on where it went
            const Refusal refusal = refusalOf(headError, headLate);
            co_await refuse(request, refusal);
        }
        co_return false;
    }
    if (auto target = parseTarget(parser.get().target(), request); !target) {
        const Refusal refusal{std::move(target).error(), 400};
        co_await refuse(request, refusal);
        co_return false;
    }
    std::optional<Response> refused;
    if (shared_.hooks.admit)
        refused = shared_.hooks.admit(request);
    if (refused) {
        const bool keepAlive = parser.is_done() && parser.keep_alive() && !refused->close;
        const bool sent = co_await send(request, *refused, keepAlive);
        if (sent && !parser.is_done())
            co_await drain();
        co_return sent&& keepAlive;
    }
    if (!parser.is_done()) {
        if (isLargeQuestion(parser)) {
            const Refusal refusal{errorOf(ErrorCode::InputTooLarge, "a " + request.method + " takes no such body"),
                                  413};
            co_await refuse(request, refusal);
            co_return false;
        }
        if (request.headers.get("Expect") == "100-continue")
            co_await sendContinue();
        error_code bodyError = parseAtHand(parser);
        bool bodyLate = false;
        if (!bodyError && !parser.is_done()) {
            stream_.expires_never();
            cancelAfter(shared_.limits.body);
            const auto [error, bytes] = co_await beast::http::async_read(stream_, buffer_, parser, kToken);
            bodyLate = endDeadline();
            bodyError = error;
        }
        if (bodyError) {
            const Refusal refusal = refusalOf(bodyError, bodyLate);
            co_await refuse(request, refusal);
            co_return false;
        }
    }
    request.body = std::move(parser.get().body());
    request.gone = asked_.emplace().get_token();
    watchForClose();
    Response response = co_await handle(request);
    asked_.reset();
    if (response.stream) {
        co_await sendStream(request, response);
        co_return false;
    }
    const bool keepAlive = parser.keep_alive() && !response.close && !shared_.stopping;
    const bool sent = co_await send(request, response, keepAlive);
    co_return sent&& keepAlive;
}

error_code Session::parseAtHand(Parser& parser) {
    error_code error;
    buffer_.consume(parser.put(buffer_.data(), error));
    return error == beast::http::error::need_more ? error_code{} : error;
}

bool Session::isLargeQuestion(const Parser& parser) const {
    const auto method = parser.get().method();
    if (method != beast::http::verb::get && method != beast::http::verb::head)
        return false;
    return parser.chunked() || parser.content_length().value_or(0) > shared_.limits.headerBytes;
}

void Session::readHead(const Parser& parser, Request& request) const {
    request.method = std::string(parser.get().method_string());
    request.minorVersion = parser.get().version() < 11 ? 0 : 1;
    for (const auto& field : parser.get())
        request.headers.add(std::string(field.name_string()), std::string(field.value()));
}

Session::Refusal Session::refusalOf(const error_code& error, bool late) const {
    if (late)
        return {errorOf(ErrorCode::RequestTimeout, "the request did not come in time"), 408};
    if (error == beast::http::error::header_limit)
        return {errorOf(ErrorCode::InputTooLarge, "the request's fields are larger than " +
                                                      std::to_string(shared_.limits.headerBytes) + " bytes"),
                431};
    if (error == beast::http::error::body_limit)
        return {errorOf(ErrorCode::InputTooLarge,
                        "the request's body is larger than " + std::to_string(shared_.limits.bodyBytes) + " bytes"),
                413};
    return {errorOf(ErrorCode::InputInvalid, "the request cannot be read as HTTP: " + error.message()), 400};
}

void Session::cancelAfter(std::chrono::milliseconds time) {
    late_ = false;
    deadline_.expires_after(time);
    deadline_.async_wait([weak = weak_from_this(), number = ++deadlineNumber_](error_code error) {
        const auto self = weak.lock();
        if (error || !self || number != self->deadlineNumber_)
            return;
        self->late_ = true;
        self->stream_.cancel();
    });
}

bool Session::endDeadline() {
    ++deadlineNumber_;
    deadline_.cancel();
    return late_;
}

asio::awaitable<void> Session::sendContinue() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    stream_.expires_after(shared_.limits.write);
    (void)co_await asio::async_write(stream_, asio::buffer(kContinue), kToken);
}

asio::awaitable<std::optional<Response>> Session::answerOf(Start start) {
    auto initiate = [start = std::move(start), &loop = shared_.loop](auto handler) {
        const auto waiting = std::make_shared<Waiting<decltype(handler)>>(std::move(handler), loop);
        const auto answer = [waiting](std::optional<Response> response) { goOn(waiting, std::move(response)); };
        try {
            start(answer);
        } catch (const std::exception& exception) {
            answer(Response::problem(errorOf(ErrorCode::Internal, exception.what())));
        }
    };
    const auto token = asio::use_awaitable;
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::optional<Response>)>(
        std::move(initiate), token);
}

asio::awaitable<Response> Session::handle(Request& request) {
    Start start = shared_.hooks.begin ? shared_.hooks.begin(request) : Start{};
    if (start) {
        std::optional<Response> response = co_await answerOf(std::move(start));
        if (response)
            co_return *std::move(response);
    }
    // The coroutine below runs in the pool; this one goes on in the event loop when it is done.
    auto work = [this, &request]() -> asio::awaitable<Response> {
        try {
            co_return shared_.hooks.handle(request);
        } catch (const std::exception& exception) {
            co_return Response::problem(errorOf(ErrorCode::Internal, exception.what()));
        }
    };
    co_return co_await asio::co_spawn(shared_.pool, std::move(work), asio::use_awaitable);
}

asio::awaitable<bool> Session::send(const Request& request, Response& response, bool keepAlive) {
    const bool bodiless = response.status == 204 || response.status == 304;
    std::string head = headOf(request, response, keepAlive);
    if (!bodiless)
        addField(head, "Content-Length", std::to_string(response.body.size()));
    head += "\r\n";
    const bool sendsBody = request.method != "HEAD" && !bodiless;
    const std::array<asio::const_buffer, 2> all{
        asio::buffer(head), sendsBody ? asio::const_buffer(asio::buffer(response.body)) : asio::const_buffer{}};
    co_return co_await write(all);
}

asio::awaitable<bool> Session::write(std::array<asio::const_buffer, 2> pieces) {
    error_code error;
    const std::size_t done = stream_.socket().write_some(pieces, error); // most often all of it
    if (error && error != asio::error::would_block)
        co_return false;
    const std::size_t first = std::min(done, pieces[0].size());
    pieces[0] += first;
    pieces[1] += done - first;
    if (asio::buffer_size(pieces) == 0)
        co_return true;
    stream_.expires_after(shared_.limits.write);
    const auto [failed, count] = co_await asio::async_write(stream_, pieces, kToken);
    co_return !failed;
}

asio::awaitable<void> Session::sendStream(const Request& request, Response& response) {
    const std::shared_ptr<Streaming> streaming = response.stream;
    Stream& stream = *streaming->stream;
    std::string head = headOf(request, response, false);
    const bool chunked = request.minorVersion != 0;
    if (chunked)
        addField(head, "Transfer-Encoding", "chunked");
    head += "\r\n";
    const std::array<asio::const_buffer, 2> all{asio::buffer(head), asio::const_buffer{}};
    const bool sent = co_await write(all);
    if (sent && request.method != "HEAD") {
        streaming_ = streaming->stream;
        stream.attach([weak = weak_from_this(), &loop = shared_.loop] {
            asio::post(loop, [weak] {
                const auto self = weak.lock();
                if (!self)
                    return;
                self->wake_.cancel();
                if (self->streaming_ && self->streaming_->aborted())
                    self->stream_.cancel(); // a write to a client that takes nothing
            });
        });
        watchForClose();
        co_await pump(stream, *streaming, chunked);
    }
    stream.detach();
    streaming_.reset();
}

asio::awaitable<void> Session::pump(Stream& stream, const Streaming& streaming, bool chunked) {
    error_code failed;
    const auto write = [&](std::string_view data) -> asio::awaitable<void> {
        stream_.expires_after(shared_.limits.write);
        if (chunked) {
            const auto [error, count] = co_await asio::async_write(
                stream_, beast::http::make_chunk(asio::const_buffer(data.data(), data.size())), kToken);
            failed = error;
        } else {
            const auto [error, count] = co_await asio::async_write(stream_, asio::buffer(data), kToken);
            failed = error;
        }
    };
    while (!gone_ && !failed) {
        if (shared_.stopping)
            stream.abort();
        const Stream::Taken taken = stream.take();
        if (taken.aborted)
            co_return;
        if (!taken.data.empty()) {
            co_await write(taken.data);
            continue;
        }
        if (taken.finished) {
            if (chunked)
                (void)co_await asio::async_write(stream_, beast::http::make_chunk_last(), kToken);
            co_return;
        }
        wake_.expires_after(streaming.heartbeatEvery);
        const auto [cancelled] = co_await wake_.async_wait(kToken);
        if (!cancelled && !streaming.heartbeat.empty())
            co_await write(streaming.heartbeat);
    }
}

void Session::watchForClose() {
    if (std::exchange(watched_, true))
        return; // since an earlier request
    stream_.socket().async_wait(asio::ip::tcp::socket::wait_read, [self = shared_from_this()](error_code error) {
        self->watched_ = false;
        if (error)
            return; // closed here
        char next = 0;
        const asio::mutable_buffer one(&next, 1);
        const std::size_t count = self->stream_.socket().receive(one, asio::socket_base::message_peek, error);
        if (count == 0 && error != asio::error::would_block)
            self->leave(); // else the client sends on, which waits until the answer has ended
    });
}

asio::awaitable<void> Session::refuse(const Request& request, const Refusal& refusal) {
    Response response;
    if (shared_.hooks.refuse)
        response = shared_.hooks.refuse(request, refusal.error, refusal.status);
    else
        response = Response::problem(refusal.error, refusal.status);
    const bool sent = co_await send(request, response, false);
    if (sent)
        co_await drain();
}

asio::awaitable<void> Session::drain() {
    error_code ignored;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    stream_.expires_after(kDrainTime);
    buffer_.consume(buffer_.size());
    for (std::size_t total = 0; total < kDrainBytes;) {
        const auto [error, count] = co_await stream_.async_read_some(buffer_.prepare(kReadPiece), kToken);
        if (error)
            break;
        total += count;
    }
}

} // namespace inferno::http

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "services/http/server.h"

/// Inside services/http: the one connection of the server. Only session.cpp and server.cpp include this, and with it
/// Asio and Beast.
namespace inferno::http {

class Session;

/// What the connections share. `sessions` and `stopping` belong to the event loop's thread.
struct Shared {
    Limits limits;
    Hooks hooks;
    boost::asio::io_context& loop;
    boost::asio::thread_pool& pool;
    std::set<Session*> sessions;
    bool stopping = false;
    std::atomic<std::size_t> count{0};
};

/// A connection: reads a request, has it handled in the pool, answers, and again. Lives in the event loop's thread.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Shared& shared, boost::asio::ip::tcp::socket socket, std::string listener);
    ~Session();

    /// `overloaded`: answers 503 and closes.
    boost::asio::awaitable<void> run(bool overloaded);
    /// The server stops: an idle connection closes, a stream is aborted, a request goes on.
    void wind();
    void close();

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    struct Refusal {
        Error error;
        int status = 0;
    };

    boost::asio::awaitable<bool> waitForRequest();
    /// One request and its answer; false where the connection is to end.
    boost::asio::awaitable<bool> serve();
    boost::asio::awaitable<void> sendContinue();
    boost::asio::awaitable<Response> handle(Request& request);
    /// What `start` answers.
    boost::asio::awaitable<std::optional<Response>> answerOf(Start start);
    /// Parses what has come; no error where more has to come.
    boost::system::error_code parseAtHand(Parser& parser);
    boost::asio::awaitable<bool> write(std::array<boost::asio::const_buffer, 2> pieces);
    boost::asio::awaitable<bool> send(const Request& request, Response& response, bool keepAlive);
    boost::asio::awaitable<void> sendStream(const Request& request, Response& response);
    boost::asio::awaitable<void> pump(Stream& stream, const Streaming& streaming, bool chunked);
    /// Answers what the server itself refuses, and ends.
    boost::asio::awaitable<void> refuse(const Request& request, const Refusal& refusal);
    /// Reads what the client still sends for a moment, so that it can read the answer before the connection resets.
    boost::asio::awaitable<void> drain();
    /// A GET or HEAD with a body that nothing here would read.
    bool isLargeQuestion(const Parser& parser) const;
    void readHead(const Parser& parser, Request& request) const;
    Refusal refusalOf(const boost::system::error_code& error, bool late) const;
    /// Notices that the client closes: sets `gone_`, and tells who computes what it waited for.
    void watchForClose();
    void leave();
    /// Cancels what is being read after `time`, and leaves the connection open for an answer.
    void cancelAfter(std::chrono::milliseconds time);
    /// Ends that; true where the time was over.
    bool endDeadline();

    Shared& shared_;
    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    boost::asio::steady_timer wake_;
    boost::asio::steady_timer deadline_;
    std::uint64_t deadlineNumber_ = 0;
    bool late_ = false;
    std::shared_ptr<Stream> streaming_;
    std::string peer_;
    std::string local_;
    std::string listener_;
    bool idle_ = false;
    bool gone_ = false;
    bool watched_ = false;
    std::optional<std::stop_source> asked_; ///< of the request that is being handled
};

} // namespace inferno::http

internal import CCurl
internal import Synchronization

/// One request on its way to an answer.
///
/// Made by whoever sends it; afterwards it belongs to the loop's thread, but for `isCancelled`.
final class Transfer: @unchecked Sendable {
    typealias Continuation = UnsafeContinuation<Result<HTTPResponse, HTTPError>, Never>

    let request: HTTPRequest
    /// Scheme, host and port, and the socket: requests with the same share their turn.
    let host: String
    let submitted = MonotonicTime.now
    /// Where the body goes when it is read piece by piece.
    let stream: StreamBuffer?
    /// Set before the loop hears of it: a task may be cancelled before its request starts.
    let isCancelled = Atomic(false)
    /// Whom the answer, or the head of a stream, is for; `nil` when it was told.
    var continuation: Continuation?
    /// While it is under way.
    var easy: EasyHandle?
    /// Whether there is nothing more to tell.
    private(set) var isOver = false
    /// Whether the loop has heard that it starts: only then there is somebody to be told how it ends.
    var isAdmitted = false

    private var began: MonotonicTime?
    /// When the head of the answer began to arrive.
    private var answered: MonotonicTime?
    private var head = HeaderBlock()
    private var headBytes = 0
    private var isHeadComplete = false
    private var body: [UInt8] = []
    private var isTooLarge: String?

    init(_ request: HTTPRequest, to authority: HTTPAuthority, stream: StreamBuffer? = nil) {
        self.request = request
        let origin = authority.isSecure ? "https " + authority.text : authority.text
        host = request.socket.map { origin + $0 } ?? origin
        self.stream = stream
    }

    var hasFirstByte: Bool { headBytes > 0 }
    var hasHead: Bool { isHeadComplete }
    /// When all of it, or of a stream its head, must be there.
    var end: MonotonicTime { submitted + request.deadline }

    func begin(with easy: EasyHandle) {
        self.easy = easy
        began = .now
    }

    func fail(_ kind: HTTPError.Kind, _ detail: String) {
        complete(.failure(HTTPError(kind, at: request.endpoint, detail: detail)))
    }

    /// What came of it, when libcurl is done with the handle.
    func result(_ code: CURLcode, of easy: EasyHandle, certificate: PeerCertificate?) -> Result<
        HTTPResponse, HTTPError
    > {
        if let isTooLarge {
            return .failure(HTTPError(.tooLarge, at: request.endpoint, detail: isTooLarge))
        }
        guard code == CURLE_OK else { return .failure(easy.error(code, at: request.endpoint, request)) }
        guard isHeadComplete else {
            let detail = headBytes == 0 ? "there is no status" : "the head is cut off"
            return .failure(HTTPError(.badAnswer, at: request.endpoint, detail: detail))
        }
        guard easy.status >= 200 else {
            return .failure(HTTPError(.badAnswer, at: request.endpoint, detail: "there is no status"))
        }
        return .success(response(of: easy, certificate: certificate))
    }

    /// Tells it to whoever waits; once.
    func complete(_ result: Result<HTTPResponse, HTTPError>) {
        guard !isOver else { return }
        isOver = true
        if let continuation {
            self.continuation = nil
            continuation.resume(returning: result)
        } else {
            switch result {
            case .success: stream?.end(nil)
            case .failure(let error): stream?.end(error)
            }
        }
    }

    private func response(of easy: EasyHandle, certificate: PeerCertificate?) -> HTTPResponse {
        var timings = easy.timings
        if let began {
            timings.queued = began - submitted
            if let answered { timings.firstByte = max(.zero, answered - began - easy.preparation) }
        }
        timings.total = MonotonicTime.now - submitted
        let (status, headers) = (easy.status, HTTPHeaders(received: head))
        let isRedirect = request.redirects != .none && 300..<400 ~= status
        return HTTPResponse(
            status: status,
            headers: headers,
            body: body,
            timings: timings,
            httpVersion: easy.httpVersion,
            url: request.url,
            certificate: certificate,
            location: isRedirect ? headers["Location"] : nil
        )
    }
}

// What libcurl hands over.
extension Transfer {
    func take(header line: UnsafeRawBufferPointer, _ easy: EasyHandle) -> Bool {
        headBytes += line.count
        guard headBytes <= request.headerLimit else {
            isTooLarge = "more than \(request.headerLimit) bytes of header fields"
            return false
        }
        // Trailers come after the body.
        guard !isHeadComplete else { return true }
        if line.starts(with: "HTTP/".utf8) {
            // Those of `100 Continue` or of a proxy came before.
            head.removeAll()
            answered = .now
        } else if line.first == UInt8(ascii: "\r") || line.first == UInt8(ascii: "\n") {
            guard easy.status >= 200 else { return true }
            isHeadComplete = true
            if stream != nil, let continuation {
                self.continuation = nil
                let certificate = request.tls.wantsCertificate ? easy.certificate : nil
                continuation.resume(returning: .success(response(of: easy, certificate: certificate)))
            }
        } else {
            head.append(line)
        }
        return true
    }

    /// How many bytes were taken.
    func take(body bytes: UnsafeRawBufferPointer, _ easy: EasyHandle) -> Int {
        if let stream { return stream.take(bytes) ? bytes.count : Int(CURL_WRITEFUNC_PAUSE) }
        guard body.count + bytes.count <= request.responseLimit else {
            isTooLarge = "more than \(request.responseLimit) bytes"
            return 0
        }
        if body.isEmpty {
            body.reserveCapacity(min(max(easy.expectedLength, bytes.count), request.responseLimit, 1 << 20))
        }
        body.append(contentsOf: bytes)
        return bytes.count
    }
}

import CCurl
import Outbox
import Values

/// One transfer under way, with what libcurl wants kept until it is over. Only the loop's thread touches it once it was
/// handed over.
final class Running: @unchecked Sendable {
    private let parcel: Parcel
    private let settings: TransferSettings
    private let told: @Sendable (AttemptOutcome) -> Void

    private var easy: UnsafeMutableRawPointer?
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var mime: OpaquePointer?
    fileprivate var answered = 0
    /// The address that was resolved lies inside this network.
    fileprivate var isForbidden = false
    fileprivate var allowsPrivate: Bool { settings.allowsPrivate }

    /// More of an answer than this nobody needs; the connection is cut.
    fileprivate static let answerBytesMaximum = 64 * 1_024

    init(_ parcel: Parcel, _ settings: TransferSettings, told: @escaping @Sendable (AttemptOutcome) -> Void) {
        self.parcel = parcel
        self.settings = settings
        self.told = told
    }

    /// - Returns: what to add to the loop; nil where libcurl takes something not as it is.
    func prepare() -> UnsafeMutableRawPointer? {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        let itself = Unmanaged.passUnretained(self).toOpaque()
        var isReady = set(CURLOPT_TIMEOUT, settings.seconds) && set(CURLOPT_CONNECTTIMEOUT, settings.connectSeconds)
            && set(CURLOPT_NOSIGNAL, 1)
            // A name server that does not answer keeps its own transfer waiting, and not the thread of all.
            && set(CURLOPT_QUICK_EXIT, 1) && set(CURLOPT_FOLLOWLOCATION, 0) && set(CURLOPT_PROXY, "")
            && set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2) && set(CURLOPT_SSL_VERIFYPEER, 1)
            && set(CURLOPT_SSL_VERIFYHOST, 2)
            && pass(CURLOPT_WRITEDATA, itself) && holdfast_curl_sinks(easy, Running.sink) == CURLE_OK
        if let file = settings.certificates { isReady = isReady && set(CURLOPT_CAINFO, file) }
        guard isReady else { return nil }
        let isSet =
            switch parcel {
            case .post(let post): prepare(post, easy, itself)
            case .letter(let letter): prepare(letter, easy)
            }
        return isSet ? easy : nil
    }

    private func prepare(
        _ post: Parcel.Post, _ easy: UnsafeMutableRawPointer, _ itself: UnsafeMutableRawPointer
    ) -> Bool {
        // Without "Expect" the body goes at once.
        let headers = post.headers.map { "\($0.name): \($0.value)" } + ["Expect:"]
        // The address is signed as it is written.
        guard set(CURLOPT_URL, post.url), set(CURLOPT_PATH_AS_IS, 1),
            set(CURLOPT_PROTOCOLS_STR, settings.allowsPrivate ? "https,http" : "https"),
            set(CURLOPT_HTTPHEADER, headers), set(CURLOPT_USERAGENT, "Holdfast"),
            pass(CURLOPT_OPENSOCKETDATA, itself), holdfast_curl_opens(easy, Running.open) == CURLE_OK,
            holdfast_curl_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(post.body.count)) == CURLE_OK
        else { return false }
        var body = post.body
        return body.withUnsafeMutableBytes { pass(CURLOPT_COPYPOSTFIELDS, $0.baseAddress) }
    }

    private func prepare(_ letter: Letter, _ easy: UnsafeMutableRawPointer) -> Bool {
        guard let server = settings.mail else { return false }
        let scheme = server.encryption == .implicit ? "smtps" : "smtp"
        let encryption = server.encryption == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        guard set(CURLOPT_URL, "\(scheme)://\(server.host):\(server.port)/\(domain(of: server.from))"),
            set(CURLOPT_PROTOCOLS_STR, "smtp,smtps"), set(CURLOPT_USE_SSL, Int(encryption.rawValue)),
            set(CURLOPT_MAIL_FROM, "<\(server.from)>"), set(CURLOPT_MAIL_RCPT, ["<\(letter.to)>"]),
            set(CURLOPT_HTTPHEADER, MailHeaders.lines(of: letter, from: server.from))
        else { return false }
        if let user = server.user {
            guard set(CURLOPT_USERNAME, user), set(CURLOPT_PASSWORD, server.password?.text ?? "") else { return false }
        }
        guard let mime = LetterBody.make(letter, on: easy) else { return false }
        self.mime = mime
        return pass(CURLOPT_MIMEPOST, UnsafeMutableRawPointer(mime))
    }

    private func domain(of address: EmailAddress) -> String {
        address.text.split(separator: "@").last.map(String.init) ?? "localhost"
    }

    func finish(_ result: CURLcode) {
        defer {
            if let mime { curl_mime_free(mime) }
            for list in lists { curl_slist_free_all(list) }
            if let easy { curl_easy_cleanup(easy) }
        }
        var (status, microseconds, retryAfter) = (0, curl_off_t(0), curl_off_t(0))
        if let easy {
            _ = holdfast_curl_told(easy, CURLINFO_RESPONSE_CODE, &status)
            _ = holdfast_curl_told_size(easy, CURLINFO_TOTAL_TIME_T, &microseconds)
            _ = holdfast_curl_told_size(easy, CURLINFO_RETRY_AFTER, &retryAfter)
        }
        let code = code(of: result, status)
        let isAnswer = code == .answered
        told(
            AttemptOutcome(
                code, status: isAnswer ? status : 0, milliseconds: Int(microseconds / 1_000),
                retryAfterSeconds: isAnswer ? max(0, Int(clamping: retryAfter)) : 0))
    }

    private func code(of result: CURLcode, _ status: Int) -> AttemptOutcome.Code {
        if isForbidden, result != CURLE_OK { return .forbiddenAddress }
        switch result {
        case CURLE_OK: return .answered
        // The answer is known; that there was too much of it changes nothing.
        case CURLE_WRITE_ERROR where status > 0: return .answered
        case CURLE_COULDNT_RESOLVE_HOST: return .unknownHost
        case CURLE_COULDNT_CONNECT: return .noConnection
        case CURLE_OPERATION_TIMEDOUT: return .timeout
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_USE_SSL_FAILED, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER:
            return .insecure
        case CURLE_LOGIN_DENIED: return .notLetIn
        case CURLE_FAILED_INIT, CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_OUT_OF_MEMORY: return .unmade
        // A mail server said no to the sender, the recipient or the letter.
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_WEIRD_SERVER_REPLY:
            return isMail && (400...599).contains(status) ? .answered : .broken
        default: return .broken
        }
    }

    private var isMail: Bool {
        if case .letter = parcel { true } else { false }
    }

    // MARK: - libcurl's settings

    private func set(_ option: CURLoption, _ value: Int) -> Bool {
        guard let easy else { return false }
        return holdfast_curl_number(easy, option, value) == CURLE_OK
    }

    private func set(_ option: CURLoption, _ value: String) -> Bool {
        guard let easy else { return false }
        return holdfast_curl_text(easy, option, value) == CURLE_OK
    }

    private func set(_ option: CURLoption, _ values: [String]) -> Bool {
        var list: UnsafeMutablePointer<curl_slist>?
        for value in values {
            guard let longer = curl_slist_append(list, value) else {
                curl_slist_free_all(list)
                return false
            }
            list = longer
        }
        guard let list else { return false }
        lists.append(list)
        return pass(option, list)
    }

    private func pass(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) -> Bool {
        guard let easy else { return false }
        return holdfast_curl_pointer(easy, option, value) == CURLE_OK
    }
}

// MARK: - What libcurl calls

extension Running {
    /// Counts what comes and keeps none of it: it may hold anything.
    fileprivate static let sink: holdfast_curl_sink = { _, size, count, context in
        guard let context else { return 0 }
        let running = Unmanaged<Running>.fromOpaque(context).takeUnretainedValue()
        running.answered += size * count
        return running.answered <= answerBytesMaximum ? size * count : 0
    }

    /// Opens the connection's socket, or not: here the address is the one that is really connected to.
    fileprivate static let open: curl_opensocket_callback = { context, _, address in
        guard let context, let address else { return curl_socket_t(-1) }
        let running = Unmanaged<Running>.fromOpaque(context).takeUnretainedValue()
        guard running.allowsPrivate || NetworkAddress.isPublic(bytes(of: address)) else {
            running.isForbidden = true
            return curl_socket_t(-1)
        }
        running.isForbidden = false
        let chosen = address.pointee
        return socket(chosen.family, chosen.socktype | Int32(SOCK_CLOEXEC.rawValue), chosen.protocol)
    }

    private static func bytes(of address: UnsafeMutablePointer<curl_sockaddr>) -> [UInt8] {
        let place = UnsafeRawPointer(address).advanced(by: MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0)
        switch address.pointee.family {
        case AF_INET:
            return withUnsafeBytes(of: place.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
        case AF_INET6:
            return withUnsafeBytes(of: place.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
        default: return []
        }
    }
}

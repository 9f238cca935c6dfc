import Catalogue
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Operations
import Pictures
import SceneSupport
import Synchronization
import Web

/// What the site answers with, as plain values.
package struct Reply: Sendable {
    package let status: Int
    package let headers: HTTPFields
    package let body: String
    /// The same, for what is no text.
    package let bytes: [UInt8]

    package init(status: Int, headers: HTTPFields, bytes: [UInt8]) {
        self.status = status
        self.headers = headers
        self.bytes = bytes
        body = String(decoding: bytes, as: UTF8.self)
    }

    package func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }

    /// `Set-Cookie` headers, one by one.
    package var cookies: [String] { headers[values: .setCookie] }
}

/// The site's own router, without a network.
package struct Door: Sendable {
    private let responder: any Responding
    /// Kept, because its database closes with it.
    private let house: (any Sendable)?

    /// - Parameters:
    ///   - runFolder: for the files that suppliers send.
    ///   - house: what has to live as long as the door.
    package init(
        _ desk: Desk, behindTLS: Bool = false, publicFolder: String = "Public", runFolder: String,
        keeping house: (any Sendable)? = nil
    ) {
        self.house = house
        let settings = SiteSettings(
            host: "localhost", port: 0, publicFolder: publicFolder, behindTLS: behindTLS,
            formSecret: Array(repeating: 9, count: 32), isDemo: false,
            runFolder: runFolder, routing: .trial(),
            draw: { PictureFile(renditions: try PictureDrawing.files(of: $0)) })
        responder = Site.router(desk: desk, settings: settings).buildResponder()
    }

    /// What cannot even be said in HTTP.
    private struct NoRequest: Error {
        let text: String
    }

    package func ask(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) async throws -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { throw NoRequest(text: name) }
            fields.append(HTTPField(name: name, value: value))
        }
        guard let method = HTTPRequest.Method(rawValue: method) else { throw NoRequest(text: method) }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "localhost", path: path, headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .critical
        logger[metadataKey: "hb.request.id"] = "test"
        let context = VisitorContext(source: .init(channel: NowhereChannel(), logger: logger))
        let response = try await responder.respond(to: request, context: context)
        let writer = Writer()
        try await response.body.write(writer)
        return Reply(status: response.status.code, headers: response.headers, bytes: writer.all)
    }
}

private protocol Responding: Sendable {
    func respond(to request: Request, context: VisitorContext) async throws -> Response
}

extension RouterResponder<VisitorContext>: Responding {}

private final class Writer: ResponseBodyWriter, Sendable {
    private let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws {
        bytes.withLock { $0 += Array(buffer.readableBytesView) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}

    var all: [UInt8] { bytes.withLock { $0 } }
}

/// Requests are made by hand, so nothing is ever sent through a channel; the context only wants to have one.
private final class NowhereChannel: Channel, @unchecked Sendable {
    let allocator = ByteBufferAllocator()
    let eventLoop: any EventLoop = EventLoopGroupProvider.singleton.eventLoopGroup.any()
    let localAddress: SocketAddress? = nil
    let remoteAddress: SocketAddress? = nil
    let parent: (any Channel)? = nil
    let isWritable = false
    let isActive = false

    var closeFuture: EventLoopFuture<Void> { eventLoop.makeSucceededVoidFuture() }
    var pipeline: ChannelPipeline { ChannelPipeline(channel: self) }
    var _channelCore: any ChannelCore { preconditionFailure("nothing is sent in these tests") }

    func setOption<Option: ChannelOption>(_ option: Option, value: Option.Value) -> EventLoopFuture<Void> {
        eventLoop.makeSucceededVoidFuture()
    }

    func getOption<Option: ChannelOption>(_ option: Option) -> EventLoopFuture<Option.Value> {
        preconditionFailure("nothing is asked in these tests")
    }
}

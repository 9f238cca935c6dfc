import Cryptography
import Hummingbird
import NIOCore
import Values

/// A form with a file, read while it comes: the file goes piece by piece to where it is kept. The site's own token
/// stands before the file in the form, so that nothing is kept for strangers.
struct Upload {
    private(set) var fields: [String: String] = [:]
    /// As the browser called it; nil where no file was chosen.
    private(set) var fileName: String?
    private(set) var bytes = 0

    /// Fields beside the file are as small as on any form.
    private static let fieldBytesMaximum = 64 * 1024

    subscript(name: String) -> String { Text.tidy(fields[name] ?? "") }
    var command: String { self["command"] }

    /// - Parameters:
    ///   - most: bytes of the file.
    ///   - keep: is given the file, piece by piece.
    /// - Throws: 413 when it is too large, 415 when it is no such form, 400 when it is malformed, `ForgedForm`.
    init(
        _ request: Request, visit: Visit, file wanted: String, most: Int,
        keep: (ArraySlice<UInt8>) throws -> Void
    ) async throws {
        guard var multipart = MultipartStream(type: request.headers[.contentType] ?? "")
        else { throw HTTPError(.unsupportedMediaType) }
        var reading = Reading(visit: visit, wanted: wanted, most: most)
        do {
            for try await piece in request.body {
                try await multipart.feed(piece.readableBytesView) { try reading.take($0, keep) }
            }
        } catch is MultipartStream.Malformed {
            throw HTTPError(.badRequest)
        }
        guard multipart.isDone else { throw HTTPError(.badRequest) }
        try reading.mustBeOurs()
        fields = reading.fields.mapValues { String(decoding: $0, as: UTF8.self) }
        fields["token"] = nil
        fileName = reading.fileName.flatMap { $0.isEmpty ? nil : $0 }
        bytes = reading.bytes
    }

    private struct Reading {
        let visit: Visit
        let wanted: String
        let most: Int
        var fields: [String: [UInt8]] = [:]
        var fileName: String?
        var bytes = 0
        private var name = ""
        private var isFile = false

        init(visit: Visit, wanted: String, most: Int) {
            self.visit = visit
            self.wanted = wanted
            self.most = most
        }

        func mustBeOurs() throws(ForgedForm) {
            guard ConstantTime.equal(fields["token"] ?? [], Array(visit.token.utf8)) else { throw ForgedForm() }
        }

        mutating func take(_ event: MultipartStream.Event, _ keep: (ArraySlice<UInt8>) throws -> Void) throws {
            switch event {
            case .part(let name, let filename):
                (self.name, isFile) = (name, filename != nil)
                if isFile { try mustBeOurs() }
                if isFile, name == wanted { fileName = filename }
                guard fields.count < Form.fieldsMaximum else { throw HTTPError(.badRequest) }
            case .data(let data):
                if isFile {
                    bytes += data.count
                    guard bytes <= most else { throw HTTPError(.contentTooLarge) }
                    if name == wanted { try keep(data) }
                } else {
                    fields[name, default: []] += data
                    guard fields[name, default: []].count <= Upload.fieldBytesMaximum
                    else { throw HTTPError(.contentTooLarge) }
                }
            case .end: break
            }
        }
    }
}

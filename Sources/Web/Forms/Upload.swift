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
        guard let boundary = Multipart.boundary(of: request.headers[.contentType] ?? "")
        else { throw HTTPError(.unsupportedMediaType) }
        var multipart = MultipartStream(boundary: boundary)
        var reading = Reading(visit: visit, wanted: wanted, most: most)
        do {
            for try await piece in request.body {
                try multipart.feed(piece.readableBytesView) { try reading.take($0, keep) }
            }
            try multipart.finish()
            fields = try reading.fields.mapValues(Upload.text)
        } catch is Multipart.Malformed {
            throw HTTPError(.badRequest)
        }
        try reading.mustBeOurs()
        fields["token"] = nil
        fileName = reading.fileName.flatMap { $0.isEmpty ? nil : $0 }
        bytes = reading.bytes
    }

    private static func text(_ bytes: [UInt8]) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Multipart.Malformed() }
        return text
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
            guard !visit.token.isEmpty, ConstantTime.equal(fields["token"] ?? [], Array(visit.token.utf8))
            else { throw ForgedForm() }
        }

        mutating func take(_ event: MultipartStream.Event, _ keep: (ArraySlice<UInt8>) throws -> Void) throws {
            switch event {
            case .part(let head):
                (name, isFile) = (head.field, head.file != nil)
                if isFile {
                    try mustBeOurs()
                    guard name == wanted, fileName == nil else { throw Multipart.Malformed() }
                    fileName = head.file
                } else {
                    guard fields.updateValue([], forKey: name) == nil, fields.count <= Multipart.partsMaximum
                    else { throw Multipart.Malformed() }
                }
            case .data(let data):
                if isFile {
                    bytes += data.count
                    guard bytes <= most else { throw HTTPError(.contentTooLarge) }
                    try keep(data)
                } else {
                    fields[name, default: []] += data
                    guard fields[name, default: []].count <= Multipart.fieldBytesMaximum
                    else { throw HTTPError(.contentTooLarge) }
                }
            case .end: break
            }
        }
    }
}

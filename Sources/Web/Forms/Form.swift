import Cryptography
import Hummingbird
import NIOCore
import Values

/// What was typed, as text. It can only be had with the site's own token in it.
struct Form: Sendable {
    private(set) var fields: [String: String]
    /// What came with it, by the field's name: only in forms that take files.
    private(set) var files: [String: [Multipart.File]] = [:]

    /// A form of the site is never larger: fifty reasons of a thousand letters, each at most twelve bytes as sent.
    static let bytesMaximum = 768 * 1024
    static let fieldsMaximum = 400

    /// - Throws: 413 when it is too large, 415 when it is no form, 400 when it is malformed, `ForgedForm`.
    init(_ request: Request, visit: Visit) async throws {
        fields = try await Form.fields(of: request)
        try checkToken(of: visit)
    }

    /// A form with files, which has a limit of its own.
    /// - Parameter bytesMaximum: of the whole body; it is kept in memory.
    /// - Throws: 413 when it is too large, 415 when it has no files in it, 400 when it is malformed, `ForgedForm`.
    init(_ request: Request, visit: Visit, filesUpTo bytesMaximum: Int) async throws {
        guard let boundary = Multipart.boundary(of: request.headers[.contentType] ?? "")
        else { throw HTTPError(.unsupportedMediaType) }
        let body = try await Form.body(of: request, upTo: bytesMaximum)
        do {
            let form = try Multipart(Array(body.readableBytesView), boundary: boundary)
            (fields, files) = (form.fields, form.files)
        } catch {
            throw HTTPError(.badRequest)
        }
        try checkToken(of: visit)
    }

    private mutating func checkToken(of visit: Visit) throws {
        let token = fields.removeValue(forKey: "token") ?? ""
        // Where a visit has no token, none is right.
        guard !visit.token.isEmpty, ConstantTime.equal(Array(token.utf8), Array(visit.token.utf8))
        else { throw ForgedForm() }
    }

    private static func body(of request: Request, upTo bytesMaximum: Int) async throws -> ByteBuffer {
        do {
            return try await request.body.collect(upTo: bytesMaximum)
        } catch is NIOTooManyBytesError {
            throw HTTPError(.contentTooLarge)
        } catch {
            // The body broke off, or was no HTTP.
            throw HTTPError(.badRequest)
        }
    }

    /// The fields as they came, before anything is checked.
    static func fields(of request: Request) async throws -> [String: String] {
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded")
        else { throw HTTPError(.unsupportedMediaType) }
        let body = try await body(of: request, upTo: bytesMaximum)
        guard let text = body.getString(at: body.readerIndex, length: body.readableBytes, encoding: .utf8)
        else { throw HTTPError(.badRequest) }
        do {
            let fields = try URLEncodedFormDecoder().decode([String: String].self, from: text)
            guard fields.count <= fieldsMaximum else { throw HTTPError(.badRequest) }
            return fields
        } catch {
            throw HTTPError(.badRequest)
        }
    }

    /// The fields of a form that no page of ours made: mail programs send either kind, or nothing (RFC 8058, 3.2).
    static func unsignedFields(of request: Request) async throws -> [String: String] {
        let type = request.headers[.contentType] ?? ""
        guard !type.isEmpty else { return [:] }
        guard let boundary = Multipart.boundary(of: type) else { return try await fields(of: request) }
        let body = try await body(of: request, upTo: 4_096)
        do {
            return try Multipart(Array(body.readableBytesView), boundary: boundary).fields
        } catch {
            throw HTTPError(.badRequest)
        }
    }

    /// What was typed, without the blanks around it; empty when there is no such field.
    subscript(name: String) -> String { Text.tidy(fields[name] ?? "") }

    /// The file of a field; nil when none was chosen, or several.
    func file(_ name: String) -> Multipart.File? { files[name]?.count == 1 ? files[name]?.first : nil }

    /// As it was typed, for passwords.
    func raw(_ name: String) -> String { fields[name] ?? "" }

    /// The idempotency key.
    var command: String { self["command"] }
}

/// A form that does not come from this site and this browser.
struct ForgedForm: Error {}

/// A form from a page that was made for another holder than the one acted for now: the person has switched in another
/// tab, and must not do for one what they meant for the other.
struct OtherHolder: Error {}

extension FieldProblems {
    /// Notes the problem and gives nil when a text is empty or too long.
    mutating func text(
        _ form: Form, _ field: String, most: Int, empty: String, long: String
    ) -> String? {
        let text = form[field]
        if text.isEmpty { add(field, empty) }
        if text.unicodeScalars.count > most { add(field, long) }
        return text.isEmpty || text.unicodeScalars.count > most ? nil : text
    }
}

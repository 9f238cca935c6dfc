import CZip

/// Zip archives in memory, small ones: packed always in the same way, so that the same members give the same bytes, and
/// unpacked within limits, so that none can take more than it is let.
package enum Archive {
    package struct Member: Sendable, Hashable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// What an archive may hold at most.
    package struct Limits: Sendable {
        package let members: Int
        /// Of one member, unpacked.
        package let memberBytes: Int
        /// Of all members together, unpacked.
        package let totalBytes: Int

        package init(members: Int, memberBytes: Int, totalBytes: Int) {
            self.members = members
            self.memberBytes = memberBytes
            self.totalBytes = totalBytes
        }
    }

    /// Members in their order, at least one, not compressed, dated 1 January 1980, where the dates of zip begin:
    /// neither a clock nor the version of a compressor is in the bytes.
    /// - Throws: `ArchiveProblem.engine`.
    package static func pack(_ members: [Member]) throws(ArchiveProblem) -> [UInt8] {
        var error = zip_error_t()
        guard let source = zip_source_buffer_create(nil, 0, 0, &error) else {
            throw .engine("zip_source_buffer_create")
        }
        defer { zip_source_free(source) }
        // The archive lets go of it when it is closed; it is read after that.
        zip_source_keep(source)
        guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, &error) else {
            zip_source_free(source)
            throw .engine("zip_open_from_source")
        }
        // libzip reads the members when it is closed: until then they stay where they are.
        let all = members.flatMap(\.bytes)
        let isWritten = all.withUnsafeBytes { bytes in
            var start = 0
            for member in members {
                guard add(member, bytes, from: start, to: archive) else { return false }
                start += member.bytes.count
            }
            return zip_close(archive) == 0
        }
        guard isWritten else {
            zip_discard(archive)
            throw .engine("zip_close")
        }
        return try read(source)
    }

    private static func add(
        _ member: Member, _ bytes: UnsafeRawBufferPointer, from start: Int, to archive: OpaquePointer
    ) -> Bool {
        let place = bytes.baseAddress.map { $0 + start }
        guard let content = zip_source_buffer(archive, place, zip_uint64_t(member.bytes.count), 0) else { return false }
        let index = zip_file_add(archive, member.name, content, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(content)
            return false
        }
        return zip_set_file_compression(archive, zip_uint64_t(index), ZIP_CM_STORE, 0) == 0
            && zip_file_set_dostime(archive, zip_uint64_t(index), 0, firstDay, 0) == 0
    }

    /// 1 January 1980, as MS-DOS writes it.
    private static let firstDay: zip_uint16_t = 1 << 5 | 1

    private static func read(_ source: OpaquePointer) throws(ArchiveProblem) -> [UInt8] {
        var status = zip_stat_t()
        guard zip_source_open(source) == 0 else { throw .engine("zip_source_open") }
        defer { zip_source_close(source) }
        guard zip_source_stat(source, &status) == 0, status.valid & zip_uint64_t(ZIP_STAT_SIZE) != 0 else {
            throw .engine("zip_source_stat")
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.size))
        guard zip_source_read(source, &bytes, status.size) == zip_int64_t(status.size) else {
            throw .engine("zip_source_read")
        }
        return bytes
    }

    /// The members in their order, each with its checksum found right.
    /// - Throws: `ArchiveProblem`.
    package static func unpack(_ bytes: [UInt8], within limits: Limits) throws(ArchiveProblem) -> [Member] {
        let result = bytes.withUnsafeBytes { buffer -> Result<[Member], ArchiveProblem> in
            do throws(ArchiveProblem) {
                return .success(try unpack(buffer, within: limits))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func unpack(
        _ buffer: UnsafeRawBufferPointer, within limits: Limits
    ) throws(ArchiveProblem) -> [Member] {
        var error = zip_error_t()
        guard let source = zip_source_buffer_create(buffer.baseAddress, zip_uint64_t(buffer.count), 0, &error)
        else { throw .engine("zip_source_buffer_create") }
        // Refused by libzip itself: names that are there twice, and headers that contradict each other.
        zip_source_keep(source)
        defer { zip_source_free(source) }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) else {
            zip_source_free(source)
            throw doubledName(source) ?? .notAnArchive
        }
        defer { zip_discard(archive) }
        let count = Int(clamping: zip_get_num_entries(archive, 0))
        guard count > 0 else { throw .notAnArchive }
        guard count <= limits.members else { throw .tooManyMembers(most: limits.members) }
        var members: [Member] = []
        var left = limits.totalBytes
        for index in 0..<count {
            let member = try member(index, of: archive, most: min(left, limits.memberBytes))
            guard !members.contains(where: { $0.name == member.name }) else { throw .doubled(member.name) }
            left -= member.bytes.count
            members.append(member)
        }
        return members
    }

    /// Why an archive was not opened, where the reason is a name that is there twice.
    private static func doubledName(_ source: OpaquePointer) -> ArchiveProblem? {
        var error = zip_error_t()
        zip_source_keep(source)
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            return nil
        }
        defer { zip_discard(archive) }
        var names: Set<String> = []
        for index in 0..<max(0, zip_get_num_entries(archive, 0)) {
            guard let text = zip_get_name(archive, zip_uint64_t(index), 0) else { return nil }
            let name = String(cString: text)
            if !names.insert(name).inserted { return .doubled(name) }
        }
        return nil
    }

    private static func member(
        _ index: Int, of archive: OpaquePointer, most: Int
    ) throws(ArchiveProblem) -> Member {
        var status = zip_stat_t()
        guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0, let text = status.name else {
            throw .notAnArchive
        }
        let name = String(cString: text)
        guard status.encryption_method == zip_uint16_t(ZIP_EM_NONE),
            [zip_uint16_t(ZIP_CM_STORE), zip_uint16_t(ZIP_CM_DEFLATE)].contains(status.comp_method)
        else { throw .packedStrangely(name) }
        // What it says of its size is not believed, but asked first: then nothing is unpacked in vain.
        guard status.size <= zip_uint64_t(max(0, most)) else { throw .tooLarge(name) }
        guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else { throw .damaged(name) }
        defer { zip_fclose(file) }
        let size = Int(status.size)
        // One byte more than it says: there must be none, and only at the end is the checksum compared.
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var filled = 0
        while filled <= size {
            let read = zip_fread(file, &bytes[filled], zip_uint64_t(size + 1 - filled))
            guard read >= 0 else { throw .damaged(name) }
            guard read > 0 else { break }
            filled += Int(read)
        }
        guard filled == size else { throw .damaged(name) }
        return Member(name: name, bytes: Array(bytes.prefix(size)))
    }
}

/// Why something is no archive that is taken; the words are for whoever opens it.
package enum ArchiveProblem: Error, Hashable, CustomStringConvertible {
    case notAnArchive
    case tooManyMembers(most: Int)
    case tooLarge(String)
    case doubled(String)
    case damaged(String)
    /// Encrypted, or compressed in a way that is not taken.
    case packedStrangely(String)
    case engine(String)

    package var description: String {
        switch self {
        case .notAnArchive: "this is not a zip archive, or it is damaged"
        case .tooManyMembers(let most): "it holds more than \(most) files"
        case .tooLarge(let name): "\(name): is larger than what is taken"
        case .doubled(let name): "\(name): is in it twice"
        case .damaged(let name): "\(name): is damaged"
        case .packedStrangely(let name): "\(name): is encrypted, or packed in a way that is not taken"
        case .engine(let call): "libzip failed at \(call)"
        }
    }
}

import Cryptography
import Foundation

/// The private key that signs orders: PEM, PKCS #8, for this account only.
enum SigningKeyFile {
    /// Reads the key, or makes one where there is no file.
    static func open(_ path: String) throws -> Ed25519.PrivateKey {
        if let key = try read(path) { return key }
        let key = try Ed25519.PrivateKey(seed: RandomBytes.make(Ed25519.seedBytes))
        // Another start may have been quicker: then its key is the one.
        return try write(key, path) ? key : try read(path) ?? key
    }

    /// Anti-forgery tokens need a secret of their own, which nobody should have to set up: one that follows from the
    /// key and tells nothing about it.
    static func formSecret(of key: Ed25519.PrivateKey) -> [UInt8] {
        HMAC.sha256(key: key.seed, message: Array("holdfast form secret 1".utf8))
    }

    private static let bytesMaximum = 16 * 1024

    private static func read(_ path: String) throws -> Ed25519.PrivateKey? {
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw CommandFailure("\(path): \(String(cString: strerror(errno)))") }
            return nil
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CommandFailure("\(path): is not a plain file")
        }
        guard status.st_mode & 0o077 == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw CommandFailure(
                "\(path): others may read this signing key (mode \(mode)); run chmod 600; if they did, make a new one")
        }
        let bytes = try handle.read(upToCount: bytesMaximum) ?? Data()
        do {
            return try Ed25519.PrivateKey(pem: String(decoding: bytes, as: UTF8.self))
        } catch {
            throw CommandFailure("\(path): is not an Ed25519 private key in PEM")
        }
    }

    /// False when there is a file already.
    private static func write(_ key: Ed25519.PrivateKey, _ path: String) throws -> Bool {
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            guard errno == EEXIST else { throw CommandFailure("\(path): \(String(cString: strerror(errno)))") }
            return false
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: Data(try key.pem().utf8))
        // A lost key cannot be made again, and orders name it.
        try handle.synchronize()
        return true
    }
}

import Foundation

/// The site as authenticators know it (WebAuthn, section 4): a passkey is for one host, and answers to one origin.
package struct RelyingParty: Sendable, Hashable {
    /// The host.
    package let id: String
    /// Scheme, host and port, as browsers say it.
    package let origin: String

    /// Nil where browsers give no passkeys: for a host that is an address in numbers, and without TLS outside of this
    /// machine.
    /// - Parameter publicURL: as people reach it, without a slash at the end.
    package init?(publicURL: String) {
        guard let url = URLComponents(string: publicURL), let scheme = url.scheme, let host = url.host?.lowercased(),
            scheme == "https" || host == "localhost", !host.contains(":"), host.contains(where: \.isLetter)
        else { return nil }
        let standard = scheme == "https" ? 443 : 80
        id = host
        origin = "\(scheme)://\(host)" + (url.port.map { $0 == standard ? "" : ":\($0)" } ?? "")
    }
}

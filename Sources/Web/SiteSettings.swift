import Catalogue
import Operations
import Synchronization

/// What the site is told once, at start.
package struct SiteSettings: Sendable {
    package let host: String
    package let port: Int
    /// The folder of stylesheets and pictures.
    package let publicFolder: String
    /// True when people reach the site over TLS, here or in front of it: cookies are then `__Host-` and Secure.
    package let behindTLS: Bool
    /// As people reach it; nil where that is this machine's own address.
    package let publicURL: String?
    /// Key of the tokens that tell the site's own forms from others.
    package let formSecret: [UInt8]
    /// Demonstration data: the sign-in page says so.
    package let isDemo: Bool
    /// Where suppliers' files lie until they have been worked on and kept long enough.
    package let runFolder: String
    private let listed: RoutingSettings
    private let place = SitePlace()
    /// How often suppliers' programs may come.
    package let programs: ProgramLimits
    /// Whose word counts for where a request comes from.
    package let trustedProxies: [AddressRange]
    /// Draws anew what somebody sends as a picture, out of harm’s way. Throws `PictureProblem`.
    package let draw: @Sendable ([UInt8]) async throws -> PictureFile

    package init(
        host: String, port: Int, publicFolder: String, behindTLS: Bool, formSecret: [UInt8], isDemo: Bool,
        runFolder: String, publicURL: String? = nil, routing: RoutingSettings,
        programs: ProgramLimits = ProgramLimits(), trustedProxies: [AddressRange] = [],
        draw: @escaping @Sendable ([UInt8]) async throws -> PictureFile
    ) {
        self.host = host
        self.port = port
        self.publicFolder = publicFolder
        self.behindTLS = behindTLS
        self.publicURL = publicURL
        self.formSecret = formSecret
        self.isDemo = isDemo
        self.runFolder = runFolder
        listed = routing
        self.programs = programs
        self.trustedProxies = trustedProxies
        self.draw = draw
    }

    /// How messages leave, with the address that people reach.
    package var routing: RoutingSettings { place.address.map(listed.reached) ?? listed }

    /// Said once the server listens: a port that the machine chooses is not known before.
    package func isReached(at address: String) { place.address = address }
}

/// Where people reach the site.
private final class SitePlace: Sendable {
    private let known = Mutex<String?>(nil)

    var address: String? {
        get { known.withLock { $0 } }
        set { known.withLock { $0 = newValue } }
    }
}

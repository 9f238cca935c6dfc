import Catalogue
import Operations

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
    /// How messages leave.
    package let routing: RoutingSettings
    /// How often suppliers' programs may come.
    package let programs: ProgramLimits
    /// Draws anew what somebody sends as a picture, out of harm’s way. Throws `PictureProblem`.
    package let draw: @Sendable ([UInt8]) async throws -> PictureFile

    package init(
        host: String, port: Int, publicFolder: String, behindTLS: Bool, formSecret: [UInt8], isDemo: Bool,
        runFolder: String, publicURL: String? = nil, routing: RoutingSettings,
        programs: ProgramLimits = ProgramLimits(), draw: @escaping @Sendable ([UInt8]) async throws -> PictureFile
    ) {
        self.host = host
        self.port = port
        self.publicFolder = publicFolder
        self.behindTLS = behindTLS
        self.publicURL = publicURL
        self.formSecret = formSecret
        self.isDemo = isDemo
        self.runFolder = runFolder
        self.routing = routing
        self.programs = programs
        self.draw = draw
    }
}

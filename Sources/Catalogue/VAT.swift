import Values

/// How value added tax falls on a listing (reference, D5; VAT Act 1994).
package enum VAT: String, Sendable, CaseIterable, Codable {
    /// Zero-rated only with the disabled person's own declaration (Schedule 8, group 12); standard without it.
    case zeroWithDeclaration = "Z"
    case zero = "ZZ"
    case exempt = "E"
    case standard = "S"
    case reduced = "R"
    /// Outside the scope, such as wages.
    case outside = "O"

    /// The rate charged without a declaration, in hundredths of a per cent.
    package var basisPoints: Int {
        switch self {
        case .zeroWithDeclaration, .standard: 2_000
        case .reduced: 500
        case .zero, .exempt, .outside: 0
        }
    }

    /// The tax on one unit, rounded to the penny; quantities multiply the rounded sum, so that totals always agree.
    package func tax(on net: Money) -> Money { net.share(basisPoints: basisPoints) }
}

import Values

/// A picture of a listing, as it is kept: drawn anew from what the supplier sent, in two sizes, without anything that
/// the file said beside its pixels.
package struct PictureFile: Sendable, Hashable {
    /// The longer side is at most so many pixels: one for pages, one for lists.
    package static let sides = [960, 480]

    /// Of the larger one: names the picture.
    package let digest: Digest
    /// As JPEG, in the order of `sides`.
    package let renditions: [[UInt8]]

    /// - Parameter renditions: one for each of `sides`.
    package init(renditions: [[UInt8]]) {
        digest = Digest(of: renditions.first ?? [])
        self.renditions = renditions
    }
}

/// One of the pictures of a listing, in their order.
package struct ListingPicture: Sendable, Hashable {
    package let digest: Digest
    /// What can be seen on it, for people who do not see it.
    package let words: String

    package init(digest: Digest, words: String) {
        self.digest = digest
        self.words = words
    }

    package static let countMaximum = 8
    package static let wordsCharactersMaximum = 150

    /// Where it is found; the name never means another picture.
    package static func address(_ digest: Digest, side: Int) -> String { "/pictures/\(digest)-\(side)" }
}

/// Why a picture cannot be added.
package enum PictureRefusal: Refusal, Hashable {
    case tooMany(most: Int)
    /// The same picture is there already.
    case isThere

    package var code: String {
        switch self {
        case .tooMany: "picture.too-many"
        case .isThere: "picture.is-there"
        }
    }
}

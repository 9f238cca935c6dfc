import Catalogue
import Identity
import Relational
import Storage
import Values

/// A supplier adds a picture to one of its listings, behind those that are there.
package struct AddListingPicture: Operation {
    package let listing: Listing.ID
    /// Drawn anew from what was sent.
    package let file: PictureFile
    /// What can be seen on it, for people who do not see it.
    package let words: String

    package init(listing: Listing.ID, file: PictureFile, words: String) {
        self.listing = listing
        self.file = file
        self.words = words
    }

    private enum Key: CodingKey { case listing, digest, words }

    /// The digest stands for the bytes.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(listing, forKey: .listing)
        try container.encode(file.digest, forKey: .digest)
        try container.encode(words, forKey: .words)
    }

    /// - Throws: `NotFound`; `FieldProblems`; `PictureRefusal`.
    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        var pictures = try ownPictures(listing, tx, principal)
        guard !pictures.contains(where: { $0.digest == file.digest }) else { throw PictureRefusal.isThere }
        guard pictures.count < ListingPicture.countMaximum
        else { throw PictureRefusal.tooMany(most: ListingPicture.countMaximum) }
        pictures.append(ListingPicture(digest: file.digest, words: try fitWords(words)))
        try tx.pictures.keep(file)
        try tx.pictures.save(pictures, of: listing)
        return listing
    }
}

/// A supplier says anew what can be seen on a picture.
package struct DescribeListingPicture: Operation {
    package let listing: Listing.ID
    package let picture: Digest
    package let words: String

    package init(listing: Listing.ID, picture: Digest, words: String) {
        self.listing = listing
        self.picture = picture
        self.words = words
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        var pictures = try ownPictures(listing, tx, principal)
        guard let place = pictures.firstIndex(where: { $0.digest == picture }) else { throw NotFound() }
        pictures[place] = ListingPicture(digest: picture, words: try fitWords(words))
        try tx.pictures.save(pictures, of: listing)
        return listing
    }
}

/// A supplier shows a picture before the one that stands before it now; the first stays where it is.
package struct MoveListingPicture: Operation {
    package let listing: Listing.ID
    package let picture: Digest

    package init(listing: Listing.ID, picture: Digest) {
        self.listing = listing
        self.picture = picture
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        var pictures = try ownPictures(listing, tx, principal)
        guard let place = pictures.firstIndex(where: { $0.digest == picture }) else { throw NotFound() }
        if place > 0 { pictures.swapAt(place, place - 1) }
        try tx.pictures.save(pictures, of: listing)
        return listing
    }
}

/// A supplier takes a picture off a listing.
package struct RemoveListingPicture: Operation {
    package let listing: Listing.ID
    package let picture: Digest

    package init(listing: Listing.ID, picture: Digest) {
        self.listing = listing
        self.picture = picture
    }

    package func run(in tx: Transaction, as principal: Principal, with tools: Tools) throws -> Listing.ID {
        let pictures = try ownPictures(listing, tx, principal)
        guard pictures.contains(where: { $0.digest == picture }) else { throw NotFound() }
        try tx.pictures.save(pictures.filter { $0.digest != picture }, of: listing)
        return listing
    }
}

/// The pictures of a listing of the supplier for which the person works. - Throws: `NotFound`.
private func ownPictures(
    _ listing: Listing.ID, _ tx: Transaction, _ principal: Principal
) throws -> [ListingPicture] {
    let supplier = try principal.actingForSupplier(to: .listings)
    guard try tx.listings.find(listing, of: supplier) != nil else { throw NotFound() }
    return try tx.pictures.list(of: listing)
}

/// - Throws: `FieldProblems` where there are none, or too many.
private func fitWords(_ text: String) throws(FieldProblems) -> String {
    let (words, most) = (Text.line(text), ListingPicture.wordsCharactersMaximum)
    guard !words.isEmpty else { throw FieldProblems("words", "Say what can be seen on it") }
    guard words.unicodeScalars.count <= most else { throw FieldProblems("words", "Write at most \(most) characters") }
    return words
}

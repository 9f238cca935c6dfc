import Catalogue
import Foundation
import Relational
import Values

/// Pictures of listings.
package struct PictureStore<Access: Reading> { let access: Access }

extension Reading {
    package var pictures: PictureStore<Self> { PictureStore(access: self) }
}

extension PictureStore {
    /// In the order in which the supplier wants them seen.
    package func list(of listing: Listing.ID) throws -> [ListingPicture] {
        try access.connection.rows(
            "SELECT * FROM listing_pictures WHERE listing_id = \(listing) ORDER BY position"
        ).map(PictureStore.picture)
    }

    /// The first of each: for lists. Listings without pictures are not in it.
    package func first(of listings: [Listing.ID]) throws -> [Listing.ID: ListingPicture] {
        let rows = try access.connection.rows(
            "SELECT * FROM listing_pictures WHERE listing_id IN (\(list: listings)) ORDER BY position DESC")
        var found: [Listing.ID: ListingPicture] = [:]
        for row in rows { found[try row.id("listing_id")] = try PictureStore.picture(row) }
        return found
    }

    /// The file of one size, as JPEG; nil when there is none.
    package func content(_ digest: Digest, side: Int) throws -> [UInt8]? {
        guard
            let row = try access.connection.row(
                "SELECT content FROM pictures WHERE digest = \(digest) AND side = \(side)")
        else { return nil }
        guard let data = Data(base64Encoded: try row.text("content"))
        else { throw DecodingFailure(column: "content", problem: "not base64") }
        return [UInt8](data)
    }

    private static func picture(_ row: Row) throws -> ListingPicture {
        ListingPicture(digest: Digest(try row.text("digest")), words: try row.text("words"))
    }
}

extension PictureStore where Access: Writing {
    /// Keeps a file, if it is not there yet.
    package func keep(_ file: PictureFile) throws {
        for (side, bytes) in zip(PictureFile.sides, file.renditions) {
            try access.connection.run(
                """
                INSERT INTO pictures (digest, side, content)
                VALUES (\(file.digest), \(side), \(Data(bytes).base64EncodedString()))
                ON CONFLICT (digest, side) DO NOTHING
                """)
        }
    }

    /// Writes down which pictures a listing has, in this order, and removes what nothing refers to any more.
    package func save(_ pictures: [ListingPicture], of listing: Listing.ID) throws {
        let before = try list(of: listing)
        try access.connection.run("DELETE FROM listing_pictures WHERE listing_id = \(listing)")
        for (place, picture) in pictures.enumerated() {
            try access.connection.run(
                """
                INSERT INTO listing_pictures (listing_id, digest, position, words)
                VALUES (\(listing), \(picture.digest), \(place + 1), \(picture.words))
                """)
        }
        for gone in before where !pictures.contains(where: { $0.digest == gone.digest }) {
            try access.connection.run(
                """
                DELETE FROM pictures WHERE digest = \(gone.digest)
                    AND NOT EXISTS (SELECT 1 FROM listing_pictures l WHERE l.digest = pictures.digest)
                """)
        }
    }
}

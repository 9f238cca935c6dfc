import Catalogue
import Identity
import Relational
import Values

/// What people looked for in vain: sums by day, words, category and place, and nothing about who it was.
package struct MarketGapStore<Access: Reading> { let access: Access }

extension Reading {
    package var marketGaps: MarketGapStore<Self> { MarketGapStore(access: self) }
}

/// The same words with the same category, over a stretch of days.
package struct MarketGapSum: Sendable, Hashable {
    package let words: String
    package let category: Catalogue.Category.ID?
    package let searches: Int
    package let lastDay: Day
    /// Most asked first; the empty place stands for all that are not named.
    package let places: [Place]

    package struct Place: Sendable, Hashable {
        package let name: String
        package let searches: Int
    }
}

/// One row as it is kept.
package struct MarketGapRow: Sendable, Hashable {
    package let gap: MarketGap
    package let day: Day
    package let searches: Int
}

extension MarketGapStore {
    /// A commissioner's gaps since a day, the most asked first: `most` of them after the first `skipping`.
    package func list(
        of commissioner: Commissioner.ID, since day: Day, skipping: Int, most: Int
    ) throws -> [MarketGapSum] {
        try access.connection.rows(
            """
            SELECT words, category_id, SUM(searches) AS total, MAX(day) AS last_day FROM market_gaps
            WHERE commissioner_id = \(commissioner) AND day >= \(day)
            GROUP BY words, category_id ORDER BY total DESC, words, category_id LIMIT \(most) OFFSET \(skipping)
            """
        ).map { row in
            let (words, category) = (try row.text("words"), try row.text("category_id"))
            return MarketGapSum(
                words: words, category: category.isEmpty ? nil : .init(category),
                searches: try row.integer("total"), lastDay: try row.day("last_day"),
                places: try places(of: commissioner, since: day, words: words, category: category))
        }
    }

    private func places(
        of commissioner: Commissioner.ID, since day: Day, words: String, category: String
    ) throws -> [MarketGapSum.Place] {
        try access.connection.rows(
            """
            SELECT place, SUM(searches) AS total FROM market_gaps
            WHERE commissioner_id = \(commissioner) AND day >= \(day) AND words = \(words)
                AND category_id = \(category)
            GROUP BY place ORDER BY CASE WHEN place = '' THEN 1 ELSE 0 END, total DESC, place
            """
        ).map { .init(name: try $0.text("place"), searches: try $0.integer("total")) }
    }

    /// How many different gaps there are since a day.
    package func count(of commissioner: Commissioner.ID, since day: Day) throws -> Int {
        try access.connection.row(
            """
            SELECT COUNT(*) AS gaps FROM (SELECT DISTINCT words, category_id FROM market_gaps
                WHERE commissioner_id = \(commissioner) AND day >= \(day)) AS distinct_gaps
            """)?.integer("gaps") ?? 0
    }

    /// Every row since a day, for a file: the newest day first, after the last that was read.
    package func rows(
        of commissioner: Commissioner.ID, since day: Day, skipping: Int, most: Int
    ) throws -> [MarketGapRow] {
        try access.connection.rows(
            """
            SELECT * FROM market_gaps WHERE commissioner_id = \(commissioner) AND day >= \(day)
            ORDER BY day DESC, words, category_id, place LIMIT \(most) OFFSET \(skipping)
            """
        ).map { row in
            let category = try row.text("category_id")
            return MarketGapRow(
                gap: MarketGap(
                    words: try row.text("words"), category: category.isEmpty ? nil : .init(category),
                    place: try row.text("place")),
                day: try row.day("day"), searches: try row.integer("searches"))
        }
    }

    /// The smallest place around a district in which enough of a commissioner's people live to name it: the district,
    /// its area, or nothing.
    package func place(of district: String, for commissioner: Commissioner.ID) throws -> String {
        let area = Postcode.area(ofDistrict: district)
        // A blank ends a district, and a digit follows an area, wherever a postcode is written in full.
        for (name, first, end) in [(district, " ", "!"), (area, "0", ":")] {
            let count = try access.connection.row(
                """
                SELECT COUNT(*) AS people FROM holders WHERE commissioner_id = \(commissioner)
                    AND postcode >= \(name + first) AND postcode < \(name + end)
                """)?.integer("people") ?? 0
            if count >= MarketGap.peopleMinimum { return name }
        }
        return ""
    }
}

extension MarketGapStore where Access: Writing {
    /// One more search in vain.
    package func note(_ gap: MarketGap, of commissioner: Commissioner.ID, on day: Day) throws {
        try access.connection.run(
            """
            INSERT INTO market_gaps (commissioner_id, day, words, category_id, place, searches)
            VALUES (\(commissioner), \(day), \(gap.words), \(gap.category?.text ?? ""), \(gap.place), 1)
            ON CONFLICT (commissioner_id, day, words, category_id, place)
            DO UPDATE SET searches = market_gaps.searches + 1
            """)
    }

    /// A sum as a file has it, unless more has been counted since.
    package func take(
        _ gap: MarketGap, searches: Int, of commissioner: Commissioner.ID, on day: Day
    ) throws -> ImportOutcome {
        let known = try access.connection.row(
            """
            SELECT searches FROM market_gaps WHERE commissioner_id = \(commissioner) AND day = \(day)
                AND words = \(gap.words) AND category_id = \(gap.category?.text ?? "") AND place = \(gap.place)
            """
        )?.integer("searches")
        if let known, known >= searches { return .unchanged }
        try access.connection.run(
            """
            INSERT INTO market_gaps (commissioner_id, day, words, category_id, place, searches)
            VALUES (\(commissioner), \(day), \(gap.words), \(gap.category?.text ?? ""), \(gap.place), \(searches))
            ON CONFLICT (commissioner_id, day, words, category_id, place) DO UPDATE SET searches = excluded.searches
            """)
        return known == nil ? .added : .changed
    }
}

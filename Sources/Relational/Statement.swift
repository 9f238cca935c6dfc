/// SQL with its bound values, written as an interpolated literal: what is interpolated is bound, never pasted.
///
/// Placeholders are `$1`, `$2` … in the order of their appearance. SQLite takes them as names in order of
/// first appearance, PostgreSQL as positions; numbered this way both mean the same.
package struct Statement: Sendable, Hashable, ExpressibleByStringInterpolation {
    package let sql: String
    package let values: [Value]

    package init(stringLiteral literal: String) {
        sql = literal
        values = []
    }

    package init(stringInterpolation interpolation: Interpolation) {
        sql = interpolation.sql
        values = interpolation.values
    }

    package struct Interpolation: StringInterpolationProtocol, Sendable {
        fileprivate var sql = ""
        fileprivate var values: [Value] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql.reserveCapacity(literalCapacity + interpolationCount * 3)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) {
            sql += literal
        }

        package mutating func appendInterpolation(_ bindable: some Bindable) {
            append(bindable.value)
        }

        private mutating func append(_ value: Value) {
            values.append(value)
            sql += values.count < Self.placeholders.count ? Self.placeholders[values.count] : "$\(values.count)"
        }

        /// Of all statements but those with long lists.
        private static let placeholders = (0..<64).map { "$\($0)" }

        package mutating func appendInterpolation(_ bindable: (some Bindable)?) {
            append(bindable?.value ?? .null)
        }

        /// A list for `IN (…)`; an empty list becomes `NULL`, which matches nothing.
        package mutating func appendInterpolation(list: [some Bindable]) {
            guard !list.isEmpty else {
                sql += "NULL"
                return
            }
            for (position, bindable) in list.enumerated() {
                if position > 0 { sql += ", " }
                appendInterpolation(bindable)
            }
        }

        /// A committed piece of SQL, such as a column list: a literal, so nothing a person typed can get here.
        package mutating func appendInterpolation(sql literal: StaticString) {
            sql += literal.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        }
    }
}

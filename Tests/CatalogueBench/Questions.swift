/// What is asked of the shop: each kind of question in several forms.
enum Questions {
    static let all: [(kind: String, addresses: [String])] = [
        ("no words", ["", "show=all", "show=all&order=price", "category=07&show=all", "show=all&reach=local"]),
        ("rare word", rank(20_000...20_015).map { "q=\($0)&show=all" }),
        ("middling word", rank(150...165).map { "q=\($0)&show=all" }),
        ("broad word", rank(0...5).map { "q=\($0)&show=all" }),
        ("prefix", ["sup", "ses", "adj", "mob", "qui"].map { "q=\($0)&show=all" }),
        ("two words", ["chair+frame", "home+visit", "zebra+rail", "support+home", "bath+cushion"].map {
            "q=\($0)&show=all"
        }),
        ("several filters", [
            "show=all&q=chair&reach=local&price=2500-5000&check=insured", "show=all&within=20&days=7&category=07",
            "q=visit&within=50&order=distance&show=all",
        ]),
        ("slip of the pen", ["chiar", "cusion", "adjustible", "foldign"].map { "q=\($0)&show=all" }),
        ("beyond", ["show=beyond&q=chair", "show=beyond"]),
    ]

    private static func rank(_ ranks: ClosedRange<Int>) -> [String] { ranks.map { GeneratedCatalogue.words[$0] } }
}

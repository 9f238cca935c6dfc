import Identity
import Markup
import Operations
import Plans
import Storage
import Values

/// A commissioner's people, with where their plans stand.
struct PeoplePage {
    static let most = 50

    let words: String
    let page: Int
    let count: Int
    let people: [DirectoryEntry]
    let today: Day

    init(of commissioner: Commissioner.ID, words: String, page: Int, _ look: Desk.Look) throws {
        let holders = look.snapshot.holders
        self.words = words
        count = try holders.count(of: commissioner, words: words)
        let last = max(1, (count + Self.most - 1) / Self.most)
        self.page = min(max(1, page), last)
        people = try holders.directory(
            of: commissioner, words: words, skipping: (self.page - 1) * Self.most, most: Self.most)
        today = look.today
    }

    private var pageCount: Int { max(1, (count + Self.most - 1) / Self.most) }

    var view: View {
        View("People", place: .people, width: .wide) {
            h1 { "People" }
            p { Link("Letters to print", href: "/letters") }
            form(.class("search"), .method("get"), .action("/people"), .role("search")) {
                label(.class("search__label"), .for("q")) { "Part of a name or postcode" }
                div(.class("search__row")) {
                    input(.class("input search__input"), .type("search"), .id("q"), .name("q"), .value(words))
                    Button("Search")
                }
            }
            if people.isEmpty { nobody } else { list }
        }
    }

    private var nobody: HTML {
        words.isEmpty
            ? EmptyState(title: "There is nobody here yet", text: "People come in with the import of holders.").html
            : EmptyState(
                title: "Nobody has this name or postcode", text: "Try a shorter part of it.",
                next: Link("Show everybody", href: "/people")
            ).html
    }

    @HTMLBuilder private var list: HTML {
        p(.class("lead")) { count == 1 ? "One person." : "\(count) people." }
        DataTable(
            id: "people", caption: "People, by name", isCaptionHidden: true,
            columns: [
                .init("Person"), .init("Postcode"), .init("Plan"), .init("What is coming"), .init("Next review"),
                .init("Asked for changes"),
            ],
            rows: people.map(row))
        Pagination(page: page, pageCount: pageCount, address: address, subject: "People")
    }

    private var address: String {
        let query = words.isEmpty ? "" : "q=\(SignInPage.encode(words))&"
        return "/people?\(query)page="
    }

    private func row(_ entry: DirectoryEntry) -> DataTable.Row {
        let isOverdue = entry.reviewDue.map { $0 < today } ?? false
        return .init(
            HTML { a(.class("link"), .href("/people/\(entry.holder.id)")) { bdi { entry.holder.name } } },
            [
                HTML(entry.holder.address.postcode),
                HTML { if let plan = entry.plan { plan.staffTag } else { "None" } },
                HTML { if let coming = entry.coming { coming.staffTag } else { "Nothing" } },
                HTML { ReviewDay(entry.reviewDue, today: today) },
                HTML {
                    if entry.openRequests > 0 { StatusTag("\(entry.openRequests) open", tone: .ask) } else { "None" }
                },
            ],
            isMarked: isOverdue || entry.openRequests > 0)
    }
}

import Relational

/// The schema, step by step. Steps are added, never edited.
package enum Migrations {
    package static let all: [Migration] = [
        Migration(number: 1, name: "identity", statements: identity),
        Migration(number: 2, name: "catalogue", statements: catalogue),
        Migration(number: 3, name: "plans", statements: plans),
        Migration(number: 4, name: "baskets", statements: baskets),
        Migration(number: 5, name: "orders", statements: orders),
        Migration(number: 6, name: "ledger", statements: ledger),
        Migration(number: 7, name: "outbox-and-audit", statements: outboxAndAudit),
        Migration(number: 8, name: "plan-versions", statements: planVersions),
        Migration(number: 9, name: "verdicts", statements: verdicts),
        Migration(number: 10, name: "workflow", statements: workflow),
        Migration(number: 11, name: "approvals", statements: approvals),
        Migration(number: 12, name: "ledger-heads", statements: ledgerHeads),
        Migration(number: 13, name: "workflows", statements: workflows),
        Migration(number: 14, name: "problems", statements: problems),
        Migration(number: 15, name: "order-clocks", statements: orderClocks),
        Migration(number: 16, name: "plan-changes", statements: planChanges),
        Migration(number: 17, name: "entries-by-hold", statements: entriesByHold),
        Migration(number: 18, name: "search-by-number", statements: searchByNumber),
        Migration(number: 19, name: "lists", statements: lists),
        Migration(number: 20, name: "joining", statements: joining),
        Migration(number: 21, name: "offers", statements: offers),
        Migration(number: 22, name: "reviews-and-pictures", statements: reviews + pictures),
        Migration(number: 23, name: "postcodes", statements: postcodes),
        Migration(number: 24, name: "waiting", statements: waiting),
        Migration(number: 25, name: "wrong-rows", statements: wrongRows),
        Migration(number: 26, name: "listing-answers", statements: listingAnswers),
        Migration(number: 27, name: "signing", statements: signing),
        Migration(number: 28, name: "deliveries", statements: deliveries),
        Migration(number: 29, name: "documents", statements: documents),
        Migration(number: 30, name: "passkeys", statements: passkeys),
        Migration(number: 31, name: "programs", statements: programs),
        Migration(number: 33, name: "assertions", statements: assertions),
    ]
}

import Markup

extension ComponentExamples {
    static var shop: [Example] {
        [
            Example("Cards") { Cards(cards) },
            Example("Filter panel") { filters },
        ]
    }

    static var cards: [Card] {
        [
            Card(
                id: "l1", title: "Physiotherapy at home, 60 minutes", href: "/listings/1",
                picture: "/images/categories/04.svg", supplier: "Careful Hands Ltd",
                reach: ReachTag(.local, distance: "3 miles away"), price: "£62.00", unit: "for each session",
                vat: "No VAT: registered professional", rating: "4.6 out of 5, from 31 people",
                verdict: VerdictBadge(.inPlan, reason: "Leaves £228.00 for physiotherapy")),
            Card(
                id: "l2", title: "Powered wheelchair, folding, with a joystick on either side", href: "/listings/2",
                picture: "/images/categories/07.svg", supplier: longName, reach: ReachTag(.national),
                price: "£4,250.00", unit: "each", vat: "No VAT if you declare relief",
                verdict: VerdictBadge(.ask, reason: "£1,250.00 more than your equipment line holds")),
            Card(
                id: "l3", title: "Gin, 70 cl", href: "/listings/3", picture: "/images/categories/90.svg",
                supplier: "Corner Shop", reach: ReachTag(.local, distance: "under a mile away"), price: "£18.00",
                unit: "a bottle", vat: "VAT included",
                verdict: VerdictBadge(.no, reason: "Alcohol is outside every budget")),
            Card(
                id: "l4", title: "Adapted swimming lesson, one to one", href: "/listings/4",
                picture: "/images/categories/06.svg", supplier: "Trent Leisure Trust",
                reach: ReachTag(.regional, distance: "covers your area"), price: "£28.00", unit: "for each lesson",
                verdict: VerdictBadge(.changed, reason: "It was £25.00 when you last looked")),
        ]
    }

    static var filters: FilterPanel {
        FilterPanel(
            action: "/shop", hidden: [HiddenField(name: "q", value: "physio")],
            groups: [
                FilterGroup(
                    title: "Covered by my plan", isOpen: true,
                    content: .radios(
                        name: "covered",
                        [Choice("plan", "In my plan", count: 41), Choice("all", "Everything", count: 310)],
                        chosen: "plan")),
                FilterGroup(
                    title: "Category", isOpen: true,
                    content: .links([
                        FilterLink(title: "All categories", href: "/shop", count: 310),
                        FilterLink(title: "Therapies", href: "/shop?category=04", count: 41, isCurrent: true),
                        FilterLink(title: "Activity and wellbeing", href: "/shop?category=06", count: 27),
                    ])),
                FilterGroup(
                    title: "Reach",
                    content: .checkboxes(
                        name: "reach",
                        [Choice("local", "Local", count: 12), Choice("national", "National", count: 29)],
                        chosen: ["local"])),
                FilterGroup(
                    title: "Price",
                    content: .fields(
                        HTML {
                            MoneyField(name: "least", label: "At least")
                            MoneyField(name: "most", label: "At most")
                        })),
            ],
            clearHref: "/shop")
    }
}

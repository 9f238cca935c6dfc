import Hummingbird
import Logging
import NIOCore
import Operations
import ServiceLifecycle

/// The web site: all groups of routes and all middleware, on one screen.
package enum Site {
    /// Serves until it is told to stop.
    /// - Parameter onReady: called with the port once requests are answered.
    package static func run(
        desk: Desk, settings: SiteSettings, runs: ListingRuns? = nil,
        onReady: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        let application = Application(
            router: router(desk: desk, settings: settings, runs: runs),
            server: .http1(configuration: .init(idleTimeout: idleMaximum)),
            configuration: .init(address: .hostname(settings.host, port: settings.port), serverName: nil),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? settings.port) },
            logger: logger(settings.isDemo ? .warning : .info))
        try await application.runService()
    }

    /// Connections on which nothing moves for this long are closed.
    private static let idleMaximum = TimeAmount.seconds(30)

    /// Logs go to standard error; standard output belongs to what a command answers.
    private static func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "holdfast") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }

    /// Every address of the site.
    package static func router(
        desk: Desk, settings: SiteSettings, runs: ListingRuns? = nil
    ) -> Router<VisitorContext> {
        let router = Router(context: VisitorContext.self, options: .autoGenerateHeadEndpoints)
        let front = Front(desk: desk, settings: settings, runs: runs)
        router.add(middleware: ClientAddress(trusted: settings.trustedProxies))
        router.add(middleware: RequestLog())
        router.add(middleware: SecurityHeaders(behindTLS: settings.behindTLS))
        router.add(middleware: ErrorPages(front: front))
        router.add(middleware: ProgramErrors(front: front))
        router.add(middleware: PathCheck())
        router.add(middleware: ForgeryCheck(publicURL: settings.publicURL))
        router.add(middleware: Visits(front: front))
        for folder in ["styles", "images", "scripts", "workflows"] {
            router.add(middleware: FileMiddleware(
                "\(settings.publicFolder)/\(folder)", urlBasePath: "/\(folder)",
                cacheControl: .init([
                    (.textCss, [.public, .maxAge(86_400)]), (.textJavascript, [.public, .maxAge(86_400)]),
                    (.imageSvg, [.public, .maxAge(86_400)]),
                ]), logger: logger(.warning)))
        }
        addRoutes(to: router, front: front)
        return router
    }

    /// - Returns: every address with who may reach it: what the access table of the tests is made of.
    @discardableResult
    static func addRoutes(to router: Router<VisitorContext>, front: Front) -> [Routes.Known] {
        let routes = Routes(router: router, front: front)
        addHolders(to: routes, front)
        addSuppliers(to: routes, front)
        addStaff(to: routes, front)
        routes.refuseOtherMethods()
        return routes.all
    }

    /// What everybody may reach, and what holders and who acts for them do.
    private static func addHolders(to routes: Routes, _ front: Front) {
        SignInRoutes(front: front).add(to: routes)
        AccountRoutes(front: front).add(to: routes)
        OwnAccountRoutes(front: front).add(to: routes)
        NoticeRoutes(front: front).add(to: routes)
        WorkflowRoutes().add(to: routes)
        KeyRoutes(front: front).add(to: routes)
        MyPlanRoutes(front: front).add(to: routes)
        CatalogueRoutes(front: front).add(to: routes)
        BasketRoutes(front: front).add(to: routes)
        SavedListRoutes(front: front).add(to: routes)
        ListRoutes(front: front).add(to: routes)
        RefillRoutes(front: front).add(to: routes)
        SavedSearchRoutes(front: front).add(to: routes)
        CompareRoutes(front: front).add(to: routes)
        ReliefRoutes(front: front).add(to: routes)
        CheckoutRoutes(front: front).add(to: routes)
        PasskeySigning(front: front).add(to: routes)
        PasskeyRoutes(front: front).add(to: routes)
        OrderRoutes(front: front).add(to: routes)
        ProblemRoutes(front: front).add(to: routes)
        ChangeRoutes(front: front).add(to: routes)
        RequestStatusRoutes(front: front).add(to: routes)
        ReviewRoutes(front: front).add(to: routes)
    }

    private static func addSuppliers(to routes: Routes, _ front: Front) {
        SupplierProblemRoutes(front: front).add(to: routes)
        SupplierTodayRoutes(front: front).add(to: routes)
        SupplyingRoutes(front: front).add(to: routes)
        SupplierChangeRoutes(front: front).add(to: routes)
        ListingRoutes(front: front).add(to: routes)
        PictureRoutes(front: front).add(to: routes)
        ListingPriceRoutes(front: front).add(to: routes)
        ListingFileRoutes(front: front).add(to: routes)
        SupplierKeyRoutes(front: front).add(to: routes)
        ProgramRoutes().add(to: routes)
        DocumentRoutes(front: front).add(to: routes)
        InvoiceRoutes(front: front).add(to: routes)
        SupplierStatementRoutes(front: front).add(to: routes)
        SupplierReviewRoutes(front: front).add(to: routes)
        JoinRoutes(front: front).add(to: routes)
        PaperRoutes(front: front).add(to: routes)
        TeamRoutes(front: front).add(to: routes)
        ChannelRoutes(front: front).add(to: routes)
        DeliveryLogRoutes(front: front).add(to: routes)
        PlaceRoutes(front: front).add(to: routes)
    }

    private static func addStaff(to routes: Routes, _ front: Front) {
        MarketGapRoutes(front: front).add(to: routes)
        CommissionerProblemRoutes(front: front).add(to: routes)
        ListingReviewRoutes(front: front).add(to: routes)
        ApprovalRoutes(front: front).add(to: routes)
        RouteRoutes(front: front).add(to: routes)
        StaffRoutes(front: front).add(to: routes)
        AuthorisationRoutes(front: front).add(to: routes)
        PaymentRoutes(front: front).add(to: routes)
        BooksRoutes(front: front).add(to: routes)
        ReadReviewRoutes(front: front).add(to: routes)
        OrderBookRoutes(front: front).add(to: routes)
        SupplierBookRoutes(front: front).add(to: routes)
        DeliveryRoutes(front: front).add(to: routes)
        LetterRoutes(front: front).add(to: routes)
        PaperReviewRoutes(front: front).add(to: routes)
        PeopleRoutes(front: front).add(to: routes)
        PlanRoutes(front: front).add(to: routes)
        PolicyRoutes(front: front).add(to: routes)
        PolicyRuleRoutes(front: front).add(to: routes)
        CategoryRoutes(front: front).add(to: routes)
    }
}

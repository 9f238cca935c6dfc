import Hummingbird
import Logging

/// One line for each request: number, method, route, status, time. The route is the pattern, not the address, so that
/// no identifier and nothing typed gets into a log.
struct RequestLog: RouterMiddleware {
    func handle(
        _ request: Request, context: VisitorContext, next: (Request, VisitorContext) async throws -> Response
    ) async throws -> Response {
        let begin = ContinuousClock.now
        let response = try await next(request, context)
        let took = begin.duration(to: .now)
        context.logger.info("request", metadata: [
            "method": .string(request.method.rawValue), "route": .string(context.endpointPath ?? "-"),
            "status": .stringConvertible(response.status.code),
            "microseconds": .stringConvertible(Int(took / .microseconds(1))),
        ])
        return response
    }
}

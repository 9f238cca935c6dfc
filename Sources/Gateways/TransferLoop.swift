import CCurl
import Foundation
import Outbox
import Synchronization

/// Carries out many transfers at once on one thread of its own, by libcurl: a slow one keeps none of the others
/// waiting, and costs no thread.
package final class TransferLoop: Sendable {
    private struct State {
        var arrived: [Running] = []
        var isEnding = false
        /// The thread has put everything away.
        var isOver = false
    }

    private let state = Mutex(State())
    private let settings: TransferSettings
    /// Only the thread touches it, but for the call that wakes it, which libcurl allows from anywhere.
    private nonisolated(unsafe) let multi: OpaquePointer

    private static let isReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    package init(settings: TransferSettings) throws {
        guard TransferLoop.isReady, let multi = curl_multi_init() else { throw TransferFailure.noLibrary }
        self.settings = settings
        self.multi = OpaquePointer(multi)
        let thread = Thread { [self] in work() }
        thread.name = "holdfast.transfers"
        thread.start()
    }

    /// Ends the thread; what is under way counts as broken off.
    package func end() {
        state.withLock { state in
            state.isEnding = true
            // Within the lock: the thread must not have put the handle away.
            if !state.isOver { curl_multi_wakeup(handle) }
        }
    }

    private var handle: UnsafeMutableRawPointer { UnsafeMutableRawPointer(multi) }

    package func carryOut(_ parcel: Parcel) async -> AttemptOutcome {
        await withCheckedContinuation { continuation in
            let running = Running(parcel, settings) { continuation.resume(returning: $0) }
            let isTaken = state.withLock { state in
                guard !state.isEnding else { return false }
                state.arrived.append(running)
                curl_multi_wakeup(handle)
                return true
            }
            if !isTaken { running.finish(CURLE_ABORTED_BY_CALLBACK) }
        }
    }

    private func work() {
        var running: [UnsafeMutableRawPointer: Running] = [:]
        while true {
            let (arrived, isEnding) = state.withLock { state in
                defer { state.arrived = [] }
                return (state.arrived, state.isEnding)
            }
            for transfer in arrived {
                guard let easy = transfer.prepare(), curl_multi_add_handle(handle, easy) == CURLM_OK else {
                    transfer.finish(CURLE_FAILED_INIT)
                    continue
                }
                running[easy] = transfer
            }
            if isEnding { break }
            var active: Int32 = 0
            curl_multi_perform(handle, &active)
            while let message = holdfast_curl_next(handle) {
                guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
                let result = holdfast_curl_result(message)
                curl_multi_remove_handle(handle, easy)
                running.removeValue(forKey: easy)?.finish(result)
            }
            curl_multi_poll(handle, nil, 0, 1_000, nil)
        }
        for (easy, transfer) in running {
            curl_multi_remove_handle(handle, easy)
            transfer.finish(CURLE_ABORTED_BY_CALLBACK)
        }
        state.withLock { state in
            state.isOver = true
            curl_multi_cleanup(handle)
        }
    }
}

/// Nothing can be sent at all.
package enum TransferFailure: Error {
    case noLibrary
}

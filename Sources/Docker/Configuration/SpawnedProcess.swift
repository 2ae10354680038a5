import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A child that has been started and whose status is still to be collected.
struct SpawnedProcess {
    let id: pid_t
    private(set) var output: ChildOutput
    private(set) var errorOutput: ChildOutput

    /// One at a time, for a child that inherited the writing end of another's input would keep that from ending.
    private static let starting = Mutex(())

    /// Starts a program whose input is written beforehand.
    static func start(_ process: ChildProcess) throws(ChildProcessError) -> SpawnedProcess {
        try starting.withLock { _ throws(ChildProcessError) in try startAlone(process) }
    }

    private static func startAlone(_ process: ChildProcess) throws(ChildProcessError) -> SpawnedProcess {
        let input = try Descriptor.Pipe()
        let output = try Descriptor.Pipe()
        let errorOutput = try Descriptor.Pipe()
        // A pipe takes this much at once, and this process holds the reading end too, so there is no SIGPIPE.
        guard write(input.writing.number, process.input, process.input.count) == process.input.count else {
            throw .system(reason: SystemError.text(of: errno))
        }
        let id = try withExtendedLifetime((input, output, errorOutput)) { () throws(ChildProcessError) in
            try spawn(process, [input.reading.number, output.writing.number, errorOutput.writing.number])
        }
        return SpawnedProcess(
            id: id,
            output: ChildOutput(output.reading),
            errorOutput: ChildOutput(errorOutput.reading)
        )
    }

    /// Reads what the child writes until it has ended, and kills it when it may not go on; says why it did.
    mutating func watch(
        _ signals: ChildSignals,
        until deadline: ContinuousClock.Instant,
        timeLimit: Duration,
        outputLimit: Int
    ) -> (any Error)? {
        var failure: (any Error)?
        while true {
            var watched = [signals.descriptor, output.descriptor, errorOutput.descriptor].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            poll(&watched, nfds_t(watched.count), failure == nil ? Self.milliseconds(until: deadline) : -1)
            let events = signals.receive()
            let isShort = output.take(limit: outputLimit) && errorOutput.take(limit: outputLimit)
            let new: (any Error)? =
                if !isShort {
                    ChildProcessError.outputTooLarge(limit: outputLimit)
                } else if events.contains(.cancelled) {
                    CancellationError()
                } else if !events.contains(.ended), ContinuousClock.now >= deadline {
                    ChildProcessError.timeLimit(timeLimit)
                } else {
                    nil
                }
            if failure == nil, let new {
                failure = new
                output.discard()
                errorOutput.discard()
                kill(id, SIGKILL)
            }
            if events.contains(.ended) { return failure }
        }
    }

    /// Takes the status of a child that has ended, after which its number is free for another.
    func collectStatus() -> ChildProcess.Outcome.Exit {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        // WIFEXITED, WEXITSTATUS and WTERMSIG of wait(2).
        return status & 0x7F == 0 ? .code((status >> 8) & 0xFF) : .signal(status & 0x7F)
    }

    /// Rounded up, so that the deadline has passed when `poll` returns.
    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let rest = max(deadline - ContinuousClock.now, .zero).components
        return Int32(clamping: rest.seconds * 1000 + rest.attoseconds / 1_000_000_000_000_000 + 1)
    }

    private static func spawn(_ process: ChildProcess, _ standard: [Int32]) throws(ChildProcessError) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in standard.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of a queue block signals, and a child would inherit that.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        #if canImport(Darwin)
            let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_CLOEXEC_DEFAULT
        #else
            let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        #endif
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var words = ([process.executable] + process.arguments).map { strdup($0) } + [nil]
        var variables = process.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var id: pid_t = 0
        let code = posix_spawn(&id, process.executable, &actions, &attributes, &words, &variables)
        guard code == 0 else { throw .cannotStart(code: code, reason: SystemError.text(of: code)) }
        return id
    }
}

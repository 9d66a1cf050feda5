package dev.elementwise.cli;

import dev.elementwise.emulator.Emulator;
import dev.elementwise.emulator.lambda.ArchiveMode;
import java.io.OutputStream;
import java.util.List;

/**
 * {@code warm-up}: runs one small job from start to end, so that the JVMs that take part can note which classes they
 * load. The script calls it after a build.
 */
final class WarmUpCommand {

    private WarmUpCommand() {
    }

    static ExitCode run(Console console) throws InterruptedException {
        try (Emulator emulator = LocalSystem.start(ArchiveMode.RECORD, console.err()::println)) {
            Console quiet = new Console(console.in(), OutputStream.nullOutputStream(), console.err(), false);
            String url = LocalSystem.api(emulator).toString();
            return MapCommand.run(List.of("identity", "1", "2", "3", "--url", url), quiet, Timing.real());
        }
    }
}

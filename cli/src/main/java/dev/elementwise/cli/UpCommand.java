package dev.elementwise.cli;

import dev.elementwise.emulator.Emulator;
import dev.elementwise.emulator.Extent;
import dev.elementwise.emulator.lambda.ArchiveMode;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code up}: a local system that serves until Ctrl-C. */
final class UpCommand {

    static final String HELP = """
            Usage: elementwise up

            Runs what template.yaml describes on this machine and serves its API until Ctrl-C.

              --only sqs,dynamodb     queues and tables alone, for functions in containers, such as those of
                                      sam local; sqs,dynamodb,lambda runs those as well that queues and
                                      schedules call
              --env-vars FILE         where to write what the functions need as environment variables to find
                                      queues and tables, for sam local's option of the same name
              --port PORT             of the API, 3000 where left out, 0 for any free one
              --host HOST             where it listens, 127.0.0.1 where left out; 0.0.0.0 lets the network in;
                                      with --only, where queues and tables listen: Docker's bridge if there is
                                      one, so that containers reach them
              --data DIR              keep queues and tables there, also over a crash; left out: in memory
              --parameter NAME=VALUE  a parameter of the template, such as FaultTask=on; may be repeated
              --template FILE         another template
              --sustained-load        for load tests of many minutes: code is compiled for speed, so that requests
                                      are slower for the first minutes, and cost about half from then on

            API keys are off unless --parameter ApiKeyRequired=true turns them on.
            """;

    private UpCommand() {
    }

    static ExitCode run(List<String> line, Console console) throws InterruptedException {
        UpOptions options = UpOptions.parse(line);
        PrintStream err = console.err();
        CountDownLatch told = new CountDownLatch(1);
        try (Interruption interruption = new Interruption(ExitCode.SUCCESS);
             Emulator emulator = LocalSystem.start(options, ArchiveMode.USE, err::println)) {
            interruption.register(emulator::close);
            interruption.register(told::countDown);
            interruption.register(() -> err.println((console.errIsTerminal() ? "\n" : "")
                    + farewell(emulator.api().isPresent())));
            options.variables().ifPresent(file -> EnvironmentFile.write(emulator, file));
            Help.print(greeting(emulator, options), console);
            told.await();
        }
        return ExitCode.SUCCESS;
    }

    static String farewell(boolean servesRequests) {
        return servesRequests ? "Stopping; requests that still wait get a 502." : "Stopping.";
    }

    private static String greeting(Emulator emulator, UpOptions options) {
        StringBuilder text = new StringBuilder("Elementwise is up.\n");
        emulator.addresses().forEach((part, address) -> text.append("  ").append(part)
                .append(" ".repeat(Math.max(1, 8 - part.length()))).append(address).append('\n'));
        if (options.extent() == Extent.WHOLE && emulator.api().isEmpty()) {
            text.append("  The template has no API: nothing answers requests over HTTP.\n");
        }
        emulator.apiKeys().forEach(key -> text.append("  API key ").append(key).append('\n'));
        options.variables().ifPresent(file -> text.append("  Functions' variables are in ").append(file)
                .append(", as sam local takes them with --env-vars.\n"));
        if (options.template().isEmpty() && options.extent() == Extent.WHOLE) {
            String key = emulator.apiKeys().stream().findFirst().map(one -> " -H 'x-api-key: " + one + "'").orElse("");
            text.append("Try:\n  curl -s ").append(LocalSystem.api(emulator)).append("/jobs").append(key)
                    .append(" -H 'content-type: application/json'")
                    .append(" -d '{\"task\":\"count-primes\",\"elements\":[100000,200000]}'\n");
        }
        return text + "Ctrl-C ends it.\n";
    }
}

package dev.elementwise.cli;

import dev.elementwise.emulator.Emulator;
import dev.elementwise.emulator.lambda.ArchiveMode;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code map}: runs a task on every element and writes the outcomes. */
final class MapCommand {

    static final String HELP = """
            Usage: elementwise map TASK ELEMENT...        elements as JSON values
                   elementwise map TASK -                 elements from stdin, one JSON value a line
                   elementwise map TASK --range START:STOP:STEP

            Runs TASK on every element and prints one outcome a line, in the elements' order, as they come:
              {"index":0,"value":9592}
              {"index":1,"error":{"type":"...","message":"...","attempts":1}}
            Progress goes to stderr. Without --url a system is started inside this process for the one job.

              --range START:STOP:STEP  integers from START up to, not including, STOP; or START:STOP, or STOP
              --params JSON            an object that every element of the job shares
              --reduce REDUCER         make one result of all values: sum, min, max, count, mean, one of the task's
                                       own, or JSON such as '{"name":"top","n":3}'; printed to stderr at the end
              --discard                keep no values: what is printed are the errors; for use with --reduce
              --label TEXT             shown back with the job
              --output FILE            write the outcomes there; what is written stays when the job breaks off
              --url URL                a system that runs already, such as http://127.0.0.1:3000
              --api-key KEY            its API key; left out, the variable ELEMENTWISE_API_KEY
              --verbose                show what the functions log, on stderr; not with --url
              --                       what follows is no option

            Input of any size is one job: what exceeds 2 MiB is sent while outcomes come already.
            Ctrl-C cancels the job and ends with 1.

            Ends with 0 when all elements succeeded, 3 when some failed, 2 for a mistake that shows in the
            arguments or the input by themselves, 1 for anything else, such as an element that the task refuses or
            values that can't be reduced.
            When whoever reads the outcomes goes away, as head does, the job is cancelled; it ends with 141.
            """;

    private static final String KEY_VARIABLE = "ELEMENTWISE_API_KEY";

    private final MapOptions options;
    private final Console console;
    private final Timing timing;
    private final Interruption interruption;

    private MapCommand(MapOptions options, Console console, Timing timing, Interruption interruption) {
        this.options = options;
        this.console = console;
        this.timing = timing;
        this.interruption = interruption;
    }

    static ExitCode run(List<String> line, Console console, Timing timing) throws InterruptedException {
        MapOptions options = MapOptions.parse(line);
        try (Interruption interruption = new Interruption(ExitCode.FAILURE)) {
            return new MapCommand(options, console, timing, interruption).run();
        }
    }

    private ExitCode run() throws InterruptedException {
        try (OutcomeWriter writer = writer()) {
            if (options.url().isPresent()) {
                return run(options.url().get(), writer);
            }
            return runLocally(writer);
        } catch (CommandException failed) {
            if (interruption.happened()) {
                return ExitCode.FAILURE;
            }
            throw failed;
        }
    }

    private ExitCode runLocally(OutcomeWriter writer) throws InterruptedException {
        RecentLines recent = new RecentLines();
        Emulator emulator = LocalSystem.start(ArchiveMode.USE, options.verbose() ? console.err()::println : recent);
        interruption.register(emulator::close);
        try {
            return run(LocalSystem.api(emulator), writer);
        } catch (CommandException failed) {
            throw recent.explain(failed);
        } finally {
            interruption.goBefore(); // or what it cancels would meet a system that is gone
            emulator.close();
        }
    }

    private ExitCode run(URI server, OutcomeWriter writer) throws InterruptedException {
        RetryingTransport transport = new RetryingTransport(new HttpTransport(headers()), timing,
                console.err()::println);
        JobClient client = new JobClient(server, transport);
        RunningJob running = new RunningJob(client, console.err());
        interruption.register(() -> cancel(running));
        return new MapRun(client, running, writer, console, timing).run(new JobBodies(options, elements()));
    }

    private OutcomeWriter writer() {
        return options.output().map(OutcomeWriter::to).orElseGet(() -> OutcomeWriter.to(console.out()));
    }

    private Iterator<String> elements() {
        return options.fromStdin() ? new ElementLines(console.in()) : options.elements().iterator();
    }

    private Map<String, String> headers() {
        return options.apiKey().or(() -> Optional.ofNullable(System.getenv(KEY_VARIABLE)).map(MapOptions::key))
                .map(key -> Map.of("x-api-key", key)).orElse(Map.of());
    }

    private void cancel(RunningJob running) throws InterruptedException {
        if (console.errIsTerminal()) {
            // leaves the line of the progress, where the terminal has written ^C
            console.err().println();
        }
        running.cancel();
    }
}

package dev.elementwise.cli;

import java.util.List;
import java.util.Optional;

/** The command line's entry: finds the command, runs it, and turns what goes wrong into a sentence and an exit code. */
public final class Main {

    private static final String HELP = """
            Usage: elementwise COMMAND

              map TASK ELEMENT...   run a task on every element and print the outcomes
              up                    keep a local system serving until Ctrl-C
              --version             tell the version

            'elementwise COMMAND --help' tells more. First try:
              elementwise map count-primes 100000 200000 300000
            """;

    private Main() {
    }

    /** Ends the process with the command's exit code, whatever threads are still there. */
    public static void main(String[] line) {
        System.exit(run(List.of(line), Console.ofProcess()).number());
    }

    static ExitCode run(List<String> line, Console console) {
        return run(console, () -> dispatch(line, console));
    }

    /** Something that a command does. */
    @FunctionalInterface
    interface Action {
        ExitCode run() throws InterruptedException;
    }

    static ExitCode run(Console console, Action action) {
        try {
            return action.run();
        } catch (CommandException failed) {
            if (failed.exitCode() != ExitCode.OUTPUT_CLOSED) {
                console.err().println("elementwise: " + failed.getMessage());
            }
            return failed.exitCode();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            console.err().println("elementwise: Interrupted.");
            return ExitCode.FAILURE;
        }
    }

    private static ExitCode dispatch(List<String> line, Console console) throws InterruptedException {
        String encoding = System.getProperty("sun.jnu.encoding");
        line.forEach(word -> Arguments.requireReadable(word, encoding));
        if (line.isEmpty() || isHelp(line.get(0))) {
            return Help.print(HELP, console);
        }
        if (line.equals(List.of("--version"))) {
            return Help.print("elementwise " + version() + "\n", console);
        }
        List<String> rest = line.subList(1, line.size());
        boolean help = rest.stream().takeWhile(word -> !word.equals("--")).anyMatch(Main::isHelp);
        return switch (line.get(0)) {
            case "map" -> help ? Help.print(MapCommand.HELP, console) : MapCommand.run(rest, console, Timing.real());
            case "up" -> help ? Help.print(UpCommand.HELP, console) : UpCommand.run(rest, console);
            case "warm-up" -> WarmUpCommand.run(console);
            default -> throw CommandException.usage("There is no command " + line.get(0) + "; there are map and up.");
        };
    }

    /** As the one jar's manifest has it; classes that were never packaged have none. */
    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("(not packaged)");
    }

    private static boolean isHelp(String word) {
        return word.equals("--help") || word.equals("-h");
    }
}

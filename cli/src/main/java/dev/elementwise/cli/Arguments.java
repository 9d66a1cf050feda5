package dev.elementwise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command line taken apart: {@code --name value} or {@code --name=value}, switches, and the rest in order.
 * {@code --} ends the options; a lone {@code -} and negative numbers are no options.
 */
final class Arguments {

    static final int HIGHEST_PORT = 65_535;

    /** What a JVM makes of bytes that are no text. */
    private static final String UNREADABLE = "\uFFFD";

    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d.*");

    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> positional = new ArrayList<>();

    private Arguments() {
    }

    /**
     * @param valued options that take a value, such as {@code --url}
     * @param switches options that take none
     * @throws CommandException for an option that is neither, or one without its value
     */
    static Arguments parse(List<String> line, Set<String> valued, Set<String> switches) {
        Arguments arguments = new Arguments();
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            if (word.equals("--")) {
                arguments.positional.addAll(line.subList(i + 1, line.size()));
                break;
            }
            if (!isOption(word)) {
                arguments.positional.add(word);
            } else if (switches.contains(word)) {
                arguments.add(word, "true");
            } else if (valued.contains(word)) {
                if (++i == line.size() || isOption(line.get(i))) {
                    throw CommandException.usage(word + " needs a value; one that begins with a - is given as "
                            + word + "=VALUE.");
                }
                arguments.add(word, line.get(i));
            } else {
                arguments.addJoined(word, valued, switches);
            }
        }
        return arguments;
    }

    /**
     * Else another element would be computed than the one that was meant, without a word.
     *
     * @param encoding by which the JVM has read the command line
     * @throws CommandException for a word that was no text in it
     */
    static void requireReadable(String word, String encoding) {
        if (word.contains(UNREADABLE)) {
            throw CommandException.usage("'" + word + "' " + (encoding.equals("UTF-8")
                    ? "has bytes that are not UTF-8, or the character U+FFFD, which JSON takes as \\ufffd."
                    : "is no text in this locale's encoding, which is " + encoding + ": set a locale of UTF-8, such as "
                    + "LC_ALL=C.UTF-8. Elements on stdin are read as UTF-8 in any case."));
        }
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") && word.length() > 1 && !NEGATIVE_NUMBER.matcher(word).matches();
    }

    private void addJoined(String word, Set<String> valued, Set<String> switches) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        if (switches.contains(name)) {
            throw CommandException.usage(name + " takes no value.");
        }
        if (equals < 0 || !valued.contains(name)) {
            throw CommandException.usage("There is no option " + name + "; --help shows those there are.");
        }
        add(name, word.substring(equals + 1));
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }

    List<String> positional() {
        return List.copyOf(positional);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** All values of an option that may be repeated, in order. */
    List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /**
     * A file or a folder; an empty text would be the folder that one happens to be in.
     *
     * @throws CommandException for a blank one
     */
    Optional<Path> path(String name) {
        return notBlank(name, "a path").map(Path::of);
    }

    /** @throws CommandException for a blank value */
    Optional<String> notBlank(String name, String what) {
        Optional<String> text = find(name);
        if (text.isPresent() && text.get().isBlank()) {
            throw CommandException.usage(name + " takes " + what + ", which is not empty.");
        }
        return text;
    }

    /** @throws CommandException where the option was given twice */
    Optional<String> find(String name) {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw CommandException.usage(name + " is given " + given.size() + " times; once is enough.");
        }
        return given.stream().findFirst();
    }
}

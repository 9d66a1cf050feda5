package dev.elementwise.cli;

import dev.elementwise.emulator.Emulator;
import dev.elementwise.emulator.EmulatorOptions;
import dev.elementwise.emulator.Extent;
import dev.elementwise.emulator.lambda.ArchiveMode;
import dev.elementwise.emulator.lambda.CacheFolder;
import dev.elementwise.emulator.lambda.Compilers;
import dev.elementwise.emulator.lambda.FunctionCodeException;
import dev.elementwise.emulator.template.InvalidParameters;
import dev.elementwise.emulator.template.UnsupportedTemplate;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts the project's template on this machine. The script tells where the project is ({@code elementwise.home}) and
 * where class-data archives are kept ({@code elementwise.cache}).
 */
final class LocalSystem {

    /** On a machine of one's own a key would only be in the way. */
    private static final Map<String, String> PREFERENCES = Map.of("ApiKeyRequired", "false");

    private LocalSystem() {
    }

    /** In memory, on any free port. */
    static Emulator start(ArchiveMode archives, Consumer<String> log) throws InterruptedException {
        return start(new UpOptions(Extent.WHOLE, "127.0.0.1", 0, Optional.empty(), Optional.empty(), Optional.empty(),
                Map.of(), Compilers.FIRST), archives, log);
    }

    /**
     * @param log takes what the functions log, line by line
     * @throws CommandException where it can't be started, with the reason
     */
    static Emulator start(UpOptions options, ArchiveMode archives, Consumer<String> log) throws InterruptedException {
        Path template = options.template().orElseGet(() -> home().resolve("template.yaml"));
        try {
            return Emulator.start(new EmulatorOptions(template, options.parameters(), PREFERENCES,
                    options.extent(), options.host(), options.port(), options.data(), cache(), archives,
                    options.compilers(), log));
        } catch (UnsupportedTemplate unsupported) {
            throw CommandException.failure("The template can't be emulated as it is:\n" + unsupported.getMessage(),
                    unsupported);
        } catch (InvalidParameters | FunctionCodeException refused) {
            throw CommandException.failure(refused.getMessage(), refused);
        } catch (BindException taken) {
            throw CommandException.failure("Port " + options.port() + " of " + options.host()
                    + " can't be opened (" + taken.getMessage() + "); choose another with --port or --host.", taken);
        } catch (NoSuchFileException missing) {
            throw CommandException.failure("There is no file " + missing.getMessage() + ".", missing);
        } catch (IOException failed) {
            String reason = failed.getClass() == IOException.class ? failed.getMessage() : failed.toString();
            throw CommandException.failure("The local system can't be started: " + reason + ".", failed);
        }
    }

    static URI api(Emulator emulator) {
        return emulator.api().orElseThrow(() -> CommandException.failure("The template has no API to call."));
    }

    private static Path home() {
        return Path.of(System.getProperty("elementwise.home", "."));
    }

    private static CacheFolder cache() {
        return Optional.ofNullable(System.getProperty("elementwise.cache")).map(Path::of).map(CacheFolder::new)
                .orElseGet(() -> CacheFolder.ofUser(System.getenv()));
    }
}

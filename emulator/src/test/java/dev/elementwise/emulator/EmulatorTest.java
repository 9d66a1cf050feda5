package dev.elementwise.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elementwise.emulator.lambda.ArchiveMode;
import dev.elementwise.emulator.lambda.CacheFolder;
import dev.elementwise.emulator.lambda.Compilers;
import dev.elementwise.emulator.template.InvalidParameters;
import dev.elementwise.emulator.template.UnsupportedTemplate;
import dev.elementwise.emulator.testing.Lines;
import dev.elementwise.emulator.testing.TaskFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmulatorTest {

    private static final String TEMPLATE = """
            AWSTemplateFormatVersion: "2010-09-09"
            Transform: AWS::Serverless-2016-10-31
            Parameters:
              Greeting: {Type: String, Default: template}
            Resources:
              Web:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: task
                  Handler: dev.elementwise.emulator.lambda.probe.HttpFunction::handleRequest
                  Runtime: java25
                  MemorySize: 256
                  Environment:
                    Variables: {QUEUE_URL: !Ref Queue, TABLE_NAME: !Ref Table, GREETING: !Ref Greeting}
                  Events:
                    Get: {Type: Api, Properties: {Path: /, Method: get}}
              Queue: {Type: AWS::SQS::Queue}
              Table: {Type: AWS::Serverless::SimpleTable}
            """;

    private final Lines log = new Lines();
    private Path folder;

    @BeforeEach
    void pack(@TempDir Path temporary) throws IOException {
        folder = temporary;
        TaskFolder.in(folder.resolve("task"));
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
    }

    @Test
    void functionsFindTheQueuesAndTablesOfTheirTemplate() throws Exception {
        try (Emulator emulator = Emulator.start(options(0, Map.of(), Map.of()))) {
            String[] words = get(emulator.api().orElseThrow()).split(" ");

            Map<String, URI> addresses = emulator.addresses();
            assertThat(words[0]).startsWith(addresses.get("queues").toString());
            assertThat(words[1]).isEqualTo(addresses.get("queues").toString());
            assertThat(words[3]).isEqualTo(addresses.get("tables").toString());
            assertThat(emulator.apiKeys()).isEmpty();
            log.await(1, line -> line.equals("[Web] asked"));
        }
    }

    @Test
    void parametersGoBeforePreferencesAndTheseBeforeTheTemplate() throws Exception {
        assertThat(greeting(Map.of(), Map.of())).isEqualTo("template");
        assertThat(greeting(Map.of(), Map.of("Greeting", "preferred", "Other", "x"))).isEqualTo("preferred");
        assertThat(greeting(Map.of("Greeting", "given"), Map.of("Greeting", "preferred"))).isEqualTo("given");
    }

    @Test
    void parameterThatTheTemplateDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> Emulator.start(options(0, Map.of("Other", "x"), Map.of())))
                .isInstanceOf(InvalidParameters.class).hasMessageContaining("There is no parameter Other");
    }

    @Test
    void whatIsNotEmulatedIsRefusedWithItsLine() throws Exception {
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE + "  Bucket: {Type: AWS::S3::Bucket}\n");

        assertThatThrownBy(() -> Emulator.start(options(0, Map.of(), Map.of())))
                .isInstanceOf(UnsupportedTemplate.class).hasMessageContaining("template.yaml:19: ");
    }

    @Test
    void portThatIsTakenIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> Emulator.start(options(taken.getLocalPort(), Map.of(), Map.of())))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void dataFolderThatIsAFileIsToldBeforeAnythingStarts() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> Emulator.start(keeping(file))).isInstanceOf(IOException.class)
                .hasMessageContaining("the data folder " + file.resolve("queues") + " can't be made: " + file
                        + " is a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense.invalid", "192.0.2.1"}) // names and addresses that nobody has: RFC 6761, 5737
    void hostThatIsNotThisMachineIsToldBeforeAnythingStarts(String host) {
        assertThatThrownBy(() -> Emulator.start(new EmulatorOptions(folder.resolve("template.yaml"), Map.of(), Map.of(),
                Extent.STORES, host, 0, Optional.empty(), new CacheFolder(folder.resolve("cache")),
                ArchiveMode.IGNORE, Compilers.FIRST, log))).isInstanceOf(IOException.class)
                .isNotInstanceOf(BindException.class).hasMessageContaining(host).hasMessageContaining("this machine");
    }

    @Test
    void dataFolderIsOneEmulatorsAtATime() throws Exception {
        Path data = folder.resolve("data");
        try (Emulator first = Emulator.start(keeping(data))) {
            assertThatThrownBy(() -> Emulator.start(keeping(data))).isInstanceOf(IOException.class)
                    .hasMessageContaining("the data folder " + data + " is in use by another emulator");
            assertThat(first.api()).isPresent();
        }
        try (Emulator next = Emulator.start(keeping(data))) {
            assertThat(next.api()).isPresent();
        }
    }

    private EmulatorOptions keeping(Path data) {
        return new EmulatorOptions(folder.resolve("template.yaml"), Map.of(), Map.of(), Extent.WHOLE, "127.0.0.1", 0,
                Optional.of(data), new CacheFolder(folder.resolve("cache")), ArchiveMode.IGNORE,
                Compilers.FIRST, log);
    }

    @Test
    void templateThatIsNoTextIsTold() throws Exception {
        Files.write(folder.resolve("template.yaml"), new byte[] {(byte) 0xc3, (byte) 0x28});

        assertThatThrownBy(() -> Emulator.start(options(0, Map.of(), Map.of()))).isInstanceOf(IOException.class)
                .hasMessageContaining("can't be read as text");
    }

    @Test
    void nothingAnswersAfterItsEnd() throws Exception {
        Emulator emulator = Emulator.start(options(0, Map.of(), Map.of()));
        emulator.close();
        emulator.close();

        assertThat(emulator.addresses().values()).hasSize(3)
                .allSatisfy(address -> assertThatThrownBy(() -> get(address)).isInstanceOf(ConnectException.class));
    }

    private String greeting(Map<String, String> parameters, Map<String, String> preferences) throws Exception {
        try (Emulator emulator = Emulator.start(options(0, parameters, preferences))) {
            return get(emulator.api().orElseThrow()).split(" ")[4];
        }
    }

    private EmulatorOptions options(int port, Map<String, String> parameters, Map<String, String> preferences) {
        return new EmulatorOptions(folder.resolve("template.yaml"), parameters, preferences, Extent.WHOLE, "127.0.0.1",
                port, Optional.empty(), new CacheFolder(folder.resolve("cache")), ArchiveMode.IGNORE,
                Compilers.FIRST, log);
    }

    private static String get(URI address) throws IOException {
        try (InputStream answer = address.resolve("/").toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

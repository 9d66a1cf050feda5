package dev.elementwise.acceptance.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;

/** An event as text that people read and git compares. */
final class EventText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern BODY = Pattern.compile("\"body\": \"(1[A-Za-z0-9+/=]+)\"");
    private static final Pattern MD5 = Pattern.compile("\"md5OfBody\": \"([0-9a-f]{32})\"");

    private EventText() {
    }

    /** The event with what is another at each time, such as ids and times, put as it is in all files. */
    static String settled(String event) throws IOException {
        return pretty(event)
            .replaceAll(UUID, "059f36b4-87a3-44ab-83d2-661975830a7d")
            .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:3000")
            .replaceAll("(\"X-Forwarded-Port\": (\\[ )?)\"\\d+\"", "$1\"3000\"")
            .replaceAll("(\"requestTimeEpoch\": )\\d+", "$11767605400000")
            .replaceAll("(Timestamp\": )\"\\d+\"", "$1\"1767605400000\"")
            .replaceAll("(\"requestTime\": )\"[^\"]+\"", "$1\"05/Jan/2026:09:30:00 +0000\"")
            .replaceAll("(\"time\": )\"[^\"]+\"", "$1\"2026-01-05T09:30:00Z\"");
    }

    private static String pretty(String event) throws IOException {
        StringWriter text = new StringWriter();
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try (JsonParser parser = JSON.createParser(event); JsonGenerator generator = JSON.createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            parser.nextToken();
            generator.copyCurrentStructure(parser);
        }
        return text + "\n";
    }

    /**
     * The same with messages unpacked, for another build of zlib packs the same text to other bytes; their checksums are
     * checked and taken out.
     */
    static String unpacked(String settled) throws IOException {
        Matcher body = BODY.matcher(settled);
        if (!body.find()) {
            return settled;
        }
        Matcher sum = MD5.matcher(settled);
        assertThat(sum.find()).isTrue();
        assertThat(sum.group(1)).isEqualTo(md5(body.group(1)));
        byte[] packed = Base64.getDecoder().decode(body.group(1).substring(1));
        String message = new String(new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes(),
            StandardCharsets.UTF_8);
        return settled.replace(sum.group(1), "").replace(body.group(1), "1" + message);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }
}

package dev.elementwise.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elementwise.schema.JsonText;
import dev.elementwise.schema.Schema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Pbkdf2Test {

    /** The first two are RFC 7914, section 11; the others are what Python's hashlib.pbkdf2_hmac gives. */
    @ParameterizedTest
    @CsvSource({
        "passwd,salt,1,64,55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
            + "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
        "Password,NaCl,80000,64,4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
            + "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d",
        "'','',1,32,f7ce0b653d2d72a4108cf5abe912ffdd777616dbbb27a70e8204f3ae2d0f6fad",
        "'',salt,2,32,62384466264daadc4144018c6bd864648272b34da8980d31521ffcce92ae003b",
        "pässwörd🔑,sält,1000,20,8246556e4bff24f3e14fa50227c4010106fb3b7f"})
    void derivedKeyIsThePublishedOne(String password, String salt, long iterations, long length, String key)
        throws Exception {
        assertThat(derive(Map.of("password", password, "salt", salt, "iterations", iterations, "length", length)))
            .isEqualTo(key);
    }

    @Test
    void passwordLongerThanABlockOfTheHashIsTakenWhole() throws Exception {
        assertThat(derive(Map.of("password", "x".repeat(100), "salt", "salt", "iterations", 3L, "length", 33L)))
            .isEqualTo("59bfa49750dd5462ce38370a1e7abe0736ff334cf1c2f0d84f23a03435d660d153");
    }

    @Test
    void lengthLeftOutIsThirtyTwoBytes() throws Exception {
        assertThat(derive(Map.of("password", "password", "salt", "salt", "iterations", 4096L)))
            .isEqualTo("c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"salt\":\"s\",\"iterations\":1}",
        "{\"password\":\"p\",\"iterations\":1}",
        "{\"password\":\"p\",\"salt\":\"s\"}",
        "{\"password\":1,\"salt\":\"s\",\"iterations\":1}",
        "{\"password\":\"p\",\"salt\":\"s\",\"iterations\":0}",
        "{\"password\":\"p\",\"salt\":\"s\",\"iterations\":1.5}",
        "{\"password\":\"p\",\"salt\":\"s\",\"iterations\":1,\"length\":0}",
        "{\"password\":\"p\",\"salt\":\"s\",\"iterations\":1,\"length\":null}",
        "{\"password\":\"p\",\"salt\":\"s\",\"iterations\":1,\"hash\":\"md5\"}",
        "\"password\""})
    void incompleteOrUnknownFieldsAreNotElements(String element) {
        Schema schema = Schema.parse(new Pbkdf2().describe().elementSchema());
        assertThat(schema.violations(JsonText.read(element))).isNotEmpty();
    }

    private static Object derive(Map<String, Object> element) throws Exception {
        return new Pbkdf2().open(Params.NONE).apply(element);
    }
}

package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are JSON, and ask for what can't be done: 422, with the places. */
@ExtendWith(SystemUnderTest.class)
final class UnprocessableBodyTest {

    private static final int ELEMENT_LIMIT = 256 * 1024;
    private static final int PARAMS_LIMIT = 64 * 1024;

    private final Api api;

    UnprocessableBodyTest(Api api) {
        this.api = api;
    }

    @Test
    void unknownTaskIsRefusedWithTheNamesOfThoseThereAre() {
        Answer answer = api.post("{\"task\":\"count-primse\",\"elements\":[]}");

        assertThat(answer.pointers()).containsExactly("/task");
        assertThat(answer.text()).contains("identity", "count-primes", "factorize", "pbkdf2", "mandelbrot-row",
            "monte-carlo-pi");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'elements':[]} | /task",
        "{'task':7,'elements':[]} | /task",
        "{'task':null,'elements':[]} | /task",
        "{'task':'identity','elements':[],'colour':'red'} | /colour",
        "{'task':'identity','elements':[],'a/b~c':1} | /a~1b~0c",
        "{'task':'identity','elements':{}} | /elements",
        "{'task':'identity','elements':null} | /elements",
        "{'task':'identity','range':[1,2]} | /range",
        "{'task':'identity','range':{}} | /range/stop",
        "{'task':'identity','range':{'stop':5,'step':0}} | /range/step",
        "{'task':'identity','range':{'stop':5,'by':2}} | /range/by",
        "{'task':'identity','range':{'stop':1.5}} | /range/stop",
        "{'task':'identity','range':{'stop':'9'}} | /range/stop",
        "{'task':'identity','range':{'stop':null}} | /range/stop",
        "{'task':'identity','range':{'stop':9007199254740992}} | /range/stop",
        "{'task':'identity','range':{'start':-9007199254740992,'stop':0}} | /range/start",
        "{'task':'identity','range':{'stop':1e300}} | /range/stop",
        "{'task':'identity','range':{'stop':1,'step':9007199254740992}} | /range/step",
        "{'task':'identity','elements':[],'params':[]} | /params",
        "{'task':'identity','elements':[],'params':{'x':1}} | /params/x",
        "{'task':'identity','elements':[],'label':7} | /label",
        "{'task':'identity','elements':[],'chunkSize':0} | /chunkSize",
        "{'task':'identity','elements':[],'chunkSize':65537} | /chunkSize",
        "{'task':'identity','elements':[],'chunkSize':'10'} | /chunkSize",
        "{'task':'identity','elements':[],'toleratedFailures':-1} | /toleratedFailures",
        "{'task':'identity','elements':[],'toleratedFailures':0.5} | /toleratedFailures",
        "{'task':'identity','elements':[],'maxConcurrency':0} | /maxConcurrency",
        "{'task':'count-primes','elements':[1,2,'three']} | /elements/2",
        "{'task':'count-primes','elements':[1,-1]} | /elements/1",
        "{'task':'count-primes','elements':[100000001]} | /elements/0",
        "{'task':'count-primes','elements':[0.5]} | /elements/0",
        "{'task':'count-primes','range':{'start':-1,'stop':5}} | /range/start",
        "{'task':'count-primes','range':{'start':100000000,'stop':100000002}} | /range/stop",
        "{'task':'factorize','elements':['0']} | /elements/0",
        "{'task':'factorize','elements':['007']} | /elements/0",
        "{'task':'factorize','elements':['12345678901234567890123456789012345678901']} | /elements/0",
        "{'task':'factorize','elements':[12]} | /elements/0",
        "{'task':'pbkdf2','elements':[{'password':'p','salt':'s','iterations':0}]} | /elements/0/iterations",
        "{'task':'pbkdf2','elements':[{'password':'p','salt':'s','iterations':1,'x':1}]} | /elements/0/x",
        "{'task':'mandelbrot-row','elements':[],'params':{'width':0}} | /params/width",
        "{'task':'monte-carlo-pi','elements':[],'params':{'samples':'many'}} | /params/samples",
        "{'task':'identity','elements':[1,1e400]} | /elements/1",
        "{'task':'identity','elements':[{'x':[-1e999999999]}]} | /elements/0/x/0",
        "{'task':'identity','elements':['\\ud800']} | /elements/0",
        "{'task':'identity','elements':[['\\udc00\\ud800']]} | /elements/0/0",
        "{'task':'identity','elements':[],'label':'\\ud83d'} | /label"})
    void placeOfWhatIsWrongIsTold(String body, String pointer) {
        Tree problem = api.post(json(body)).problem(422);

        assertThat(problem.get("errors").list()).extracting(error -> error.get("pointer").text())
            .containsExactly(pointer);
    }

    @Test
    void missingFieldOfAnElementIsToldWithItsPlace() {
        assertThat(api.post(json("{'task':'pbkdf2','elements':[{'password':'p','salt':'s'}]}")).pointers())
            .allSatisfy(pointer -> assertThat(pointer).startsWith("/elements/0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'task':'identity'}", "{'task':'identity','elements':[1],'range':{'stop':1}}"})
    void neitherOrBothOfElementsAndRangeAreRefused(String body) {
        api.post(json(body)).pointers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "\"identity\"", "true"})
    void bodyThatIsNoObjectIsRefused(String body) {
        assertThat(api.post(body).pointers()).containsExactly("");
    }

    @Test
    void firstTwentyOfManyBadElementsAreToldAndAllAreCounted() {
        String bad = String.join(",", Collections.nCopies(30, "-1"));

        Tree problem = api.post("{\"task\":\"count-primes\",\"elements\":[5," + bad + "]}").problem(422);

        assertThat(problem.get("errors").list()).extracting(error -> error.get("pointer").text())
            .isEqualTo(IntStream.rangeClosed(1, 20).mapToObj(i -> "/elements/" + i).toList());
        assertThat(problem.get("errorCount").number()).isEqualTo(30);
    }

    @Test
    void severalThingsThatAreWrongAreAllTold() {
        List<String> pointers = api.post(json("{'task':'count-primes','elements':[-1],'colour':1,'chunkSize':0}"))
            .pointers();

        assertThat(pointers).containsExactlyInAnyOrder("/colour", "/chunkSize", "/elements/0");
    }

    @Test
    void labelOfMoreThanTwoHundredCharactersIsRefused() {
        assertThat(api.post("{\"task\":\"identity\",\"elements\":[],\"label\":\"" + "x".repeat(201) + "\"}").pointers())
            .containsExactly("/label");
    }

    @Test
    void keyWithALoneSurrogateIsRefused() {
        assertThat(api.post(json("{'task':'identity','elements':[{'\\ud800':1}]}")).pointers()).hasSize(1);
    }

    @Test
    void pairsOfSurrogatesAndLargeNumbersAreFine() {
        List<Tree> values = api.values(json("{'task':'identity','elements':['\\ud83d\\ude00',1e308,-1.5e-300,"
            + "123456789012345678901234567890]}"));

        assertThat(values.get(0).text()).isEqualTo("\ud83d\ude00");
        assertThat(values.get(1).decimal()).isEqualTo(1e308);
        assertThat(values.get(2).decimal()).isEqualTo(-1.5e-300);
        assertThat(values.get(3)).hasToString("123456789012345678901234567890");
    }

    @Test
    void elementOf256KibibytesIsTheLargest() {
        String largest = '"' + "x".repeat(ELEMENT_LIMIT - 2) + '"';

        assertThat(api.post(elements("1", largest.replaceFirst("x", "xx"))).pointers())
            .containsExactly("/elements/1");
        assertThat(api.values(elements("1", largest)).get(1)).hasToString(largest);
    }

    @Test
    void sizeOfAnElementCountsBytesNotCharacters() {
        assertThat(api.post(elements('"' + "ä".repeat(ELEMENT_LIMIT / 2) + '"')).pointers())
            .containsExactly("/elements/0");
    }

    @Test
    void paramsOfMoreThan64KibibytesAreRefused() {
        Answer answer = api.post("{\"task\":\"mandelbrot-row\",\"elements\":[],\"params\":{\"width\":10"
            + " ".repeat(PARAMS_LIMIT) + "}}");

        assertThat(answer.pointers()).containsExactly("/params");
    }

    @Test
    void arraysAndObjectsInsideEachOtherGo64Deep() {
        assertThat(api.post(elements(nested(65))).pointers()).hasSize(1)
            .allSatisfy(pointer -> assertThat(pointer).startsWith("/elements/0"));
        api.post(elements(nested(5_000))).pointers();
        assertThat(api.values(elements(nested(64)))).extracting(Tree::toString).containsExactly(nested(64));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String elements(String... elements) {
        return "{\"task\":\"identity\",\"elements\":[" + String.join(",", elements) + "]}";
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}

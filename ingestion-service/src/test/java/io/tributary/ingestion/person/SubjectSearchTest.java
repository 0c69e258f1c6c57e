package io.tributary.ingestion.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ingestion.person.PersonRequest.Known;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectSearchTest {

    private static final byte[] DIGEST = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");

    private final SubjectSearch anna = search(
            new Known("email", DIGEST, "anna@mail.example"),
            new Known("phone", DIGEST, "+491701234567"),
            new Known("user_id", DIGEST, "Jos\u00e9/7"),
            new Known("anonymous_id", DIGEST, "d3b0-7384"),
            new Known("crm_id", DIGEST, "12"));

    private static SubjectSearch search(Known... identifiers) {
        var request = new PersonRequest(
                "acme",
                "r1",
                RequestKind.ERASE,
                null,
                Stage.DELETE,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                List.of(identifiers),
                List.of("01999c1e-7a8b-7000-8000-000000000001"));
        return SubjectSearch.of(
                request, (tenant, namespace, value) -> (namespace + value).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@mail.example",
                "{\"email\":\"Anna@Mail.EXAMPLE\"}",
                "mailto:anna@mail.example?subject=x",
                "Anna <anna@mail.example>, and others",
                "to anna@mail.example. Thanks",
                "{\"email\":\"anna\\u0040mail.example\"}",
                "{\"u\":\"\\u0061nna@mail.example\"}",
                "{\"url\":\"https:\\/\\/x.example\\/?e=anna%40mail.example&x=1\"}",
                "email=%61nna%40mail%2Eexample",
                "{\"text\":\"{\\\"email\\\":\\\"anna\\\\u0040mail.example\\\"}\"}",
                "line\\nanna@mail.example\\tend",
                "a;anna@mail.example;b",
                "{\"broken\":\"anna@mail.example"
            })
    void findsAnAddressHoweverItIsWritten(String text) {
        assertThat(anna.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@mail.example2",
                "anna@mail.example.org",
                "anna@mail.example-shop.org",
                "joanna@mail.example",
                "jo.anna@mail.example",
                "anna+news@mail.example2",
                "x+anna@mail.example",
                "anna@mail",
                "anna at mail.example",
                "",
                "{\"email\":\"anna%2540mail.exampl\"}"
            })
    void leavesAnotherAddressAlone(String text) {
        assertThat(anna.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+491701234567",
                "+49 170 1234567",
                "+49 (170) 123-45-67",
                "+49 (0)170 1234567",
                "0049 170/1234567",
                "0170 123 45 67",
                "{\"phone\":\"01701234567\"}",
                "{\"phone\":1701234567}",
                "{\"phone\":491701234567}",
                "tel=%2B49+170+1234567",
                "a,0170-1234567,b",
                "{\"phone\":\"+49\\u00a0170\\u00a01234567\"}"
            })
    void findsAPhoneNumberAsPeopleWriteIt(String text) {
        assertThat(anna.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+4917012345678",
                "+33 1701234567",
                "+33+1701234567",
                "+1701234567",
                "0033 1701234567",
                "+1 491701234568",
                "{\"order\":14917012345670}",
                "017012345678",
                "0701234567",
                "+4917012345"
            })
    void leavesAnotherNumberAlone(String text) {
        assertThat(anna.isIn(text)).isFalse();
    }

    @Test
    void findsAnIdInItsOwnCaseInEachFormOfUnicodeAndBehindEachEscape() {
        assertThat(anna.isIn("{\"userId\":\"Jos\u00e9/7\"}")).isTrue();
        assertThat(anna.isIn("{\"userId\":\"Jos\\u00e9\\/7\"}")).isTrue();
        assertThat(anna.isIn("{\"userId\":\"Jos\\u00E9\\/7\"}")).isTrue();
        assertThat(anna.isIn("user=Jos%C3%A9%2F7")).isTrue();
        assertThat(anna.isIn("user=Jos%E9%2f7")).isTrue();
        assertThat(anna.isIn(Normalizer.normalize("Jos\u00e9/7", Normalizer.Form.NFD)))
                .isTrue();
        assertThat(anna.isIn("Jos\u00e9/7,x".getBytes(Charset.forName("windows-1252"))))
                .isTrue();
        assertThat(anna.isIn("Jos\u00e9/7".getBytes(StandardCharsets.UTF_16LE))).isTrue();

        assertThat(anna.isIn("{\"userId\":\"jos\u00e9/7\"}")).isFalse();
        assertThat(anna.isIn("{\"userId\":\"Jos\u00e9/77\"}")).isFalse();
        assertThat(anna.isIn("{\"userId\":\"d3b0-73845\"}")).isFalse();
        assertThat(anna.isIn("{\"userId\":\"x-d3b0-7384\"}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"crmId\":\"12\"}",
                "{\"crm_id\":12}",
                "{\"externalIds\":[{\"id\":\"12\",\"type\":\"crmId\",\"collection\":\"users\"}]}",
                "{\"mergeProperties\":[{\"type\":\"crmId\",\"value\":\"12\"}]}",
                "{\\\"crmId\\\":\\\"12\\\"}",
                "{\"crmId\":\"12\",\"properties\":{\"broken",
                "crm_id=12&x=1",
                "{\"user_id\":\"12\"}"
            })
    void findsAShortValueWhereIdsStand(String text) {
        assertThat(anna.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"price\":12}",
                "{\"crmId\":\"123\"}",
                "{\"crmId\":\"12.5\"}",
                "{\"userId\":\"123\"}",
                "{\"products\":[{\"id\":\"12\"}]}",
                "{\"externalIds\":[{\"id\":\"12\",\"type\":\"loyalty\"}]}",
                "12",
                "{\"crmId\":\"x\",\"n\":12}"
            })
    void takesAShortValueElsewhereForNobodys(String text) {
        assertThat(anna.isIn(text)).isFalse();
    }

    @Test
    void findsDigestsAndProfileIds() {
        assertThat(anna.isIn("{\"h\":\"00112233445566778899aabbccddeeff\"}")).isTrue();
        assertThat(anna.isIn("{\"h\":\"01999c1e-7a8b-7000-8000-000000000001\"}"))
                .isTrue();
        assertThat(anna.isIn(
                        HexFormat.of().formatHex("private_fieldanna@mail.example".getBytes(StandardCharsets.UTF_8))))
                .isTrue();
        assertThat(anna.isIn("{\"h\":\"00112233445566778899aabbccddeeff00\"}")).isFalse();
    }

    static Stream<byte[]> packed() {
        byte[] json = "{\"x\":1,\"email\":\"anna@mail.example\"}".getBytes(StandardCharsets.UTF_8);
        var base64 = Base64.getEncoder();
        return Stream.of(
                gzip(json),
                base64.encode(json),
                ("data=" + Base64.getUrlEncoder().withoutPadding().encodeToString(json) + "&x=1")
                        .getBytes(StandardCharsets.UTF_8),
                ("{\"payload\":\"" + base64.encodeToString(gzip(json)) + "\"}").getBytes(StandardCharsets.UTF_8),
                ("{\"url\":\"https://x.example/e/"
                                + Base64.getUrlEncoder().withoutPadding().encodeToString(json) + "\"}")
                        .getBytes(StandardCharsets.UTF_8),
                ("d=" + URLEncoder.encode(base64.encodeToString(json), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("packed")
    void findsWhatIsPacked(byte[] bytes) {
        assertThat(anna.isIn(bytes)).isTrue();
    }

    @Test
    void findsWhatATruncatedRowStillShows() {
        byte[] whole = "{\"email\":\"anna@mail.example\",\"name\":\"J\u00f6rg\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(anna.isIn(Arrays.copyOf(whole, whole.length - 5))).isTrue();
    }

    @Test
    void saysWhatIsPackedTooDeeplyToBeSearched() {
        var text = "anna@mail.example";
        for (int depth = 0; depth < 6; depth++) {
            text = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(anna.isIn(text)).isFalse();
        assertThat(anna.cut()).isEqualTo(1);
    }

    /** Whatever stands round it and however it is escaped: the oracle writes, the search reads. */
    @RepeatedTest(50)
    void findsARandomAddressInRandomSurroundings() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var address = word(random) + "." + word(random) + "@" + word(random) + ".example";
        var search = search(new Known("email", DIGEST, address));
        var written = escaped(address, random);
        var surrounded = List.of("\"", " ", "=", "<", ":", "\\n", ",").get(random.nextInt(7))
                + written
                + List.of("\"", " ", "&", ">", ";", "\\n", ",").get(random.nextInt(7));

        assertThat(search.isIn(word(random) + surrounded + word(random)))
                .as("seed %d: %s", seed, surrounded)
                .isTrue();
        assertThat(search.isIn(word(random) + address + "x"))
                .as("seed %d, a longer one", seed)
                .isFalse();
    }

    private static String escaped(String text, Random random) {
        int way = random.nextInt(3);
        var escaped = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char one = text.charAt(at);
            boolean asItIs = way == 0 || random.nextInt(3) > 0;
            var other = way == 1 ? "\\u%04x".formatted((int) one) : "%%%02X".formatted((int) one);
            escaped.append(asItIs ? String.valueOf(one) : other);
        }
        return escaped.toString();
    }

    private static String word(Random random) {
        return random.ints(5, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }
}

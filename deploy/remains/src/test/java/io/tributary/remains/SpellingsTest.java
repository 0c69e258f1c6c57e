package io.tributary.remains;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

class SpellingsTest {

    private static final Sought EMAIL = new Sought("email", "Zoe.Qxvbnrt@Shop.example", "qxvbnrt");
    private static final Sought NOTE = new Sought("note", "say \"hé\" to\nqwrtzplk/4 <b>'", "qwrtzplk");
    private static final Sought PHONE = new Sought("phone", "+49 151 234-56789", "15123456789");

    private final Random random = new Random(11);

    @Test
    void findsTheValueAsItIs() throws NoSuchAlgorithmException {
        for (var sought : List.of(EMAIL, NOTE, PHONE)) {
            assertFound(sought, sought.value().getBytes(UTF_8));
            assertFound(sought, sought.value().getBytes(StandardCharsets.UTF_16LE));
            assertFound(sought, sought.value().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void findsWhatJsonWritersMakeOfIt() {
        var ascii =
                JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
        var slashes = JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                .build();
        for (var mapper : List.of(JsonMapper.builder().build(), ascii, slashes)) {
            var once = mapper.writeValueAsString(NOTE.value());

            assertFoundAs(NOTE, "json", once.getBytes(UTF_8));
            assertFoundAs(NOTE, "json in json", mapper.writeValueAsString(once).getBytes(UTF_8));
        }
    }

    @Test
    void findsItInAnAddress() {
        assertFoundAs(NOTE, "percent", URLEncoder.encode(NOTE.value(), UTF_8).getBytes(UTF_8));
    }

    @Test
    void findsItInBase64WhereverItStands() {
        for (int before = 0; before < 9; before++) {
            var text = " ".repeat(before) + EMAIL.value() + "tail".substring(before % 4);

            var standard = Base64.getEncoder().encode(text.getBytes(UTF_8));

            assertFoundAs(EMAIL, "base64", standard);
        }
    }

    @Test
    void findsItInHexadecimal() {
        assertFoundAs(
                EMAIL,
                "hex",
                HexFormat.of()
                        .withUpperCase()
                        .formatHex(EMAIL.value().getBytes(UTF_8))
                        .getBytes(UTF_8));
    }

    @Test
    void findsTheDigestsThatPlatformsTake() throws NoSuchAlgorithmException {
        var sha = MessageDigest.getInstance("SHA-256");
        assertFoundAs(
                EMAIL,
                "sha-256",
                HexFormat.of()
                        .formatHex(sha.digest("zoe.qxvbnrt@shop.example".getBytes(UTF_8)))
                        .getBytes(UTF_8));
        assertFoundAs(PHONE, "sha-256", sha.digest("4915123456789".getBytes(UTF_8)));
        assertFoundAs(
                PHONE,
                "md5",
                HexFormat.of()
                        .formatHex(MessageDigest.getInstance("MD5").digest("+4915123456789".getBytes(UTF_8)))
                        .getBytes(UTF_8));
    }

    @Test
    void findsWhatWasMadeOfIt() {
        assertFound(EMAIL, "user qxvbnrt, lower case and without its host".getBytes(UTF_8));
    }

    @Test
    void doesNotFindSomebodyElse() {
        assertThat(hits(EMAIL, "zoe.qxvbnrs@shop.example, 15123456788".getBytes(UTF_8)))
                .isEmpty();
    }

    private void assertFound(Sought sought, byte[] bytes) {
        assertThat(hits(sought, surrounded(bytes))).as(sought.name()).isNotEmpty();
    }

    private void assertFoundAs(Sought sought, String form, byte[] bytes) {
        assertThat(hits(sought, surrounded(bytes)))
                .extracting(Scanner.Hit::form)
                .contains(form);
    }

    /** Between other bytes, which end no base64 text. */
    private byte[] surrounded(byte[] bytes) {
        var around = new byte[random.nextInt(5) + bytes.length + 3];
        System.arraycopy(bytes, 0, around, around.length - 3 - bytes.length, bytes.length);
        return around;
    }

    private static List<Scanner.Hit> hits(Sought sought, byte[] bytes) {
        var pass = new Scanner(Spellings.of(List.of(sought))).new Pass();
        pass.feed(bytes);
        var merged = new TreeMap<String, Scanner.Hit>();
        pass.hits().forEach(it -> merged.put(it.form(), it));
        return new ArrayList<>(merged.values());
    }
}

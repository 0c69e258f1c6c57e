package io.tributary.ingestion.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file is, found out from its bytes. */
class SniffTest {

    private static final String TEXT = "id;name;city\n1;Zoë;Köln\n2;\"Ann; B.\";Łódź\n";

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
    void tellsEncodingsByTheirMark(String charset) throws IOException {
        byte[] file = ("\ufeff" + TEXT).getBytes(Charset.forName(charset));

        var encoding = SniffEncoding.of(new ByteArrayInputStream(file));

        assertThat(encoding).isEqualTo(new TextEncoding(charset, charset.equals("UTF-8") ? 3 : 2));
        assertThat(SniffEncoding.markBytes(file, charset)).isEqualTo(charset.equals("UTF-8") ? 3 : 2);
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8",
        "UTF-16LE, UTF-16LE",
        "UTF-16BE, UTF-16BE",
        "windows-1252, windows-1252",
        "ISO-8859-1, windows-1252",
        "US-ASCII, UTF-8"
    })
    void tellsEncodingsWithoutAMark(String charset, String expected) throws IOException {
        byte[] file = "id;name\n1;Zoë Müller\n".getBytes(Charset.forName(charset));

        assertThat(SniffEncoding.of(new ByteArrayInputStream(file))).isEqualTo(new TextEncoding(expected, 0));
    }

    @Test
    void findsTheFirstOtherByteFarBehindTheBeginning() throws IOException {
        byte[] file = ("a;b\n".repeat(100_000) + "ë").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(SniffEncoding.of(new ByteArrayInputStream(file))).isEqualTo(new TextEncoding("windows-1252", 0));
    }

    @Test
    void doesNotBreakACharacterBetweenTwoBuffers() throws IOException {
        byte[] file = ("x".repeat(4096 + 64 * 1024 - 1) + "ë").getBytes(StandardCharsets.UTF_8);

        assertThat(SniffEncoding.of(new ByteArrayInputStream(file))).isEqualTo(new TextEncoding("UTF-8", 0));
    }

    @Test
    void takesBytesWithZerosForNoText() throws IOException {
        byte[] file = new byte[1000];
        file[0] = 'x';
        file[501] = 'y';

        assertThat(SniffEncoding.of(new ByteArrayInputStream(file))).isNull();
    }

    @Test
    void findsTheDelimiter() {
        assertThat(SniffDelimiter.of(TEXT.getBytes(StandardCharsets.UTF_8), "UTF-8"))
                .isEqualTo(';');
        assertThat(delimiterOf("a,b\n\"1;2;3\",2\n")).isEqualTo(',');
        assertThat(delimiterOf("a\tb, c\n1\t2, 3\n4\t5\n")).isEqualTo('\t');
        assertThat(delimiterOf("a|b|c\n1|2|3\n")).isEqualTo('|');
        assertThat(delimiterOf("name\nAnn\n")).isEqualTo(',');
        assertThat(delimiterOf("a;price\n1;1,50\n2;2,75\n")).isEqualTo(';');
    }

    @Test
    void turnsUtf16IntoUtf8AndMarksWhatIsBroken() throws IOException {
        byte[] file = "snow ☃ and 😀\n".repeat(5_000).getBytes(StandardCharsets.UTF_16LE);
        try (var stream = new Utf8Stream(new ByteArrayInputStream(file), StandardCharsets.UTF_16LE)) {
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("snow ☃ and 😀\n".repeat(5_000));
        }
        // Half a surrogate pair between two letters.
        byte[] broken = {'a', 0, 0x3d, (byte) 0xd8, 'b', 0};
        try (var stream = new Utf8Stream(new ByteArrayInputStream(broken), StandardCharsets.UTF_16LE)) {
            assertThat(stream.readAllBytes()).containsExactly('a', 0xff, 'b');
        }
    }

    @Test
    void readsOnlyEncodingsInWhichPlacesAreExact() {
        assertThat(Encodings.named("latin1")).contains(StandardCharsets.ISO_8859_1);
        assertThat(Encodings.named("windows-1251")).isPresent();
        assertThat(Encodings.named("Shift_JIS")).isEmpty();
        assertThat(Encodings.named("no such thing")).isEmpty();
        assertThat(Encodings.named("IBM037")).isEmpty();
    }

    private static char delimiterOf(String text) {
        return SniffDelimiter.of(text.getBytes(StandardCharsets.UTF_8), "UTF-8");
    }
}

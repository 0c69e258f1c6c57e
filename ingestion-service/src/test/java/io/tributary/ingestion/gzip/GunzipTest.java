package io.tributary.ingestion.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GunzipTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final String DAMAGED = "damaged";

    /** The JDK's stream is the oracle. It passes silently over damage between members, which is told here. */
    @Test
    void unpacksWhatTheJdkUnpacks() throws IOException {
        long seed = 20261126;
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] whole = members(random);
            byte[] damaged = damaged(whole, random);
            Opening ours = Gunzip::new;
            Opening oracle = in -> new GZIPInputStream(in, 512);

            assertThat(outcome(ours, whole))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(outcome(oracle, whole))
                    .isNotEqualTo(DAMAGED);
            assertThat(outcome(ours, damaged))
                    .as("seed %d round %d, damaged", seed, round)
                    .isIn(DAMAGED, outcome(oracle, damaged));
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] damaged = Arrays.copyOf(whole, whole.length - random.nextInt(Math.min(whole.length, 12)));
        if (random.nextBoolean()) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return damaged;
    }

    @Test
    void passesOverWhatAHeaderMayHold() throws IOException {
        byte[] plain = packed(HELLO);
        var full = new ByteArrayOutputStream();
        full.write(new byte[] {0x1f, (byte) 0x8b, 8, 0x1c, 1, 2, 3, 4, 0, 3});
        full.write(new byte[] {5, 0, 'a', 'b', 1, 0, 'c'});
        full.write("name\0comment\0".getBytes(StandardCharsets.UTF_8));
        full.write(plain, 10, plain.length - 10);

        assertThat(new Gunzip(new ByteArrayInputStream(full.toByteArray())).readAllBytes())
                .asString()
                .isEqualTo("hello");
    }

    @Test
    void readsOnBehindManyEmptyMembers() throws IOException {
        byte[] packed = joined(repeated(packed(new byte[0]), 50_000), packed(HELLO));

        assertThat(new Gunzip(new ByteArrayInputStream(packed)).readAllBytes())
                .asString()
                .isEqualTo("hello");
    }

    @Test
    void givesUpWhereNothingComesOut() {
        byte[] member = packed(new byte[0]);
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                return member[(int) (given++ % member.length)] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int length) {
                for (int i = 0; i < length; i++) {
                    target[from + i] = (byte) read();
                }
                return length;
            }
        };

        assertThatThrownBy(() -> new Gunzip(endless).read()).isInstanceOf(ZipException.class);
        assertThat(endless.given).isLessThan(2L * Gunzip.MAX_IDLE);
    }

    @Test
    void refusesWhatFollowsTheLastMember() {
        byte[] followed = joined(packed(HELLO), HELLO);

        assertThatThrownBy(() -> new Gunzip(new ByteArrayInputStream(followed)).readAllBytes())
                .isInstanceOf(ZipException.class);
    }

    @Test
    void leavesAFaultOfTheStreamAsItIs() {
        var fault = new IOException("the disk is gone");
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw fault;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                throw fault;
            }
        };

        assertThatThrownBy(() -> new Gunzip(broken)).isSameAs(fault);
    }

    @Test
    void tellsDamageFromItsEnd() {
        byte[] packed = packed(HELLO);
        byte[] cut = Arrays.copyOf(packed, packed.length - 1);

        assertThatThrownBy(() -> new Gunzip(new ByteArrayInputStream(cut)).readAllBytes())
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> new Gunzip(new ByteArrayInputStream(HELLO))).isInstanceOf(ZipException.class);
    }

    private interface Opening {
        InputStream open(InputStream packed) throws IOException;
    }

    /** What was unpacked, or that it is damaged. */
    private static String outcome(Opening opening, byte[] packed) {
        try (var in = opening.open(new ByteArrayInputStream(packed))) {
            return Arrays.toString(in.readAllBytes());
        } catch (IOException e) {
            return DAMAGED;
        }
    }

    private static byte[] members(Random random) {
        byte[] members = new byte[0];
        for (int member = random.nextInt(4); member >= 0; member--) {
            byte[] bytes = new byte[random.nextInt(3) * random.nextInt(200)];
            if (random.nextBoolean()) {
                random.nextBytes(bytes);
            }
            members = joined(members, packed(bytes));
        }
        return members;
    }

    private static byte[] packed(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot be written", e);
        }
        return packed.toByteArray();
    }

    private static byte[] repeated(byte[] bytes, int times) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}

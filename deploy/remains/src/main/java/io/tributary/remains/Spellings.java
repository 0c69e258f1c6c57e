package io.tributary.remains;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The byte sequences by which a value gives itself away. Upper and lower case of ASCII letters are left to the search,
 * which tells them not apart.
 */
final class Spellings {

    private static final int SHORTEST_FRAGMENT = 8;
    private static final List<String> DIGESTS = List.of("MD5", "SHA-1", "SHA-256", "SHA-512");

    /** By the hash of nothing else than the bytes, so that equal ones are kept once. */
    private final Map<String, Spelling> found = new LinkedHashMap<>();

    private final Sought sought;

    private Spellings(Sought sought) {
        this.sought = sought;
    }

    /**
     * One way in which a value may be written.
     *
     * @param bytes in lower case, one character for each byte
     */
    record Spelling(String value, String form, String bytes) {

        static Spelling of(String value, String form, byte[] bytes) {
            return new Spelling(value, form, new String(Scanner.folded(bytes), StandardCharsets.ISO_8859_1));
        }
    }

    static List<Spelling> of(Sought sought) {
        var spellings = new Spellings(sought);
        spellings.addAll();
        return List.copyOf(spellings.found.values());
    }

    private void addAll() {
        for (var text : texts()) {
            add("plain", utf8(text));
            add("utf-16", text.getBytes(StandardCharsets.UTF_16LE));
            add("utf-16", text.getBytes(StandardCharsets.UTF_16BE));
            addIfEncodable(text, StandardCharsets.ISO_8859_1);
            escapes(text).forEach(it -> add("json", utf8(it)));
            escapes(text).stream().flatMap(it -> escapes(it).stream()).forEach(it -> add("json in json", utf8(it)));
            var percent = URLEncoder.encode(text, StandardCharsets.UTF_8);
            add("percent", utf8(percent));
            add("percent", utf8(percent.replace("+", "%20")));
            add("markup", utf8(markup(text)));
            inEachCase(text).forEach(this::addEncoded);
        }
        wholes().stream().flatMap(it -> inEachCase(it).stream()).forEach(this::addDigests);
    }

    private Set<String> texts() {
        var texts = new LinkedHashSet<String>();
        for (var text : List.of(sought.value(), sought.core())) {
            texts.add(text);
            texts.add(Normalizer.normalize(text, Normalizer.Form.NFC));
            texts.add(Normalizer.normalize(text, Normalizer.Form.NFD));
            // The search folds ASCII only.
            texts.add(text.toLowerCase(Locale.ROOT));
            texts.add(text.toUpperCase(Locale.ROOT));
        }
        return texts;
    }

    /** Of which platforms and services make digests: the whole value as it is, trimmed, and a phone number's digits. */
    private Set<String> wholes() {
        var wholes = new LinkedHashSet<String>();
        wholes.add(sought.value());
        wholes.add(sought.value().strip());
        if (sought.value().matches("\\+?[0-9 ()/.-]+")) {
            var digits = sought.value().replaceAll("[^0-9]", "");
            wholes.add(digits);
            wholes.add("+" + digits);
        }
        return wholes;
    }

    private static Set<String> inEachCase(String text) {
        var cases = new LinkedHashSet<String>();
        cases.add(text);
        cases.add(text.toLowerCase(Locale.ROOT));
        cases.add(text.toUpperCase(Locale.ROOT));
        return cases;
    }

    private void addEncoded(String text) {
        add("hex", utf8(HexFormat.of().formatHex(utf8(text))));
        addBase64("base64", utf8(text));
    }

    /** What stays the same of a base64 text whatever stands before and behind: one fragment for each of three places. */
    private void addBase64(String form, byte[] bytes) {
        for (int before = 0; before < 3; before++) {
            var padded = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, padded, before, bytes.length);
            var encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
            // The first characters carry bits of what stands before, the last those of what follows.
            int from = before == 0 ? 0 : before + 1;
            int to = padded.length * 8 / 6;
            if (to - from >= SHORTEST_FRAGMENT) {
                var fragment = encoded.substring(from, to);
                add(form, utf8(fragment));
                add(form, utf8(fragment.replace('+', '-').replace('/', '_')));
            }
        }
    }

    private void addDigests(String whole) {
        for (var algorithm : DIGESTS) {
            byte[] digest = digest(algorithm, utf8(whole));
            var form = algorithm.toLowerCase(Locale.ROOT);
            add(form, digest);
            add(form, utf8(HexFormat.of().formatHex(digest)));
            addBase64(form, digest);
        }
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    /** As JSON writers do it: only what must be, or everything that is not ASCII, with and without the slash. */
    private static Set<String> escapes(String text) {
        var escapes = new LinkedHashSet<String>();
        for (boolean ascii : new boolean[] {false, true}) {
            var escaped = escaped(text, ascii);
            escapes.add(escaped);
            escapes.add(escaped.replace("/", "\\/"));
        }
        // PHP and others write these as well, because they mean something in a page.
        escapes.add(markupEscaped(escaped(text, true)));
        escapes.add(text.chars()
                .mapToObj(it -> String.format(Locale.ROOT, "\\u%04x", it))
                .collect(Collectors.joining()));
        escapes.remove(text);
        return escapes;
    }

    private static String escaped(String text, boolean ascii) {
        var escaped = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            switch (each) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (each < ' ' || (ascii && each > '~')) {
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
                    } else {
                        escaped.append(each);
                    }
                }
            }
        }
        return escaped.toString();
    }

    private static String markupEscaped(String text) {
        UnaryOperator<String> unicode = it -> String.format(Locale.ROOT, "\\u%04x", (int) it.charAt(0));
        return text.replace("'", unicode.apply("'"))
                .replace("<", unicode.apply("<"))
                .replace(">", unicode.apply(">"))
                .replace("&", unicode.apply("&"));
    }

    private static String markup(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void addIfEncodable(String text, Charset charset) {
        if (charset.newEncoder().canEncode(text)) {
            add("latin-1", text.getBytes(charset));
        }
    }

    private void add(String form, byte[] bytes) {
        var spelling = Spelling.of(sought.name(), form, bytes);
        found.putIfAbsent(spelling.bytes(), spelling);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** All of them, value after value. */
    static List<Spelling> of(List<Sought> sought) {
        var all = new ArrayList<Spelling>();
        sought.forEach(it -> all.addAll(of(it)));
        return all;
    }
}

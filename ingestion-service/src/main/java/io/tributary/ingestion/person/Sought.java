package io.tributary.ingestion.person;

import io.tributary.ingestion.suppression.NormalForm;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One way in which a person may be named in a text. */
sealed interface Sought {

    /** Whether the text names the person so. */
    boolean isIn(Text text);

    /**
     * A text, and what all looks at it share.
     *
     * @param lower the same text in lower case, of the same length
     * @param digits its decimal digits alone, in their order
     */
    record Text(String written, String lower, String digits) {

        static Text of(String written) {
            return new Text(written, lower(written), digits(written));
        }

        /** Lower case that keeps every character's place, which the language's own does not. */
        private static String lower(String text) {
            var folded = text.toLowerCase(Locale.ROOT);
            return folded.length() == text.length()
                    ? folded
                    : text.codePoints()
                            .map(Character::toLowerCase)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString();
        }

        private static String digits(String text) {
            var digits = new StringBuilder();
            for (int at = 0; at < text.length(); at++) {
                char one = text.charAt(at);
                if (one >= '0' && one <= '9') {
                    digits.append(one);
                }
            }
            return digits.toString();
        }
    }

    /** A value as a whole word, in its own case. */
    record Token(String value) implements Sought {

        @Override
        public boolean isIn(Text text) {
            var written = text.written();
            for (int at = written.indexOf(value); at >= 0; at = written.indexOf(value, at + 1)) {
                if (Edges.partWords(written, at, at + value.length())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A mail address, in any case. */
    record Address(String value) implements Sought {

        @Override
        public boolean isIn(Text text) {
            var lower = text.lower();
            for (int at = lower.indexOf(value); at >= 0; at = lower.indexOf(value, at + 1)) {
                if (Edges.partAddresses(lower, at, at + value.length())) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * A phone number of E.164, as people write it: with blanks and signs, with zeros in front, without its country.
     *
     * @param least the digits that stand in every way to write it; texts without them need no closer look
     */
    record Phone(String value, String least, Pattern pattern) implements Sought {

        private static final int MIN_DIGITS = 7;
        private static final int MIN_NATIONAL = 7;
        private static final int MAX_COUNTRY = 3;
        private static final Set<String> TWO_DIGITS = Set.of(
                "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84"
                        .concat(" 86 90 91 92 93 94 95 98")
                        .split(" "));
        // A plus is a blank in forms.
        private static final String BETWEEN = "[ +\\u00a0\\u2009\\u202f().\\-/\\u2010\\u2011\\u2013]{0,3}";

        Phone(String value) {
            this(value, least(value.substring(1)), Pattern.compile(pattern(value.substring(1))));
        }

        /** Whether the value is a whole international number, of which other forms can be made. */
        static boolean isWhole(String value) {
            return value.length() > MIN_DIGITS
                    && value.charAt(0) == '+'
                    && value.substring(1).chars().allMatch(it -> it >= '0' && it <= '9');
        }

        /** Digits with their country in every form; without it only when no other country stands in front. */
        private static String pattern(String digits) {
            var all = "(?:(?:\\+|00)" + BETWEEN + ")?" + spread(digits);
            var least = least(digits);
            int country = digits.length() - least.length();
            if (country == 0) {
                return "(?<![0-9])" + all + "(?![0-9])";
            }
            var own = spread(least);
            var zeroBetween = "(?:(?:\\+|00)" + BETWEEN + ")?" + spread(digits.substring(0, country)) + BETWEEN + "0"
                    + BETWEEN + own;
            var national = "(?<!\\+)(?<!(?:\\+|00)[0-9]{1,3}" + BETWEEN + ")(?:0" + BETWEEN + ")?" + own;
            return "(?<![0-9])(?:" + all + "|" + zeroBetween + "|" + national + ")(?![0-9])";
        }

        /** The number without its country, or with it when too little would be left. */
        private static String least(String digits) {
            int country = countryDigits(digits);
            return digits.length() - country < MIN_NATIONAL ? digits : digits.substring(country);
        }

        /** How many digits the calling code has (ITU-T E.164, list of assigned codes). */
        private static int countryDigits(String digits) {
            if (digits.startsWith("1") || digits.startsWith("7")) {
                return 1;
            }
            return TWO_DIGITS.contains(digits.substring(0, 2)) ? 2 : MAX_COUNTRY;
        }

        private static String spread(String digits) {
            return String.join(BETWEEN, digits.split(""));
        }

        @Override
        public boolean isIn(Text text) {
            return text.digits().contains(least)
                    && pattern.matcher(text.written()).find();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Phone phone && phone.value.equals(value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /** A value that means nobody by itself: only where the text says that it is an id. */
    record Named(String namespace, String value) implements Sought {

        private static final int SHORT = 4;
        private static final int COUNTED = 9;

        // As keys are spelt without their signs.
        private static final Set<String> KEYS = Set.of(
                "userid",
                "uid",
                "user",
                "anonymousid",
                "anonid",
                "previousid",
                "externalid",
                "customerid",
                "customer",
                "clientid",
                "memberid",
                "contactid",
                "subscriberid",
                "distinctid",
                "deviceid",
                "phone",
                "email");
        private static final Set<String> PAIRED = Set.of("id", "value");
        private static final Pattern KEY_BEFORE = Pattern.compile("([A-Za-z0-9_.$-]{1,64})[\"']?\\s*[:=]\\s*[\"']?$");
        private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"([^\"]{1,64})\"");
        private static final Pattern TRAITS_BEFORE = Pattern.compile("\"traits\"\\s*:\\s*$");
        private static final int LOOK_BACK = 80;

        static boolean isNeededFor(String value) {
            int characters = value.codePointCount(0, value.length());
            return characters <= SHORT
                    || (characters < COUNTED && value.chars().allMatch(it -> it >= '0' && it <= '9'));
        }

        @Override
        public boolean isIn(Text text) {
            var written = text.written();
            for (int at = written.indexOf(value); at >= 0; at = written.indexOf(value, at + 1)) {
                if (Edges.partWords(written, at, at + value.length()) && isNamed(written, at)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isNamed(String text, int at) {
            var before = KEY_BEFORE.matcher(text.substring(Math.max(0, at - LOOK_BACK), at));
            if (!before.find()) {
                return false;
            }
            var key = bare(before.group(1));
            if (KEYS.contains(key) || key.equals(bare(namespace))) {
                return true;
            }
            return PAIRED.contains(key) && isOfItsKind(text, at);
        }

        /** The object round it names the kind, or is the person's traits. */
        private boolean isOfItsKind(String text, int at) {
            int from = text.lastIndexOf('{', at);
            int to = text.indexOf('}', at);
            if (from < 0) {
                return false;
            }
            var type = TYPE.matcher(text.substring(from, to < 0 ? text.length() : to));
            if (type.find()) {
                return NormalForm.ofNamespace(type.group(1)).equals(namespace);
            }
            return namespace.equals("user_id")
                    && TRAITS_BEFORE
                            .matcher(text.substring(Math.max(0, from - LOOK_BACK), from))
                            .find();
        }

        private static String bare(String key) {
            var last = key.substring(key.lastIndexOf('.') + 1);
            return last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        }
    }
}

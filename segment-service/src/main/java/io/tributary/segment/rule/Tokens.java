package io.tributary.segment.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words, numbers, strings and signs of a rule's text, read one after the other. */
final class Tokens {

    /** What a token can be. */
    enum Kind {
        DATE,
        NUMBER,
        WORD,
        PATH,
        STRING,
        SIGN,
        END
    }

    /** One token; strings and paths without their quotes. */
    record Token(Kind kind, String text, int position) {}

    private static final Pattern LEXEME = Pattern.compile("\\s*(?:"
            + "(?<date>\\d{4}-\\d{2}-\\d{2}(?:T[0-9:.]+(?:Z|[+-]\\d{2}:\\d{2})?)?)(?![\\w-])"
            + "|(?<number>-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)"
            + "|(?<word>" + Words.BARE + ")"
            + "|`(?<path>(?:[^`\\\\]|\\\\.)+)`"
            + "|\"(?<string>(?:[^\"\\\\]|\\\\.)*)\""
            + "|(?<sign>!=|>=|<=|[=<>(),.])"
            + "|(?<end>$))");

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String text) {
        var matcher = LEXEME.matcher(text);
        Token token;
        do {
            if (!matcher.lookingAt()) {
                throw new TextError(new RuleError(
                        "",
                        skipBlanks(text, matcher.regionStart()),
                        "unreadable",
                        "this is not part of any rule",
                        "strings stand in double quotes, names with blanks in back-quotes"));
            }
            token = token(matcher);
            tokens.add(token);
            matcher.region(matcher.end(), text.length());
        } while (token.kind() != Kind.END);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        var token = peek();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** Takes the words, or nothing when they are not exactly what follows. */
    boolean takes(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!is(tokens.get(Math.min(next + i, tokens.size() - 1)), words[i])) {
                return false;
            }
        }
        next += words.length;
        return true;
    }

    void expect(String... words) {
        expectWith(example(String.join(" ", words)), words);
    }

    /** Takes the words, or says how they are used. */
    void expectWith(String hint, String... words) {
        if (!takes(words)) {
            throw wrong("expected", "\"" + String.join(" ", words) + "\" is missing here", hint);
        }
    }

    /** Where the words stand in a rule that can be read. */
    private static String example(String words) {
        return switch (words) {
            case "(" -> "for example count(\"Order Completed\") >= 1 ever";
            case ")" -> "each \"(\" is closed, and a list has commas between its values";
            case "." -> "for example sum(\"Order Completed\".revenue) >= 100 ever";
            case "then", "within" -> "for example did \"Product Viewed\" then \"Order Completed\" within 30 days ever";
            case "and", "days ago" -> "for example between 90 and 30 days ago";
            case "=" -> "for example consent(\"email_marketing\") = granted";
            case "has identifier" -> "for example has identifier email";
            case "reachable by" -> "for example reachable by email";
            case "age (" -> "for example age(birthday) >= 18";
            default -> "for example segment(\"loyal\")";
        };
    }

    /** Takes a token of a kind. */
    Token expect(Kind kind, String what, String hint) {
        if (peek().kind() != kind) {
            throw wrong("expected", what + " is missing here", hint);
        }
        return take();
    }

    /** Of what comes next. */
    TextError wrong(String rule, String message, String hint) {
        return wrong(peek(), rule, message, hint);
    }

    /** Of a token that was taken. */
    static TextError wrong(Token at, String rule, String message, String hint) {
        return new TextError(new RuleError("", at.position(), rule, message, hint));
    }

    /** The next token and the one behind it, as far as both are words. */
    String nextWords() {
        var following = tokens.get(Math.min(next + 1, tokens.size() - 1));
        return following.kind() == Kind.WORD ? peek().text() + " " + following.text() : peek().text();
    }

    private static boolean is(Token token, String word) {
        return (token.kind() == Kind.WORD || token.kind() == Kind.SIGN)
                && token.text().toLowerCase(Locale.ROOT).equals(word);
    }

    private static Token token(Matcher matcher) {
        for (var kind : Kind.values()) {
            var group = matcher.group(kind.name().toLowerCase(Locale.ROOT));
            if (group != null) {
                boolean quoted = kind == Kind.STRING || kind == Kind.PATH;
                int position = matcher.start(kind.name().toLowerCase(Locale.ROOT)) - (quoted ? 1 : 0);
                return new Token(kind, quoted ? Words.unescaped(group) : group, position);
            }
        }
        throw new IllegalStateException("a lexeme is of some kind");
    }

    private static int skipBlanks(String text, int from) {
        int position = from;
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position;
    }
}

package io.tributary.identity.adapter.http;

import io.tributary.identity.consent.ConsentState;
import io.tributary.identity.preference.Choice;
import io.tributary.identity.preference.PageVerdict;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/**
 * The preference page as HTML: one form, native controls with labels, no script, nothing loaded from anywhere. It shows
 * questions and answers and nothing by which the person could be told.
 */
final class PreferencePage {

    /** Names of fields begin with it, so that a purpose can have any name. */
    static final String FIELD = "purpose:";

    /** Names of hidden fields that tell what was shown begin with it: a page stays open while answers change elsewhere. */
    static final String SHOWN = "shown:";

    /** The button that denies every purpose. */
    static final String REFUSE_ALL = "refuse-all";

    /** Contrast of text is 12 to 1 and of controls 6 to 1 on white (WCAG 2.2 asks for 4.5 to 1). */
    static final String STYLE = """
            body{font:1.125rem/1.5 system-ui,sans-serif;color:#1d2433;background:#fff;margin:0}\
            main{max-width:38rem;margin:0 auto;padding:2rem 1rem}\
            fieldset{border:1px solid #5b6472;border-radius:.5rem;margin:0 0 1rem;padding:.5rem 1rem 1rem}\
            legend{font-weight:600;padding:0 .25rem}\
            label{display:inline-block;margin-right:2rem;padding:.25rem 0}\
            input{width:1.25rem;height:1.25rem;margin-right:.5rem;vertical-align:middle}\
            button{font:inherit;min-height:2.75rem;padding:.5rem 1.25rem;border-radius:.5rem;border:2px solid #1f4e9c;background:#1f4e9c;color:#fff}\
            button.quiet{background:#fff;color:#1f4e9c}\
            :focus-visible{outline:3px solid #b34700;outline-offset:2px}\
            .status{border-left:.375rem solid #17693a;padding:.5rem 1rem;background:#eef7f1}\
            .hint{margin:.25rem 0 0;color:#4a5261}\
            section{margin-top:2.5rem}""";

    private final PageTexts texts;

    PreferencePage(PageTexts texts) {
        this.texts = texts;
    }

    String of(PageVerdict.Opened opened, boolean saved) {
        var body = new StringBuilder();
        body.append("<h1>").append(text(texts.title())).append("</h1>");
        if (saved) {
            body.append("<p class=\"status\" role=\"status\">")
                    .append(text(texts.saved()))
                    .append("</p>");
        }
        body.append("<p>").append(text(texts.intro())).append("</p>");
        if (opened.questions().isEmpty()) {
            body.append("<p>").append(text(texts.nothing())).append("</p>");
        } else {
            body.append("<form method=\"post\" accept-charset=\"utf-8\">");
            for (int i = 0; i < opened.questions().size(); i++) {
                ask(body, opened.questions().get(i), i);
            }
            body.append("<button type=\"submit\">").append(text(texts.save())).append("</button></form>");
        }
        refuseAll(body);
        return page(texts.title(), body.toString());
    }

    private void ask(StringBuilder body, PageVerdict.Question question, int number) {
        var hint = "hint-" + number;
        body.append("<fieldset");
        if (question.answer().isEmpty()) {
            body.append(" aria-describedby=\"").append(hint).append('"');
        }
        body.append("><legend>").append(text(title(question))).append("</legend>");
        shown(body, question);
        choice(body, question, ConsentState.GRANTED, texts.yes(), number);
        choice(body, question, ConsentState.DENIED, texts.no(), number);
        if (question.answer().isEmpty()) {
            body.append("<p class=\"hint\" id=\"")
                    .append(hint)
                    .append("\">")
                    .append(text(texts.unanswered()))
                    .append("</p>");
        }
        body.append("</fieldset>");
    }

    private static void shown(StringBuilder body, PageVerdict.Question question) {
        body.append("<input type=\"hidden\" name=\"")
                .append(text(SHOWN + question.purpose()))
                .append("\" value=\"")
                .append(Choice.Shown.of(question.answer()).name().toLowerCase(Locale.ROOT))
                .append("\">");
    }

    private static void choice(
            StringBuilder body, PageVerdict.Question question, ConsentState state, String label, int number) {
        var value = state.name().toLowerCase(Locale.ROOT);
        var id = value + "-" + number;
        body.append("<input type=\"radio\" id=\"")
                .append(id)
                .append("\" name=\"")
                .append(text(FIELD + question.purpose()))
                .append("\" value=\"")
                .append(value)
                .append('"')
                .append(question.answer().filter(state::equals).isPresent() ? " checked" : "")
                .append("><label for=\"")
                .append(id)
                .append("\">")
                .append(text(label))
                .append("</label>");
    }

    private void refuseAll(StringBuilder body) {
        body.append("<section aria-labelledby=\"stop\"><h2 id=\"stop\">")
                .append(text(texts.stop()))
                .append("</h2><p>")
                .append(text(texts.stopped()))
                .append(
                        "</p><form method=\"post\" accept-charset=\"utf-8\"><button class=\"quiet\" type=\"submit\" name=\"")
                .append(REFUSE_ALL)
                .append("\" value=\"yes\">")
                .append(text(texts.refuseAll()))
                .append("</button></form></section>");
    }

    String expired() {
        return message(texts.expired(), texts.expiredHelp());
    }

    String unknown() {
        return message(texts.unknown(), texts.unknownHelp());
    }

    String refused() {
        return message(texts.refused(), texts.refusedHelp());
    }

    String notKept() {
        return message(texts.refused(), texts.notKeptHelp());
    }

    private String message(String title, String help) {
        return page(title, "<h1>" + text(title) + "</h1><p>" + text(help) + "</p>");
    }

    private String page(String title, String body) {
        return "<!doctype html><html lang=\"" + texts.language().toLanguageTag()
                + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<title>" + text(title) + "</title><style>" + STYLE + "</style></head><body><main>" + body
                + "</main></body></html>\n";
    }

    /** {@code email_marketing} as a person reads it; a name that the tenant does not ask for as it was sent. */
    private static String title(PageVerdict.Question question) {
        var purpose = question.purpose();
        if (!question.asked()) {
            return purpose;
        }
        var words = purpose.replace('_', ' ').replace('-', ' ').strip();
        return words.isEmpty() ? purpose : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}

package io.tributary.doubles.inspect;

import java.util.List;

/** Writes a page. Every text that goes in is escaped here, so nothing a caller sent can become markup. */
final class Html {

    private static final String STYLE = """
            body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:75rem;padding:1rem 1.5rem;color:#1c2430;background:#fff}
            nav a{margin-right:1.2rem} h1{font-size:1.4rem} h2{font-size:1.1rem;margin-top:2rem}
            table{border-collapse:collapse;width:100%} caption{text-align:left;color:#55606e;padding:.3rem 0}
            th,td{text-align:left;vertical-align:top;padding:.3rem .7rem .3rem 0;border-bottom:1px solid #dde2e8;overflow-wrap:anywhere}
            th{white-space:nowrap} td:last-child{max-width:34rem} a{color:#0b57b0}
            @media (prefers-color-scheme:dark){body{background:#14181d;color:#e4e8ee}a{color:#8ab8ff}th,td{border-color:#333b45}caption{color:#a5b0bd}}
            """;

    private final StringBuilder page = new StringBuilder(4096);

    Html(String title) {
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><title>")
                .append(escaped(title))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><nav>")
                .append("<a href=\"/\">Overview</a><a href=\"/sendgrid\">SendGrid</a>")
                .append("<a href=\"/meta\">Meta</a><a href=\"/webhooks\">Webhooks</a></nav><main><h1>")
                .append(escaped(title))
                .append("</h1>");
    }

    Html paragraph(String text) {
        page.append("<p>").append(escaped(text)).append("</p>");
        return this;
    }

    Html heading(String text) {
        page.append("<h2>").append(escaped(text)).append("</h2>");
        return this;
    }

    Html table(String caption, List<String> columns, List<List<Cell>> rows) {
        page.append("<table><caption>").append(escaped(caption)).append("</caption><thead><tr>");
        columns.forEach(column ->
                page.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
        page.append("</tr></thead><tbody>");
        for (var row : rows) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(cell.markup()).append("</td>"));
            page.append("</tr>");
        }
        page.append("</tbody></table>");
        return this;
    }

    String end() {
        return page.append("</main></body></html>\n").toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** What a table holds. */
    sealed interface Cell {

        String markup();

        static Cell of(Object value) {
            return new Text(value.toString());
        }

        record Text(String text) implements Cell {
            @Override
            public String markup() {
                return escaped(text);
            }
        }

        /** A link within this program: path must begin with a slash. */
        record Link(String path, String text) implements Cell {
            @Override
            public String markup() {
                return "<a href=\"" + escaped(path) + "\">" + escaped(text) + "</a>";
            }
        }
    }
}

package io.tributary.local.prove.erasure;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A file of orders, in which one row is the person's; some words of CSV stand in their values. */
record RowsFile(Person person, Instant at, int rows) {

    static String mapping() {
        return """
                {"type":"track","constants":{"event":"Order Completed"},"columns":[
                {"column":"userId","field":"userId"},{"column":"email","field":"context.traits.email"},
                {"column":"phone","field":"properties.phone"},{"column":"name","field":"properties.name"},
                {"column":"street","field":"properties.street"},{"column":"note","field":"properties.note"},
                {"column":"timestamp","field":"timestamp"}]}""";
    }

    /** Between people whose orders are as good as any, and early enough for what a dry run shows of a file. */
    int personsRow() {
        return Math.min(3, rows / 2);
    }

    InputStream open() {
        var lines = new ArrayList<String>();
        lines.add("userId,email,phone,name,street,note,timestamp");
        IntStream.range(0, rows).mapToObj(this::row).forEach(lines::add);
        return new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private String row(int number) {
        return number == personsRow()
                ? line(List.of(
                        person.get(Person.USER_ID),
                        person.get(Person.EMAIL),
                        person.get(Person.PHONE),
                        person.get(Person.NAME),
                        person.get(Person.STREET),
                        person.get(Person.NOTE),
                        at.toString()))
                : line(List.of(
                        "row-" + number,
                        "row-" + number + "@rows.example",
                        "",
                        "Row " + number,
                        "",
                        "",
                        at.toString()));
    }

    private static String line(List<String> cells) {
        return String.join(
                ",",
                cells.stream().map(it -> "\"" + it.replace("\"", "\"\"") + "\"").toList());
    }
}

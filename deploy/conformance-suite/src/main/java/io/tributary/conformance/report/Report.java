package io.tributary.conformance.report;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Everything that was found, for people and as JSON. */
public record Report(String endpoint, String run, List<LibraryReport> libraries) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHOWN = 20;

    public Report {
        libraries = List.copyOf(libraries);
    }

    public boolean held() {
        return libraries.stream().allMatch(LibraryReport::held);
    }

    /** The libraries that did not run. */
    public List<LibraryReport> skipped() {
        return libraries.stream().filter(it -> it.skipped() != null).toList();
    }

    /** One line per library and thing looked at; what does not hold is said. */
    public void print(PrintStream out) {
        libraries.forEach(it -> print(it, out));
        var names = skipped().stream().map(LibraryReport::library).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            out.println("Skipped: " + names);
        }
        out.println(held() ? "Everything that ran held." : "NOT EVERYTHING HELD.");
    }

    private static void print(LibraryReport library, PrintStream out) {
        out.println(library.library() + "  (" + library.published() + ")");
        if (library.skipped() != null) {
            out.println("  skipped  " + library.skipped());
        }
        for (var finding : library.findings()) {
            out.println((finding.held() ? "  ok       " : "  FAILED   ") + finding.what());
            finding.wrong().stream().limit(SHOWN).forEach(it -> out.println("             " + it));
            if (finding.wrong().size() > SHOWN) {
                out.println("             and " + (finding.wrong().size() - SHOWN) + " more");
            }
        }
    }

    /** The same for programs. */
    public String toJson() {
        var json = JSON.createObjectNode();
        json.put("endpoint", endpoint).put("run", run).put("held", held());
        var list = json.putArray("libraries");
        for (var library : libraries) {
            var one = list.addObject();
            one.put("library", library.library()).put("published", library.published());
            one.put("skipped", library.skipped()).put("held", library.held());
            library.calls().forEach(one.putArray("calls")::add);
            var findings = one.putArray("findings");
            library.findings().forEach(finding -> {
                var found = findings.addObject().put("what", finding.what()).put("held", finding.held());
                finding.wrong().forEach(found.putArray("wrong")::add);
            });
        }
        return json.toPrettyString();
    }
}

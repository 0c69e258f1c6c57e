package io.tributary.remains;

import java.io.PrintStream;
import java.util.List;

/** The program: searches what it is told to, prints what it found and where, and says it in its exit code. */
public final class Remains {

    private static final int NOTHING = 0;
    private static final int FOUND = 1;
    private static final int CANNOT = 2;

    private final PrintStream out;

    private Remains(PrintStream out) {
        this.out = out;
    }

    public static void main(String... arguments) {
        System.exit(new Remains(System.out).run(arguments));
    }

    private int run(String... arguments) {
        try {
            if (List.of(arguments).contains("--help")) {
                out.println(Options.USAGE);
                return NOTHING;
            }
            return search(Options.of(arguments), out);
        } catch (CannotSearch failure) {
            out.println("cannot search: " + failure.getMessage());
            return CANNOT;
        }
    }

    static int search(Options options, PrintStream out) {
        var sought = Sought.read(options.values());
        var report = new Report(new Scanner(Spellings.of(sought)), out);
        options.all("--postgres").forEach(it -> new Tables(it, report).search());
        options.all("--kafka").forEach(it -> new Topics(it, report).search());
        options.addresses("--elasticsearch").forEach(it -> new Indices(new Http(it), sought, report).search());
        options.paths("--state").forEach(it -> new StateStores(it, report).search());
        options.addresses("--url").forEach(it -> new Answers(it, report).search());
        options.paths("--topic-files").forEach(it -> new TopicFiles(it, report).search());
        options.paths("--files").forEach(it -> new FileTree("files", it, options.paths("--skip"), report).search());
        options.paths("--raw").forEach(it -> new FileTree("raw", it, options.paths("--skip"), report).search());
        report.end();
        return report.isEmpty() ? NOTHING : FOUND;
    }
}

package io.tributary.conformance;

import io.tributary.conformance.check.Api;
import io.tributary.conformance.check.ApiCheck;
import io.tributary.conformance.client.Client;
import io.tributary.conformance.client.Clients;
import io.tributary.conformance.client.NodeRuntime;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code deploy/conformance}: exit code 0 only if everything that ran held. */
@Command(
        name = "deploy/conformance",
        description = "Runs published client libraries against an endpoint and says what became of their calls.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Conformance implements Callable<Integer> {

    private static final int EXIT_NOT_HELD = 1;
    private static final int EXIT_USAGE = 2;

    @Parameters(index = "0", paramLabel = "URL", description = "where the endpoint is, such as http://localhost:8080")
    private @Nullable URI url;

    @Parameters(index = "1", paramLabel = "WRITE_KEY", description = "of the source that the calls go to")
    private String writeKey = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "TOKEN",
            description = "access token of the tenant: then stored events and profiles are looked at too")
    private @Nullable String token;

    @Option(names = "--only", split = ",", description = "these libraries only, such as segment-java,rudder-node")
    private List<String> only = List.of();

    @Option(names = "--report", paramLabel = "FILE", description = "also write what was found as JSON")
    private @Nullable Path report;

    @Option(names = "--patience", description = "seconds until an event must be applied and findable")
    private int patience = 60;

    @Option(names = "--require-node", description = "fail when the libraries that need Node cannot run")
    private boolean requireNode;

    @Option(names = "--node", description = "the program node")
    private String node = "node";

    @Option(names = "--cache", paramLabel = "DIR", description = "where the packages from npm are installed")
    private Path cache = NodeRuntime.defaultCache();

    private Conformance() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Conformance())
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(line.getColorScheme().errorText(String.valueOf(failure.getMessage())));
                    return line.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (url == null || url.getHost() == null || writeKey.isBlank()) {
            System.err.println(
                    "URL must be an address such as http://localhost:8080, and WRITE_KEY must not be empty.");
            return EXIT_USAGE;
        }
        var clients = chosen();
        if (clients.isEmpty()) {
            System.err.println("There is no such library; there are: "
                    + Clients.all(runtime()).stream().map(Client::name).toList());
            return EXIT_USAGE;
        }
        var suite =
                new Suite(url, writeKey, apiCheck(url), Clock.systemUTC(), it -> System.err.println("running " + it));
        var found = suite.run(clients);
        found.print(System.out);
        if (report != null) {
            Files.writeString(report, found.toJson() + "\n");
        }
        boolean complete = !requireNode || found.skipped().isEmpty();
        return found.held() && complete ? 0 : EXIT_NOT_HELD;
    }

    private List<Client> chosen() {
        return Clients.all(runtime()).stream()
                .filter(it -> only.isEmpty() || only.contains(it.name()))
                .toList();
    }

    private NodeRuntime runtime() {
        return new NodeRuntime(cache, node);
    }

    private @Nullable ApiCheck apiCheck(URI endpoint) {
        var given = token;
        return given == null
                ? null
                : new ApiCheck(new Api(endpoint, () -> given), Duration.ofSeconds(patience), System::nanoTime);
    }
}

package io.tributary.local.command;

import io.tributary.local.api.Api;
import io.tributary.local.prove.replies.ReplyProof;
import io.tributary.local.prove.replies.ReplyTarget;
import io.tributary.local.suite.DataDir;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.Suite;
import io.tributary.local.suite.SuiteSpec;
import io.tributary.local.watch.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Provokes every status of the collector and compares each answer as a whole. */
@Command(
        name = "replies",
        description =
                "Provokes every status of the collector's reply matrix through the gateway and direct, and compares each answer.",
        mixinStandardHelpOptions = true)
final class ProveReplies implements Callable<Integer> {

    @Option(
            names = "--running",
            description = "ask the deploy/up that runs on the data directory, instead of a suite of its own")
    private boolean running;

    @Option(
            names = "--hostile",
            paramLabel = "N",
            defaultValue = "4000",
            description = "hostile requests while memory is watched (default: ${DEFAULT-VALUE})")
    private int hostile = 4_000;

    @Option(
            names = "--ports-from",
            defaultValue = "" + (Ports.DEFAULT_BASE + 100),
            description = "first port of its own suite (default: ${DEFAULT-VALUE}, beside a deploy/up)")
    private int portsFrom = Ports.DEFAULT_BASE + 100;

    @Mixin
    private Where where = new Where();

    private final Clock real = Clock.systemUTC();
    private final Progress progress = new Progress(System.out, false);

    @Override
    public Integer call() throws IOException, InterruptedException {
        var differences = running ? ofRunning() : ofOwn();
        System.out.println();
        differences.forEach((row, wrong) -> System.out.println(row + ": " + wrong));
        System.out.println(differences.isEmpty() ? "HOLDS: every answer is as the reference says." : "DOES NOT HOLD.");
        return differences.isEmpty() ? 0 : 1;
    }

    private Map<String, List<String>> ofRunning() throws InterruptedException {
        var run = where.running();
        return prove(ReplyTarget.of(run.pid(), URI.create(run.gateway()), URI.create(run.tokenUrl())));
    }

    private Map<String, List<String>> ofOwn() throws IOException, InterruptedException {
        var data = DataDir.at(Files.createTempDirectory("tributary-replies-"));
        try (var suite = new Suite(new SuiteSpec(Suite.project(), data, new Ports(portsFrom), null), real, progress)) {
            var stopper = new Thread(suite::close, "stop");
            Runtime.getRuntime().addShutdownHook(stopper);
            suite.start();
            var differences = prove(ReplyTarget.of(suite, new Api(suite.gateway(), suite.tokenUrl(), real)));
            Runtime.getRuntime().removeShutdownHook(stopper);
            return differences;
        } finally {
            data.clear();
        }
    }

    private Map<String, List<String>> prove(ReplyTarget target) throws InterruptedException {
        return new ReplyProof(target, progress).run(hostile);
    }
}

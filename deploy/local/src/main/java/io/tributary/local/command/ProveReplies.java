package io.tributary.local.command;

import io.tributary.local.prove.replies.ReplyProof;
import io.tributary.local.prove.replies.ReplyTarget;
import io.tributary.local.suite.Ports;
import io.tributary.local.suite.RunShape;
import io.tributary.local.watch.Progress;
import java.io.IOException;
import java.net.URI;
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

    private final Progress progress = new Progress(System.out, false);

    @Override
    public Integer call() throws IOException, InterruptedException {
        return running ? ofRunning() : ofOwn();
    }

    private int ofRunning() throws InterruptedException {
        var run = where.running();
        boolean holds = prove(ReplyTarget.of(run.pid(), URI.create(run.gateway()), URI.create(run.tokenUrl())));
        return holds ? 0 : 1;
    }

    private int ofOwn() throws IOException, InterruptedException {
        return ProofSuite.of("replies", portsFrom, null, RunShape.LOCAL)
                .run((suite, api) -> prove(ReplyTarget.of(suite, api)));
    }

    private boolean prove(ReplyTarget target) throws InterruptedException {
        var differences = new ReplyProof(target, progress).run(hostile);
        System.out.println();
        differences.forEach((row, wrong) -> System.out.println(row + ": " + wrong));
        System.out.println(differences.isEmpty() ? "HOLDS: every answer is as the reference says." : "DOES NOT HOLD.");
        return differences.isEmpty();
    }
}

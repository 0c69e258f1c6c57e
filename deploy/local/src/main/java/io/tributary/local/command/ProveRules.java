package io.tributary.local.command;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import io.tributary.local.prove.rules.RetailRule;
import io.tributary.local.prove.rules.RulesProof;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Known sizes over the Online Retail file, asked of the {@code deploy/up --data} that runs. */
@Command(
        name = "rules",
        description =
                "Asks a deploy/up --data FILE that runs on the data directory, on the evening it starts at, for the sizes"
                        + " of rules of every kind, and compares both engines with SQL's.",
        mixinStandardHelpOptions = true)
final class ProveRules implements Callable<Integer> {

    @Mixin
    private Where where = new Where();

    @Override
    public Integer call() throws InterruptedException {
        var run = where.running();
        var api = new Api(URI.create(run.gateway()), URI.create(run.tokenUrl()), Clock.systemUTC());
        boolean holds = new RulesProof(api, User.MARKETER, System.out).holds(RetailRule.all());
        System.out.println(holds ? "HOLDS: both engines say what SQL says." : "DOES NOT HOLD.");
        return holds ? 0 : 1;
    }
}

package io.tributary.local.command;

import io.tributary.local.api.Api;
import io.tributary.local.api.User;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints an access token of a local user; it lives five minutes. */
@Command(name = "token", description = "Prints an access token for the local run.", mixinStandardHelpOptions = true)
final class Token implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            defaultValue = "mark",
            description = "alice (admin), mark (marketer), vera (viewer), platform (platform-admin); default mark")
    private String username = "mark";

    @Mixin
    private Where where = new Where();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var user = User.all().stream()
                .filter(it -> it.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no local user " + username + "; there are "
                        + User.all().stream().map(User::username).collect(Collectors.joining(", "))));
        var run = where.running();
        var api = new Api(URI.create(run.gateway()), URI.create(run.tokenUrl()), Clock.systemUTC());
        if (spec != null) {
            spec.commandLine().getOut().println(api.token(user.username(), user.password()));
        }
        return 0;
    }
}

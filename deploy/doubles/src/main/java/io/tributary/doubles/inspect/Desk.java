package io.tributary.doubles.inspect;

import io.tributary.doubles.fault.FaultScript;
import io.tributary.doubles.meta.Meta;
import io.tributary.doubles.platform.Platform;
import io.tributary.doubles.request.RequestLog;
import io.tributary.doubles.sendgrid.SendGrid;
import io.tributary.doubles.webhook.Webhooks;
import java.util.List;
import java.util.Optional;

/** Everything that runs in this program, for whoever looks at it from the side. */
public record Desk(SendGrid sendgrid, Meta meta, Webhooks webhooks, FaultScript faults, RequestLog requests) {

    public List<Platform> platforms() {
        return List.of(sendgrid, meta, webhooks);
    }

    public Optional<Platform> platform(String name) {
        return platforms().stream()
                .filter(platform -> platform.name().equals(name))
                .findFirst();
    }
}

package io.tributary.activation.privacy;

import io.tributary.activation.audience.WithdrawPerson;
import io.tributary.activation.audience.WithdrawPerson.Withdrawn;
import io.tributary.activation.connector.AudienceConnector;
import io.tributary.activation.connector.Connectors;
import io.tributary.activation.connector.Forgetting;
import io.tributary.activation.connector.Forgotten;
import io.tributary.activation.connector.WireRequest;
import io.tributary.activation.delivery.Backoff;
import io.tributary.activation.delivery.Transport;
import io.tributary.activation.delivery.Trouble;
import io.tributary.activation.delivery.WireResult;
import io.tributary.activation.destination.Destination;
import io.tributary.activation.destination.Destinations;
import io.tributary.activation.privacy.ErasureQueue.Erasure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes destinations forget people: first every row is taken out, then the platform is told to erase. What goes wrong is
 * tried again for ever, at the destination's own pace; a person sees what it waits for.
 */
public final class ForgetAtDestinations {

    // Longer than an audience is held; as long does an erasure rest that an instance left behind.
    private static final Duration HOLD = Duration.ofSeconds(45);
    private static final Duration STOPPED_WAIT = Duration.ofSeconds(15);
    private static final String REMOVAL = "removal: ";

    /** What it works with. */
    public record Tools(
            ErasureQueue queue,
            Destinations destinations,
            Connectors connectors,
            WithdrawPerson withdrawPerson,
            Transport transport) {}

    private final Tools tools;
    private final SentForms forms;
    private final Clock realClock;
    private final RandomGenerator random;
    private final String holder;
    private final AtomicLong rounds = new AtomicLong();

    public ForgetAtDestinations(Tools tools, Clock realClock, RandomGenerator random, String holder) {
        this.tools = tools;
        this.forms = new SentForms(tools.connectors());
        this.realClock = realClock;
        this.random = random;
        this.holder = holder;
    }

    /** Takes at most so many that are due, and hands out what is to be done for each. */
    public void round(int most, Consumer<Runnable> each) {
        var now = realClock.instant();
        // Of this round only: whoever takes it again after the hold has ended is another holder.
        var lease = holder + "/" + now.toEpochMilli() + "-" + rounds.incrementAndGet();
        var due = tools.queue().take(lease, now, now.plus(HOLD), most);
        due.forEach(it -> each.accept(() -> forget(it)));
    }

    private void forget(Erasure erasure) {
        var destination = tools.destinations()
                .find(erasure.subject().tenant(), erasure.destinationId())
                .orElseThrow(() -> new IllegalStateException("a destination is never deleted"));
        if (destination.isStopped()) {
            postpone(erasure, STOPPED_WAIT, "destination-stopped: " + destination.stopReason());
            return;
        }
        var connector = tools.connectors().of(destination.kind());
        if (withdraw(erasure, destination)) {
            erase(erasure, destination, connector);
        }
    }

    /** Whether nothing is left, or only in a list that is itself gone. */
    private boolean withdraw(Erasure erasure, Destination destination) {
        var sent = forms.digests(erasure.subject());
        for (var audience : tools.queue().audiences(erasure, sent)) {
            var withdrawn = tools.withdrawPerson()
                    .withdraw(destination, audience, erasure.subject().profileIds(), sent, audienceHolder(erasure));
            if (!tools.queue()
                    .removed(erasure, withdrawn.removed(), realClock.instant().plus(HOLD))) {
                return false;
            }
            if (withdrawn instanceof Withdrawn.Left left && !mayGoOn(erasure, destination, left.trouble())) {
                return false;
            }
        }
        return true;
    }

    /** Two erasures at once are two holders of an audience. */
    private static String audienceHolder(Erasure erasure) {
        return erasure.holder() + "/" + erasure.requestId();
    }

    private boolean mayGoOn(Erasure erasure, Destination destination, Trouble trouble) {
        switch (trouble) {
            case Trouble.Later later -> postpone(erasure, later.after(), REMOVAL + later.reason());
            case Trouble.StopDestination stop -> {
                tools.destinations().stop(destination.tenant(), destination.id(), stop.reason());
                postpone(erasure, STOPPED_WAIT, "destination-stopped: " + stop.reason());
            }
            case Trouble.Interrupted interrupted -> postpone(erasure, Duration.ZERO, interrupted.reason());
            // The list is gone; the platform's own erasure reaches what is left.
            case Trouble.StopAudience _ -> {
                return true;
            }
        }
        return false;
    }

    private void erase(Erasure erasure, Destination destination, AudienceConnector connector) {
        var subject = erasure.subject();
        var forgetting = new Forgetting(
                destination.connection(),
                erasure.requestId(),
                forms.identifiers(connector, subject).stream()
                        .filter(it -> !it.digest().equals(subject.profileId()))
                        .toList(),
                subject.profileIds(),
                realClock.instant());
        var said = new ArrayList<String>();
        for (var request : connector.forget(forgetting)) {
            switch (ask(destination, connector, request)) {
                case Forgotten.Yes yes -> said.add(yes.detail());
                case Forgotten.NotYet notYet -> {
                    postpone(erasure, notYet.after(), "erasure: " + notYet.reason());
                    return;
                }
            }
        }
        var detail = said.isEmpty() ? "removed" : "removed and erased: " + String.join(", ", said);
        tools.queue().done(erasure, detail, forms.digests(subject));
    }

    private Forgotten ask(Destination destination, AudienceConnector connector, WireRequest request) {
        return switch (tools.transport().send(destination.connection(), request)) {
            case WireResult.Answered answered -> connector.interpretForget(answered.answer());
            case WireResult.NeverSent never -> new Forgotten.NotYet(never.after(), never.reason());
            case WireResult.Lost lost -> new Forgotten.NotYet(null, lost.reason());
        };
    }

    private void postpone(Erasure erasure, @Nullable Duration asked, String reason) {
        var wait = asked == null ? Backoff.after(erasure.failures() + 1, random) : asked;
        tools.queue().postpone(erasure, reason, realClock.instant().plus(wait));
    }
}

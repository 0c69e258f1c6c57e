package io.tributary.activation.suppression;

import io.tributary.activation.contact.Channel;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the gate would say about a person, channel by channel: {@code deliver} or its reason. Staleness is left out,
 * because it is about us and not about the person.
 */
public record Reach(Map<Channel, String> byChannel) {

    private static final List<Channel> CHANNELS = List.of(Channel.EMAIL, Channel.SMS, Channel.ADS, Channel.WEBHOOK);

    public static Reach of(Person person, Instant suiteNow) {
        var awake = new Person(person.profileId(), person.contact(), true, person.suppressions());
        var byChannel = new EnumMap<Channel, String>(Channel.class);
        CHANNELS.forEach(
                it -> byChannel.put(it, Gate.judge(awake, Door.of(it), suiteNow).reasonOrDeliver()));
        return new Reach(byChannel);
    }

    /** A text by which a change is noticed. */
    public String fingerprint() {
        return byChannel.entrySet().stream()
                .map(it -> it.getKey().wireName() + "=" + it.getValue())
                .sorted()
                .collect(Collectors.joining(";"));
    }
}

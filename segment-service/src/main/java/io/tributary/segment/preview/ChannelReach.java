package io.tributary.segment.preview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many of a size can be reached on one channel: {@code size = reachable + sum of losses}, always. */
public record ChannelReach(long reachable, List<Loss> losses) {

    /** Nobody has judged these people's reach on the channel yet. */
    public static final String UNKNOWN = "not-judged";

    /** How many are lost, and why: the gate's reason, or {@link #UNKNOWN}. */
    public record Loss(String reason, long count) {}

    /** The reach of {@code size} people on each channel that is asked for or that verdicts speak of. */
    public static Map<String, ChannelReach> of(long size, Map<String, Long> verdicts, List<String> channels) {
        var byChannel = new TreeMap<String, ChannelReach>();
        for (var channel : channels) {
            byChannel.put(channel, of(channel, size, verdicts));
        }
        return byChannel;
    }

    private static ChannelReach of(String channel, long size, Map<String, Long> verdicts) {
        var prefix = channel + ":-";
        var losses = new ArrayList<Loss>();
        long reachable = verdicts.getOrDefault(channel + ":reachable", 0L);
        long known = reachable;
        for (var verdict : verdicts.entrySet()) {
            if (verdict.getKey().startsWith(prefix)) {
                losses.add(new Loss(verdict.getKey().substring(prefix.length()), verdict.getValue()));
                known += verdict.getValue();
            }
        }
        if (known < size) {
            losses.add(new Loss(UNKNOWN, size - known));
        }
        losses.sort(Comparator.comparingLong(Loss::count).reversed().thenComparing(Loss::reason));
        return new ChannelReach(reachable, List.copyOf(losses));
    }
}

package io.tributary.segment;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every membership record of a tenant that was ever told, asked naively. */
record MembershipReplay(List<Membership> records) {

    static MembershipReplay of(String bootstrap, String tenant) {
        var records = new ArrayList<Membership>();
        for (var record : CommittedTopic.read(bootstrap, Topic.MEMBERSHIPS.wireName())) {
            try {
                if (record.key().startsWith(tenant + "/") && record.value() != null) {
                    records.add(Membership.parseFrom(record.value()));
                }
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        records.sort(Comparator.comparingLong(Membership::getStateVersion));
        return new MembershipReplay(records);
    }

    Set<Instant> instants() {
        return records.stream()
                .map(it -> Instant.ofEpochMilli(it.getDecidedAt()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    long leaves() {
        return records.stream().filter(it -> !it.getMember()).count();
    }

    /** Whoever the last record that was decided by then says is in. */
    Set<String> at(String segment, Instant at) {
        var in = new TreeSet<String>();
        for (var it : records) {
            if (it.getSegmentKey().equals(segment) && it.getDecidedAt() <= at.toEpochMilli()) {
                if (it.getMember()) {
                    in.add(it.getProfileId());
                } else {
                    in.remove(it.getProfileId());
                }
            }
        }
        return in;
    }

    long stays(String segment) {
        return words(segment).size();
    }

    /** Each stay in words: who, from when, until when, and why. */
    Set<String> words(String segment) {
        var open = new HashMap<String, String>();
        var all = new HashSet<String>();
        for (var it : records) {
            if (!it.getSegmentKey().equals(segment)) {
                continue;
            }
            if (it.getMember()) {
                open.putIfAbsent(it.getProfileId(), it.getProfileId() + bound(it));
            } else if (open.containsKey(it.getProfileId())) {
                all.add(open.remove(it.getProfileId()) + bound(it));
            }
        }
        all.addAll(open.values().stream().map(it -> it + " still").toList());
        return all;
    }

    private static String bound(Membership it) {
        return " " + Instant.ofEpochMilli(it.getSince()) + "/" + Instant.ofEpochMilli(it.getDecidedAt()) + " "
                + it.getCause().name().toLowerCase(Locale.ROOT) + "@" + it.getSegmentVersion();
    }
}

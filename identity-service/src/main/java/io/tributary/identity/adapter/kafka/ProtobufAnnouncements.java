package io.tributary.identity.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.Absorbs;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.FormerProfile;
import io.tributary.contracts.v1.IdentifierDigest;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.MergedInto;
import io.tributary.contracts.v1.SplitApart;
import io.tributary.contracts.v1.SplitPart;
import io.tributary.identity.change.Announcements;
import io.tributary.identity.change.OutgoingRecord;
import io.tributary.identity.graph.GraphChange;
import io.tributary.identity.graph.MergeRecord;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.identifier.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes as protobuf records: first what happened to profiles, then their contacts as they are now. */
public final class ProtobufAnnouncements implements Announcements {

    private final KeyedDigest digests;
    private final ContactEncoder contacts;

    public ProtobufAnnouncements(KeyedDigest digests) {
        this.digests = digests;
        this.contacts = new ContactEncoder(digests);
    }

    @Override
    public List<OutgoingRecord> of(String tenant, long number, long at, GraphChange change) {
        var records = new ArrayList<OutgoingRecord>();
        // A profile that came and went within the change was never told to anybody.
        var known = change.gone().stream().filter(it -> !it.fresh()).toList();
        for (var gone : known) {
            records.add(changed(change(tenant, gone.id(), number, at)
                    .setMergedInto(
                            MergedInto.newBuilder().setSurvivor(gone.survivor().toString()))
                    .build()));
        }
        bySurvivor(known)
                .forEach((survivor, losers) -> records.add(changed(change(tenant, survivor, number, at)
                        .setAbsorbs(Absorbs.newBuilder().addAllLosers(losers))
                        .build())));
        change.split().ifPresent(split -> {
            var apart = apart(tenant, split, change.touched());
            concerned(split)
                    .forEach(it -> records.add(changed(
                            change(tenant, it, number, at).setSplit(apart).build())));
        });
        known.forEach(it -> records.add(contact(tenant, it.id(), null)));
        change.touched().stream()
                .filter(it -> !change.untold().contains(it.id()))
                .forEach(it -> records.add(contact(
                        tenant,
                        it.id(),
                        ContactRecord.newBuilder()
                                .setContact(contacts.contact(tenant, number, it))
                                .build()
                                .toByteArray())));
        return List.copyOf(records);
    }

    private static Map<UUID, List<String>> bySurvivor(List<GraphChange.Gone> gone) {
        return gone.stream()
                .collect(Collectors.groupingBy(
                        GraphChange.Gone::survivor,
                        TreeMap::new,
                        Collectors.mapping(it -> it.id().toString(), Collectors.toList())));
    }

    private static Set<UUID> concerned(GraphChange.Split split) {
        var concerned = new LinkedHashSet<>(List.of(split.profile()));
        concerned.addAll(split.parts());
        return concerned;
    }

    private SplitApart apart(String tenant, GraphChange.Split split, List<Profile> parts) {
        var apart = SplitApart.newBuilder().setFrom(split.profile().toString());
        split.redirects().forEach((former, leadsTo) -> apart.addFormer(former(former, leadsTo)));
        split.undoneMerges().stream()
                .map(MergeRecord::loser)
                .filter(split.parts()::contains)
                .forEach(it -> apart.addFormer(former(it, it)));
        for (var part : parts) {
            part.nodes().keySet().stream()
                    .sorted(Comparator.comparing(Identifier::namespace).thenComparing(Identifier::value))
                    .forEach(it -> apart.addParts(SplitPart.newBuilder()
                            .setIdentifier(digest(tenant, it))
                            .setProfileId(part.id().toString())));
        }
        return apart.build();
    }

    private static FormerProfile former(UUID former, UUID leadsTo) {
        return FormerProfile.newBuilder()
                .setProfileId(former.toString())
                .setLeadsTo(leadsTo.toString())
                .build();
    }

    IdentifierDigest digest(String tenant, Identifier identifier) {
        return IdentifierDigest.newBuilder()
                .setNamespace(identifier.namespace())
                .setDigest(ByteString.copyFrom(digests.of(tenant, identifier.namespace(), identifier.value())))
                .build();
    }

    private static IdentityChange.Builder change(String tenant, UUID profile, long number, long at) {
        return IdentityChange.newBuilder()
                .setTenant(tenant)
                .setProfileId(profile.toString())
                .setGraphNumber(number)
                .setAt(at);
    }

    private static OutgoingRecord changed(IdentityChange change) {
        return new OutgoingRecord(
                Topic.IDENTITY_CHANGES.wireName(),
                new RecordKey(change.getTenant(), change.getProfileId()).text(),
                change.toByteArray());
    }

    private static OutgoingRecord contact(String tenant, UUID profile, byte @Nullable [] value) {
        return new OutgoingRecord(Topic.CONTACTS.wireName(), new RecordKey(tenant, profile.toString()).text(), value);
    }
}

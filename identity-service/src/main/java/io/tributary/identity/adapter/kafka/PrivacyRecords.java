package io.tributary.identity.adapter.kafka;

import com.google.protobuf.ByteString;
import io.tributary.contracts.digest.KeyedDigest;
import io.tributary.contracts.seal.SealedValues;
import io.tributary.contracts.topic.RecordKey;
import io.tributary.contracts.topic.Topic;
import io.tributary.contracts.v1.ContactRecord;
import io.tributary.contracts.v1.DataRequest;
import io.tributary.contracts.v1.Erased;
import io.tributary.contracts.v1.IdentityChange;
import io.tributary.contracts.v1.SubjectIdentifier;
import io.tributary.identity.change.OutgoingRecord;
import io.tributary.identity.graph.Profile;
import io.tributary.identity.privacy.Person;
import io.tributary.identity.privacy.PrivacyRequest;
import io.tributary.identity.privacy.Records;
import io.tributary.identity.privacy.RequestKind;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Requests as protobuf records; values in them are sealed for the request. */
public final class PrivacyRecords implements Records {

    private final SealedValues seals;
    private final ContactEncoder contacts;

    public PrivacyRecords(SealedValues seals, KeyedDigest digests) {
        this.seals = seals;
        this.contacts = new ContactEncoder(digests);
    }

    @Override
    public OutgoingRecord ask(PrivacyRequest request) {
        var person = request.person().orElseThrow();
        var id = request.id().toString();
        var lifted = request.lifted();
        var record = DataRequest.newBuilder()
                .setTenant(request.tenant())
                .setRequestId(id)
                .setKind(request.kind().label())
                .setLiftedKind(lifted == null ? "" : lifted.label())
                .setGraphNumber(person.number())
                .setAt(person.at())
                .setStage(request.saga().stage().label())
                .setAttempt(request.saga().attempt());
        var profile = person.profile();
        if (profile != null && !(request.kind() == RequestKind.LIFT && lifted == RequestKind.ERASE)) {
            record.setProfileId(profile.toString());
        }
        person.profileIds().forEach(it -> record.addProfileIds(it.toString()));
        person.identifiers().forEach(it -> record.addIdentifiers(identifier(request.tenant(), id, it)));
        return new OutgoingRecord(
                Topic.REQUESTS.wireName(),
                new RecordKey(request.tenant(), id).text(),
                record.build().toByteArray());
    }

    private SubjectIdentifier identifier(String tenant, String request, Person.Known known) {
        // Who gets it opens every value; of an identifier that is only known by its digest, the value is empty.
        var bytes = Objects.requireNonNullElse(known.value(), "").getBytes(StandardCharsets.UTF_8);
        return SubjectIdentifier.newBuilder()
                .setNamespace(known.namespace())
                .setDigest(ByteString.copyFrom(HexFormat.of().parseHex(known.digest())))
                .setSealedValue(ByteString.copyFrom(seals.seal(tenant, request, bytes)))
                .build();
    }

    @Override
    public List<OutgoingRecord> erased(PrivacyRequest request, long number, long at, Collection<UUID> profiles) {
        var erased = Erased.newBuilder().setRequestId(request.id().toString());
        return profiles.stream()
                .map(it -> new OutgoingRecord(
                        Topic.IDENTITY_CHANGES.wireName(),
                        new RecordKey(request.tenant(), it.toString()).text(),
                        IdentityChange.newBuilder()
                                .setTenant(request.tenant())
                                .setProfileId(it.toString())
                                .setGraphNumber(number)
                                .setAt(at)
                                .setErased(erased)
                                .build()
                                .toByteArray()))
                .toList();
    }

    @Override
    public List<OutgoingRecord> noContacts(String tenant, Collection<UUID> profiles) {
        return profiles.stream()
                .map(it -> new OutgoingRecord(
                        Topic.CONTACTS.wireName(), new RecordKey(tenant, it.toString()).text(), null))
                .toList();
    }

    @Override
    public OutgoingRecord contact(String tenant, long number, Profile profile) {
        return new OutgoingRecord(
                Topic.CONTACTS.wireName(),
                new RecordKey(tenant, profile.id().toString()).text(),
                ContactRecord.newBuilder()
                        .setContact(contacts.contact(tenant, number, profile))
                        .build()
                        .toByteArray());
    }
}

package io.tributary.ingestion.adapter.postgres;

import io.tributary.contracts.seal.SealedValues;
import io.tributary.ingestion.person.PersonRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** What a table keeps of a request and of what was found for it: only sealed, since both hold a person's values. */
final class SealedRequests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SealedValues seal;

    SealedRequests(SealedValues seal) {
        this.seal = seal;
    }

    byte[] close(PersonRequest request) {
        return seal.seal(request.tenant(), request.id(), JSON.writeValueAsBytes(request));
    }

    /** Empty when another platform secret closed it. */
    Optional<PersonRequest> open(String tenant, String requestId, byte[] sealed) {
        return seal.open(tenant, requestId, sealed).map(it -> JSON.readValue(it, PersonRequest.class));
    }

    byte[] close(PersonRequest request, List<String> records) {
        var lines = String.join("\n", records).getBytes(StandardCharsets.UTF_8);
        return seal.seal(request.tenant(), request.id(), lines);
    }

    List<String> openRecords(PersonRequest request, byte[] sealed) {
        return seal.open(request.tenant(), request.id(), sealed).stream()
                .flatMap(it -> new String(it, StandardCharsets.UTF_8).lines())
                .toList();
    }
}

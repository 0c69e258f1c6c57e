package io.tributary.segment.list;

import tools.jackson.databind.json.JsonMapper;

/** What the job keeps of an upload, and says of it, as JSON. */
final class ListJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ListJson() {}

    static String print(ListRequest request) {
        return JSON.writeValueAsString(request);
    }

    static ListRequest request(String json) {
        return JSON.readValue(json, ListRequest.class);
    }

    static String print(ListReport report) {
        return JSON.writeValueAsString(report);
    }
}

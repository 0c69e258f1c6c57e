package io.tributary.identity.suggestion;

import io.tributary.identity.job.JobSteps;
import io.tributary.identity.linkage.table.RecordTable;
import io.tributary.identity.linkage.table.RecordTable.Pairing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the comparable profiles of a tenant into a table, page by page and no more than a bound. */
record ReadPeople(LinkablePeople people, int atMost, int page) {

    /** What came of reading. */
    sealed interface Reading {}

    /**
     * The profiles as records.
     *
     * @param profiles how many living profiles were looked at
     * @param ids of the records, by record number
     */
    record People(long profiles, RecordTable table, List<UUID> ids) implements Reading {

        UUID id(int row) {
            return ids.get(row);
        }
    }

    /** There are more comparable profiles than fit. */
    record TooMany() implements Reading {}

    Reading read(String tenant, JobSteps steps) {
        var table = RecordTable.of(Pairing.ANY, PeopleTable.FIELDS);
        var ids = new ArrayList<UUID>();
        long total = people.count(tenant);
        long seen = 0;
        var after = Optional.<UUID>empty();
        while (true) {
            steps.at("reading", seen, Math.max(seen, total));
            var read = people.page(tenant, after, page);
            if (read.isEmpty()) {
                return new People(seen, table.build(), List.copyOf(ids));
            }
            for (var person : read) {
                if (person.isComparable()) {
                    table.add("", person.values());
                    ids.add(person.id());
                }
            }
            if (ids.size() > atMost) {
                return new TooMany();
            }
            seen += read.size();
            after = Optional.of(read.getLast().id());
        }
    }
}

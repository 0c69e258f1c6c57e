package io.tributary.segment.list;

/**
 * Whether the people of tenants with lists are known, whichever instance reads their contacts. A tenant's first list lets
 * contacts be read from the beginning once more; until that is done a difference may know too few people.
 */
public interface KnownContacts {

    /** Waits a moment until every contact that is there now was taken over; false when that did not come. Blocks. */
    boolean settle();
}

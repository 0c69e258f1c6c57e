package io.tributary.bench.preview;

/**
 * What segment-service's own metrics say that it has done and left to do; -1 while nobody knows.
 *
 * @param applied events in people's states
 * @param unread records that the topology has not committed
 * @param unjudged about how many profiles the newest definitions have not judged
 * @param profiles records that are not findable in the index of profiles yet; alike for events and stays
 */
record Rest(long applied, long unread, long unjudged, long profiles, long events, long stays) {

    static final double UNKNOWN = -1;

    /** Every topic is read, everybody is judged, and whatever came of it is findable. */
    boolean isReached() {
        return unread == 0 && unjudged == 0 && profiles == 0 && events == 0 && stays == 0;
    }
}

package io.tributary.segment.explain;

import java.util.stream.Stream;

/** How many nodes of rules may be judged on trial, so that no rule makes a question endless. Used by one thread. */
final class Tries {

    private final int most;
    private int taken;
    private boolean gaveUp;

    Tries(int most) {
        this.most = most;
    }

    /** Takes that many; false when so many are not left. */
    boolean another(int nodes) {
        boolean enough = taken + nodes <= most;
        taken += enough ? nodes : 0;
        gaveUp |= !enough;
        return enough;
    }

    /** Says that there is more to try than is tried. */
    void giveUp() {
        gaveUp = true;
    }

    /** Nothing; whoever comes to look for something there has given up. */
    <T> Stream<T> noMore() {
        return Stream.of(this).flatMap(it -> {
            it.giveUp();
            return Stream.<T>empty();
        });
    }

    int taken() {
        return taken;
    }

    /** Whether more were wanted than there were. */
    boolean gaveUp() {
        return gaveUp;
    }
}

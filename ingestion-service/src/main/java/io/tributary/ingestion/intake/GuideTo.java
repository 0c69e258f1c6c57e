package io.tributary.ingestion.intake;

import io.tributary.ingestion.event.JsonCopy.Fate;
import io.tributary.ingestion.event.JsonCopy.Guide;
import java.util.List;

/** Leads down named members to a place where another guide goes on; keeps everything beside the way. */
record GuideTo(List<String> way, Guide there) implements Guide {

    /** Leaves out where it is led to. */
    static final Guide LEFT_OUT = new Nowhere(Fate.DROPPED);

    private static final Guide KEPT = new Nowhere(Fate.KEPT);

    private record Nowhere(Fate fate) implements Guide {

        @Override
        public Guide member(String name) {
            return KEPT;
        }

        @Override
        public Guide element(int index) {
            return KEPT;
        }
    }

    @Override
    public Fate fate() {
        return Fate.LOOKED_INTO;
    }

    @Override
    public Guide member(String name) {
        if (!way.getFirst().equals(name)) {
            return KEPT;
        }
        return way.size() == 1 ? there : new GuideTo(way.subList(1, way.size()), there);
    }

    @Override
    public Guide element(int index) {
        return KEPT;
    }
}

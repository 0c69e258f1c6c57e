package io.tributary.bench.door;

/** One thing that is measured: a way to the collector and how many events a request has. */
public record Cell(Way way, int batch) {

    @Override
    public String toString() {
        return way.label() + " x " + batch;
    }
}
